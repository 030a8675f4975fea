import { SqliteEventStore } from '../../../relay/log/sqlite-event-store.ts';
import type { Commit } from '../../../relay/log/event-store.ts';
import { decodeEvent } from '../../../shared/log/envelope.ts';
import { emptyState, fold } from '../../../shared/state/state.ts';
import { entriesOf, idOf, type EventSketch } from '../../harness/entries.ts';
import { acknowledged, resolved, triggered } from '../../harness/folding.ts';

/** The device that syncs: known to every log made here. */
export const device = idOf('bench device');

/** A log of so many events, as a year of incidents makes it: each is triggered, rings, is noted on, acknowledged and resolved. */
export async function logOf(file: string, count: number): Promise<SqliteEventStore> {
  const store = new SqliteEventStore(file);
  const body = { name: 'bench', person: 'ana', publicKey: 'none' };
  const sketches: EventSketch[] = [{ type: 'device.enrolled', entity: { kind: 'device', id: device }, body, actor: { kind: 'admin' } }];
  for (let i = 0; sketches.length < count; i += 1) {
    const id = `incident-${i}`;
    const of = (sketch: EventSketch): EventSketch => ({ ...sketch, entity: { kind: 'incident', id } });
    const sent = { stepId: idOf(i), person: 'ana', page: 1, channel: 'desktop', reason: 'first' };
    sketches.push(
      triggered({}, id),
      of({ type: 'notification.sent', body: sent }),
      of({ type: 'incident.annotated', body: { text: `Looking at it: the disk of db${i % 40} fills by 2 GB an hour.` } }),
      of(acknowledged(1)),
      of(resolved(1)),
    );
  }
  const state = emptyState();
  const commits = entriesOf(sketches.slice(0, count), store.head()).map((entry): Commit => {
    const event = decodeEvent(entry);
    fold(state, event);
    return { entry, entity: event.entity, type: event.type, device: event.device, deviceSeq: event.deviceSeq };
  });
  for (let i = 0; i < commits.length; i += 5000) {
    const page = commits.slice(i, i + 5000);
    const touched = new Set(page.map(({ entity }) => entity.id));
    await store.append(
      page,
      [...touched].flatMap((id) => state.incidents.get(id) ?? []),
    );
  }
  return store;
}
