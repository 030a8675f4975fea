import type { Condition } from '../condition/condition.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { factsOf } from '../workspace/facts.ts';
import { all } from '../workspace/workspace.ts';
import { heldBackBy } from './noise-index.ts';
import { recentIncidents } from './recent-incidents.ts';
import type { State } from './state.ts';

/**
 * Which incidents are kept quiet by others, for whoever runs the engine: they are looked at again when the one that stands for them is
 * over, or another to what inhibits; not at every page of it, for there may be thousands.
 */
export class Dependents {
  readonly #stood = new Map<string, string>();

  /** The incidents to look at again, now that one has changed; none while nothing hangs on it. */
  after(state: State, incident: Incident): readonly string[] {
    const holder = state.incidents.get(incident.suppression?.incident ?? '');
    if (holder && !this.#stood.has(holder.id)) {
      this.#stood.set(holder.id, stands(state, holder));
    }
    if (!state.noise.heldCount.has(incident.id)) {
      this.#stood.delete(incident.id);
      return [];
    }
    const now = stands(state, incident);
    const was = this.#stood.get(incident.id);
    this.#stood.set(incident.id, now);
    return was === now ? [] : heldBackBy(state.noise, incident.id);
  }
}

/** How an incident stands to what hangs on it: over, or by what inhibitions ask of their source. A storm's summary only has to be open. */
function stands(state: State, incident: Incident): string {
  if (!isOpen(incident) || incident.storm) {
    return isOpen(incident) ? 'open' : 'over';
  }
  const facts = factsOf(state.workspace, incident, () => recentIncidents(state, incident));
  const asked = all(state.workspace, 'inhibition').flatMap(({ source, target, equal }) => [
    ...fieldsOf(source),
    ...fieldsOf(target),
    ...equal,
  ]);
  return JSON.stringify([...new Set(asked)].map((field) => facts[field] ?? null));
}

/** The fields a condition asks of. */
function fieldsOf(condition: Condition): string[] {
  if ('all' in condition || 'any' in condition) {
    return ('all' in condition ? condition.all : condition.any).flatMap(fieldsOf);
  }
  if ('not' in condition) {
    return fieldsOf(condition.not);
  }
  return 'field' in condition ? [condition.field] : [];
}
