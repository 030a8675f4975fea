import type { Event } from '../log/envelope.ts';
import { knownVersion } from '../log/known-version.ts';
import { editSchedule } from '../schedule/edit.ts';
import { judgeEdit } from '../schedule/judge-edit.ts';
import { draftEdit } from '../schedule/schedule-commands.ts';
import type { SaidEdit } from '../schedule/make-edits.ts';
import { redefined } from '../schedule/redefine.ts';
import { scheduleEditBodies, type ScheduleEdit } from '../schedule/schedule-events.ts';
import { undoOf } from '../schedule/undo.ts';
import { upcastSchedule } from '../schedule/upcast.ts';
import type { Schedule } from '../schedule/definition.ts';
import type { Instant } from '../time/instant.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';

/** An edit of a schedule as its history shows it: who made it and when, what became of it, and what takes it back while that can be. */
export interface ChangeView {
  id: string;
  type: string;
  at: Instant;
  by: string;
  /** Whom it is about, by name. */
  about: string[];
  from?: Instant | undefined;
  until?: Instant | undefined;
  pending: boolean;
  verdict: Event['verdict'];
  why?: string | undefined;
  undo?: SaidEdit | undefined;
}

/** The latest edits of a schedule, the newest first, those that were parked among them: nothing is silently lost (design.md). */
export function changesView(
  workspace: Workspace,
  schedule: Schedule,
  history: readonly { event: Event; pending: boolean }[],
  now: Instant,
): ChangeView[] {
  let before: Schedule | undefined;
  const changes = history.map(({ event, pending }): ChangeView => {
    const undo = event.verdict === 'applied' && before && isEdit(event) ? undoOf(before, event as unknown as ScheduleEdit, now) : undefined;
    const seen = told(workspace, before, event);
    before = after(before, event);
    return { ...seen, pending, undo: undo && canBeMade(workspace, schedule, undo, now) ? undo : undefined };
  });
  return changes.toReversed();
}

function isEdit({ type, version }: Event): boolean {
  return Object.hasOwn(scheduleEditBodies, type) && version <= knownVersion(type);
}

function after(before: Schedule | undefined, event: Event): Schedule | undefined {
  if (event.verdict !== 'applied' || event.version > knownVersion(event.type)) {
    return before;
  }
  if (event.type === 'schedule.defined') {
    const wanted = upcastSchedule((event.body as { definition: Schedule }).definition);
    return before ? redefined(before, wanted, event.recordedAt) : wanted;
  }
  return before && isEdit(event) ? editSchedule(before, event as unknown as ScheduleEdit) : before;
}

function canBeMade(workspace: Workspace, schedule: Schedule, { name, said }: SaidEdit, now: Instant): boolean {
  const draft = draftEdit(name, { schedule, newId: () => 'undone', now }, said);
  const isPerson = (id: string) => find(workspace, 'person', id) !== undefined;
  return (
    !('problem' in draft) &&
    judgeEdit(schedule, { ...draft, recordedAt: now } as unknown as ScheduleEdit, { isPerson }).verdict === 'applied'
  );
}

function told(
  workspace: Workspace,
  before: Schedule | undefined,
  { id, type, recordedAt, actor, body, verdict, why }: Event,
): Omit<ChangeView, 'pending' | 'undo'> {
  const of = { ...(before && meantBy(before, body)), ...body, ...(typeof body['override'] === 'object' ? body['override'] : undefined) };
  const said = of as Record<string, unknown>;
  const people = ['person', 'giver', 'taker'].flatMap((field) => {
    const value = said[field];
    return typeof value === 'string' ? [nameOf(workspace, 'person', value)] : [];
  });
  const instant = (value: unknown) => (typeof value === 'number' ? value : undefined);
  return {
    id,
    type,
    at: recordedAt,
    by: 'id' in actor ? nameOf(workspace, 'person', actor.id) : actor.kind,
    about: people,
    from: instant(said['from']),
    until: instant(said['until']),
    verdict,
    why,
  };
}

/** Whom and which hours an edit means that only names a member, an override or a swap by its id. */
function meantBy({ layers, overrides, swaps = [] }: Schedule, body: Event['body']): Record<string, unknown> {
  const byId = (field: string) => (each: { id: string }) => each.id === body[field];
  const { person } = layers.flatMap(({ members }) => members).find(byId('member')) ?? {};
  const { giver, taker, from, until } = swaps.find(byId('swap')) ?? {};
  const override = overrides.find(byId('override'));
  return override
    ? { person: override.person, from: override.from, until: override.until }
    : giver === undefined
      ? { person }
      : { giver, taker, from, until };
}
