import { scheduleHandlers } from '../../../main/desk/schedule-handlers.ts';
import type { DeskService } from '../../../main/desk/desk.ts';
import type { RequestChannel } from '../../../shared/bridge/contract.ts';
import type { EntityRef, Event } from '../../../shared/log/envelope.ts';
import type { Definition, DefinitionKind } from '../../../shared/workspace/definitions.ts';
import { applyToWorkspace, emptyWorkspace } from '../../../shared/workspace/workspace.ts';
import { now } from '../scenarios/people.ts';

/** A workspace as plain data: what is defined, and who has a device that rings. */
export interface GivenWorkspace {
  definitions: { kind: DefinitionKind; definition: Definition }[];
  reachable: string[];
  /** Words of the data that no definition holds, such as the names of public holidays. */
  words?: string[];
}

/** Answers what the window asks of schedules. */
export type ScheduleDesk = (channel: RequestChannel, argument: unknown) => Promise<unknown>;

/** Main's own handlers over a workspace that stands still at the scenarios' hour; edits are applied at once, as on a laptop. */
export function scheduleDesk({ definitions, reachable }: GivenWorkspace, person: string): ScheduleDesk {
  const workspace = emptyWorkspace();
  let count = 0;
  const newId = (): string => `made-${(count += 1)}`;
  const command = (type: string, entity: EntityRef, body: Record<string, unknown>): Event => {
    const event = { id: newId(), type, entity, body, recordedAt: now, verdict: 'applied' } as unknown as Event;
    applyToWorkspace(workspace, event);
    return event;
  };
  for (const { kind, definition } of definitions) {
    command(`${kind}.defined`, { kind, id: definition.id }, { definition });
  }
  for (const each of reachable) {
    command('device.enrolled', { kind: 'device', id: `laptop-${each}` }, { name: 'Laptop', person: each, publicKey: '' });
  }
  const replica = { view: { workspace }, person, now: () => now, command };
  const desk = { responder: { replica } } as unknown as Pick<DeskService, 'responder'>;
  const handlers = scheduleHandlers(desk, newId, () => ({ ok: true })) as unknown as Record<
    string,
    (argument: unknown) => Promise<unknown>
  >;
  return (channel, argument) => handlers[channel]?.(argument) ?? Promise.resolve(undefined);
}
