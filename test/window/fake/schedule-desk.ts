import type { DeskService } from '../../../main/desk/desk.ts';
import { scheduleHandlers } from '../../../main/desk/schedule-handlers.ts';
import { requests, type RequestChannel } from '../../../shared/bridge/contract.ts';
import type { Actor, EntityRef, Event, Verdict } from '../../../shared/log/envelope.ts';
import { judgeEdit } from '../../../shared/schedule/judge-edit.ts';
import { makeEdits, type SaidEdit } from '../../../shared/schedule/make-edits.ts';
import type { ScheduleEdit } from '../../../shared/schedule/schedule-events.ts';
import type { Definition, DefinitionKind } from '../../../shared/workspace/definitions.ts';
import { applyToWorkspace, emptyWorkspace, find } from '../../../shared/workspace/workspace.ts';
import { now } from '../scenarios/people.ts';

/** An edit somebody made before the window is opened. */
export interface GivenChange {
  schedule: string;
  by: string;
  at: number;
  type: string;
  body: Record<string, unknown>;
  pending?: boolean;
}

/** A workspace as plain data: what is defined, and who has a device that rings. */
export interface GivenWorkspace {
  definitions: { kind: DefinitionKind; definition: Definition }[];
  reachable: string[];
  /** What was done to schedules since they were defined, in order; what becomes of each the rules say. */
  changes?: GivenChange[];
  /** Words of the data that no definition holds, such as the names of public holidays. */
  words?: string[];
}

/** Answers what the window asks of schedules. */
export type ScheduleDesk = (channel: RequestChannel, argument: unknown) => Promise<unknown>;

interface Made {
  at: number;
  actor: Actor;
  pending: boolean;
}

const definedAt = now - 53 * 86_400_000;

/** Main's own handlers over a workspace that stands still at the scenarios' hour; edits are applied at once, as on a laptop. */
export function scheduleDesk({ definitions, reachable, changes = [] }: GivenWorkspace, person: string): ScheduleDesk {
  const workspace = emptyWorkspace();
  const log: { event: Event; pending: boolean }[] = [];
  let count = 0;
  const newId = (): string => `made-${(count += 1)}`;
  const isPerson = (id: string): boolean => find(workspace, 'person', id) !== undefined;
  const judged = ({ kind, id }: EntityRef, edit: unknown): { verdict: Verdict; why?: string } =>
    kind === 'schedule' && !(edit as Event).type.endsWith('.defined')
      ? judgeEdit(find(workspace, 'schedule', id), edit as ScheduleEdit, { isPerson })
      : { verdict: 'applied' };
  const record = (type: string, entity: EntityRef, body: Record<string, unknown>, { at, actor, pending }: Made): Event => {
    const verdict = judged(entity, { type, body, recordedAt: at });
    const event = { id: newId(), type, version: 1, entity, body, recordedAt: at, actor, ...verdict } as unknown as Event;
    if (event.verdict === 'applied') {
      applyToWorkspace(workspace, event);
    }
    log.push({ event, pending });
    return event;
  };
  const me = { at: now, actor: { kind: 'person', id: person }, pending: true } as const;
  const command = (type: string, entity: EntityRef, body: Record<string, unknown>): Event => record(type, entity, body, me);
  const byOperator = { at: definedAt, actor: { kind: 'admin' }, pending: false } as const;
  for (const { kind, definition } of definitions) {
    record(`${kind}.defined`, { kind, id: definition.id }, { definition }, byOperator);
  }
  for (const each of reachable) {
    record('device.enrolled', { kind: 'device', id: `laptop-${each}` }, { name: 'Laptop', person: each, publicKey: '' }, byOperator);
  }
  for (const { schedule, by, at, type, body, pending = false } of changes) {
    record(type, { kind: 'schedule', id: schedule }, body, { at, actor: { kind: 'person', id: by }, pending });
  }

  const history = ({ kind, id }: EntityRef) => log.filter(({ event: { entity } }) => entity.kind === kind && entity.id === id);
  const replica = { view: { workspace }, person, now: () => now, command, history };
  const plan = (id: string, edits: readonly SaidEdit[]) => {
    const schedule = find(workspace, 'schedule', id);
    return schedule
      ? makeEdits(schedule, edits, { newId, now, isPerson })
      : { problem: 'The schedule is not known on this laptop any more.' };
  };
  const edit = (id: string, edits: readonly SaidEdit[]) => {
    const made = plan(id, edits);
    return 'problem' in made ? made : made.drafts.map(({ type, body }) => command(type, { kind: 'schedule', id }, body));
  };
  const desk = { responder: { replica, plan, edit } } as unknown as Pick<DeskService, 'responder'>;
  const handlers = scheduleHandlers(desk, newId, () => ({ ok: true })) as unknown as Record<
    string,
    (argument: unknown) => Promise<unknown>
  >;
  // What the contract does not allow is rejected, as in main.
  return async (channel, argument) => handlers[channel]?.(requests[channel].parse(argument));
}
