import { canonicalJson } from '../log/canonical.ts';
import type { Instant } from '../time/instant.ts';
import type { Layer, Override, Schedule } from './definition.ts';

/**
 * A schedule that is defined anew as a whole, from an instant on: what its layers said until then stays said, those that are defined
 * otherwise end there, and overrides of the past stay (B2, D13).
 */
export function redefined(current: Schedule, wanted: Schedule, at: Instant): Schedule {
  const isSame = (layer: Layer, other: Layer) => canonicalJson(spokenLayer(layer, at)) === canonicalJson(spokenLayer(other, at));
  const kept = current.layers.filter((layer) => !isEnded(layer, at) && wanted.layers.some((other) => isSame(layer, other)));
  const ended = current.layers.filter((layer) => !kept.includes(layer)).flatMap((layer) => endedAt(layer, at));
  const ids = new Set([...kept, ...ended].map(({ id }) => id));
  const begun = wanted.layers.map((layer) => kept.find((known) => isSame(known, layer)) ?? begunAt(layer, at, ids));
  return { ...wanted, layers: [...ended, ...begun], overrides: overridesAfter(current, wanted, at) };
}

/** A layer that ends at an instant under another id, which leaves its own to the one that follows it; nothing of one that has not begun. */
function endedAt(layer: Layer, at: Instant): Layer[] {
  const places = layer.places.filter(({ from }) => from === undefined || from < at);
  if (places.length === 0) {
    return [];
  }
  const id = endedId(layer.id, at);
  return [places.at(-1)?.position === null ? { ...layer, places } : { ...layer, id, places: [...places, { from: at, position: null }] }];
}

function begunAt(layer: Layer, at: Instant, taken: ReadonlySet<string>): Layer {
  const places = layer.places.map((place) => ({ ...place, from: Math.max(place.from ?? at, at) }));
  return { ...layer, id: taken.has(layer.id) ? endedId(layer.id, at) : layer.id, places };
}

/**
 * What is wanted as it was stays as it is and where it is, what is not wanted any more keeps its past, and what is new comes after: of two
 * that overlap the later wins, and who won in the past still has.
 */
function overridesAfter(current: Schedule, wanted: Schedule, at: Instant): Override[] {
  const isAmong = (override: Override, others: readonly Override[]) =>
    others.some((other) => canonicalJson(other) === canonicalJson(override));
  const ids = new Set(wanted.overrides.map(({ id }) => id));
  const present = current.overrides.flatMap((override) => {
    if (isAmong(override, wanted.overrides)) {
      return [override];
    }
    const id = ids.has(override.id) ? endedId(override.id, at) : override.id;
    return override.from < at ? [{ ...override, id, until: Math.min(override.until, at) }] : [];
  });
  const added = wanted.overrides.filter((override) => !isAmong(override, current.overrides) && override.until > at);
  return [...present, ...added.map((override) => ({ ...override, from: Math.max(override.from, at) }))];
}

/** The id of what ends at an instant and leaves its own to what follows it. */
function endedId(id: string, at: Instant): string {
  return `${id}.${at}`.slice(-100);
}

/**
 * A schedule as a file speaks of it at an instant: without the layers that have ended for good by then, and without since when those
 * that are there have been. Two that read the same this way need no change.
 */
export function spoken(schedule: Schedule, at: Instant): Schedule {
  return { ...schedule, layers: schedule.layers.filter((layer) => !isEnded(layer, at)).map((layer) => spokenLayer(layer, at)) };
}

/** A layer without since when it is there; one that is still to come keeps its moment. */
function spokenLayer(layer: Layer, at: Instant): Layer {
  const [only, ...others] = layer.places;
  return only && others.length === 0 && (only.from ?? at) <= at ? { ...layer, places: [{ position: only.position }] } : layer;
}

function isEnded({ places }: Layer, at: Instant): boolean {
  const last = places.at(-1);
  return last?.position === null && (last.from ?? at) <= at;
}
