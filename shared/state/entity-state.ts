import type { EntityRef } from '../log/envelope.ts';
import type { State } from './state.ts';

/** How an entity stands: what the fold of its own events has made of it; undefined for one that nothing was made of. */
export function entityState({ workspace, incidents, handoffs }: State, { kind, id }: EntityRef): unknown {
  if (kind === 'incident') {
    return incidents.get(id);
  }
  if (kind === 'handoff') {
    return handoffs.get(id);
  }
  return kind === 'device' ? workspace.devices.get(id) : workspace.entries[kind].get(id);
}
