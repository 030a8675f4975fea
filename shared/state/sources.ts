import { isTimed, type Facts } from '../condition/evaluate.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import type { Inhibition } from '../noise/inhibition.ts';

/** The open incidents that match an inhibition's source, by the values that have to be equal; apart those that match its target too. */
interface Matching {
  one: Set<string>;
  both: Set<string>;
}

/**
 * Which open incidents inhibit what, so that a new alert does not have to ask every open incident. Made when it is first asked for
 * and kept true by looking again at what is `stale`; a change of what is defined makes it anew.
 */
export interface Sources {
  isMade: boolean;
  stale: Set<string>;
  byInhibition: Map<string, Map<string, Matching>>;
  places: Map<string, { inhibition: string; key: string }[]>;
}

/** One that was not asked for yet. */
export function emptySources(): Sources {
  return { isMade: false, stale: new Set(), byInhibition: new Map(), places: new Map() };
}

/** What an incident is measured by. */
export interface Measured {
  facts(): Facts;
  holds(condition: Inhibition['source']): boolean;
}

/** The values two incidents have to share, as one text; what one does not have counts as empty (Alertmanager, B2). */
export function equalKey({ equal }: Pick<Inhibition, 'equal'>, facts: Facts): string {
  return JSON.stringify(equal.map((field) => facts[field] ?? '').map((value) => (typeof value === 'object' ? value : String(value))));
}

/** Looks again at what has changed. `measure` says what an incident is measured by just now. */
export function refreshSources(
  sources: Sources,
  incidents: ReadonlyMap<string, Incident>,
  inhibitions: readonly Inhibition[],
  measure: (incident: Incident) => Measured,
): void {
  const look = (id: string) => {
    forget(sources, id);
    const incident = incidents.get(id);
    if (incident && isOpen(incident)) {
      note(sources, incident, inhibitions, measure(incident));
    }
  };
  if (sources.isMade) {
    sources.stale.forEach(look);
  } else {
    [...incidents.keys()].forEach(look);
    sources.isMade = true;
  }
  sources.stale.clear();
}

function note(sources: Sources, { id }: Incident, inhibitions: readonly Inhibition[], measured: Measured): void {
  for (const inhibition of inhibitions) {
    const { source, target } = inhibition;
    // What depends on the time of day is asked when it matters.
    if (!isTimed(source) && !measured.holds(source)) {
      continue;
    }
    const key = equalKey(inhibition, measured.facts());
    const byKey = sources.byInhibition.get(inhibition.id) ?? new Map<string, Matching>();
    const matching = byKey.get(key) ?? { one: new Set(), both: new Set() };
    const isBoth = isTimed(source) || isTimed(target) || measured.holds(target);
    (isBoth ? matching.both : matching.one).add(id);
    sources.byInhibition.set(inhibition.id, byKey.set(key, matching));
    sources.places.set(id, [...(sources.places.get(id) ?? []), { inhibition: inhibition.id, key }]);
  }
}

function forget({ byInhibition, places }: Sources, id: string): void {
  for (const { inhibition, key } of places.get(id) ?? []) {
    const byKey = byInhibition.get(inhibition);
    const matching = byKey?.get(key);
    matching?.one.delete(id);
    matching?.both.delete(id);
    if (matching && matching.one.size + matching.both.size === 0) {
      byKey?.delete(key);
    }
  }
  places.delete(id);
}

/** The open incidents that may inhibit one with these values, those that match its source alone first. */
export function* sourcesOf(sources: Sources, inhibition: Inhibition, key: string, isTargetBoth: boolean): Iterable<string> {
  const matching = sources.byInhibition.get(inhibition.id)?.get(key);
  yield* matching?.one ?? [];
  // What matches both sides does not inhibit another that does.
  if (!isTargetBoth || isTimed(inhibition.source) || isTimed(inhibition.target)) {
    yield* matching?.both ?? [];
  }
}
