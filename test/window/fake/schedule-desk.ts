import type { DeskService } from '../../../main/desk/desk.ts';
import { noiseHandlers } from '../../../main/desk/noise-handlers.ts';
import { scheduleHandlers } from '../../../main/desk/schedule-handlers.ts';
import { requests, type RequestChannel } from '../../../shared/bridge/contract.ts';
import type { Actor, EntityRef, Event, Verdict } from '../../../shared/log/envelope.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { triggered } from '../../../shared/incident/opening.ts';
import { emptyState } from '../../../shared/state/state.ts';
import { judgeEdit } from '../../../shared/schedule/judge-edit.ts';
import { makeEdits, type SaidEdit } from '../../../shared/schedule/make-edits.ts';
import type { ScheduleEdit } from '../../../shared/schedule/schedule-events.ts';
import type { PastAlert } from '../../../shared/routing/dry-run.ts';
import type { Definition, DefinitionKind } from '../../../shared/workspace/definitions.ts';
import { applyToWorkspace, find } from '../../../shared/workspace/workspace.ts';
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

/** An incident as plain data. */
export type GivenIncident = Pick<Incident, 'id' | 'title' | 'service'> & Partial<Incident>;

/** A workspace as plain data: what is defined, and who has a device that rings. */
export interface GivenWorkspace {
  definitions: { kind: DefinitionKind; definition: Definition }[];
  reachable: string[];
  /** What was done to schedules since they were defined, in order; what becomes of each the rules say. */
  changes?: GivenChange[];
  /** Incidents, for what is measured against them; what is left out is as if a monitor had just opened them. */
  incidents?: GivenIncident[];
  /** The last alerts, for trying rules on. */
  alerts?: PastAlert[];
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

function incidentOf(given: GivenIncident): Incident {
  const body = { severity: 'error', policy: { id: 'none', revision: 1 }, ...given };
  const event = { body, entity: { kind: 'incident', id: given.id }, seq: 1, device: 'relay', recordedAt: given.triggeredAt ?? now };
  return { ...triggered(event as unknown as Parameters<typeof triggered>[0]), ...given };
}

/** Main's own handlers over a workspace that stands still at the scenarios' hour; edits are applied at once, as on a laptop. */
export function scheduleDesk(
  { definitions, reachable, changes = [], incidents = [], alerts = [] }: GivenWorkspace,
  person: string,
): ScheduleDesk {
  const state = emptyState();
  const { workspace } = state;
  incidents.forEach((each) => state.incidents.set(each.id, incidentOf(each)));
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
  const overlay = () => log.filter(({ pending }) => pending).map(({ event }) => ({ kind: 'pending', event }));
  const replica = {
    view: state,
    person,
    now: () => now,
    command,
    history,
    head: { seq: 0 },
    past: { lastAlerts: () => alerts },
    get overlay() {
      return overlay();
    },
  };
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
  const made = { ...scheduleHandlers(desk, newId, () => ({ ok: true })), ...noiseHandlers(desk, newId, () => ({ ok: true })) };
  const handlers = made as unknown as Record<string, (argument: unknown) => Promise<unknown>>;
  // What the contract does not allow is rejected, as in main.
  return async (channel, argument) => handlers[channel]?.(requests[channel].parse(argument));
}
