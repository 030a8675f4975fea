import { decodeEvent } from '../../shared/log/envelope.ts';
import type { KnownTypes } from '../../shared/state/known-types.ts';
import { emptyState, foldKept, setIncident, type State } from '../../shared/state/state.ts';
import type { EventStore } from './event-store.ts';

/** The state a store holds: its definitions, what is open, and what was resolved since an instant. */
export function stateKept(store: EventStore, resolvedSince: number, reads: KnownTypes | undefined): State {
  const state = emptyState(reads);
  for (const entry of store.readDefinitions()) {
    foldKept(state, decodeEvent(entry));
  }
  for (const incident of store.recentIncidents(resolvedSince)) {
    setIncident(state, incident);
  }
  state.nextNumber = Math.max(state.nextNumber, store.lastIncidentNumber() + 1);
  return state;
}
