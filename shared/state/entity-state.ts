import type { EntityRef } from '../log/envelope.ts';
import type { State } from './state.ts';

/** How an entity stands: what the fold of its own events has made of it; undefined for one that nothing was made of, or of a kind of later versions. */
export function entityState({ workspace, incidents, handoffs }: State, { kind, id }: EntityRef): unknown {
  if (kind === 'incident') {
    return incidents.get(id);
  }
  if (kind === 'handoff') {
    return handoffs.get(id);
  }
  const entries: Readonly<Record<string, ReadonlyMap<string, unknown> | undefined>> = workspace.entries;
  return kind === 'device' ? workspace.devices.get(id) : entries[kind]?.get(id);
}
