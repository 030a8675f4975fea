import type { DownMessage } from '../../shared/protocol/down.ts';
import { foldVersion } from '../../shared/state/fold-version.ts';
import type { EventStore, StoreSnapshot } from '../log/event-store.ts';
import { capped, pageBytes, pageEntries } from './pages.ts';

type Part = Extract<DownMessage, { kind: 'snapshot-part' }>;

/** How things stand, for a desktop that has nothing yet: what came before is asked for afterwards. */
export class SnapshotFeed {
  readonly #snapshot: StoreSnapshot;
  #definitionsTo = 0;
  #incidentsTo = 0;
  #hasDefinitions = false;

  constructor(store: EventStore) {
    this.#snapshot = store.snapshot();
  }

  get seq(): number {
    return this.#snapshot.head.seq;
  }

  header(): Extract<DownMessage, { kind: 'snapshot' }> {
    const { head, counts } = this.#snapshot;
    const { seq, hash, recordedAt } = head;
    return { kind: 'snapshot', seq, hash, recordedAt, fold: foldVersion, entries: counts.definitions, incidents: counts.incidents };
  }

  next(): Part {
    const entries = this.#hasDefinitions ? [] : capped(this.#snapshot.definitions(this.#definitionsTo, pageEntries));
    const last = entries.at(-1);
    if (last) {
      this.#definitionsTo = last.seq;
      return { kind: 'snapshot-part', entries, incidents: [], last: false };
    }
    this.#hasDefinitions = true;
    const incidents: string[] = [];
    let characters = 0;
    for (const { number, json } of this.#snapshot.incidents(this.#incidentsTo, pageEntries)) {
      characters += json.length;
      if (incidents.length > 0 && characters > pageBytes) {
        break;
      }
      incidents.push(json);
      this.#incidentsTo = number;
    }
    return { kind: 'snapshot-part', entries: [], incidents, last: incidents.length === 0 };
  }

  close(): void {
    this.#snapshot.close();
  }
}
