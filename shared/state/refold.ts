import type { Incident } from '../incident/incident.ts';
import { decodeEvent, type StoredEvent } from '../log/envelope.ts';
import { DAY_MS } from '../time/instant.ts';
import type { FoldedBy, RefoldProgress } from './fold-version.ts';
import { emptyState, fold, forgetIncident, setIncident } from './state.ts';

/** Where folded incidents are kept; empty when folding anew begins. */
export interface IncidentShelf {
  incident(id: string): Incident | undefined;
  put(incidents: readonly Incident[]): void;
}

/** The log, read in pages; `last` is the `seq` of its last entry, 0 when it is empty. */
export interface ReadLog {
  last: number;
  read(after: number, limit: number): readonly StoredEvent[];
}

const pageEntries = 1000;

/**
 * Folds incidents anew from the log, a page at a time; what other entities' entries say does not matter to them. Incidents resolved for a day, by the log's own time, are let go of and fetched again when
 * something happens to them, so that the length of the log does not matter either.
 */
export function refoldIncidents(
  log: ReadLog,
  shelf: IncidentShelf,
  { reads }: Pick<FoldedBy, 'reads'>,
  onProgress?: (progress: RefoldProgress) => void,
): void {
  const state = emptyState(reads);
  for (let done = 0; done < log.last;) {
    const page = log.read(done, pageEntries);
    done = page.at(-1)?.seq ?? log.last;
    const touched = new Set<string>();
    let now = 0;
    for (const entry of page) {
      const event = decodeEvent(entry);
      const { kind, id } = event.entity;
      now = event.recordedAt;
      if (kind === 'incident') {
        const kept = state.incidents.has(id) ? undefined : shelf.incident(id);
        if (kept) {
          setIncident(state, kept);
        }
        fold(state, event);
        touched.add(id);
      }
    }
    shelf.put([...touched].flatMap((id) => state.incidents.get(id) ?? []));
    for (const incident of state.incidents.values()) {
      if ((incident.resolution?.at ?? Infinity) < now - DAY_MS) {
        forgetIncident(state, incident);
      }
    }
    onProgress?.({ done, total: log.last });
  }
}
