import type { Incident } from '../incident/incident.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';

/** How far back similar incidents are looked for, ms. */
export const lookedBackMs = 90 * DAY_MS;
/** Among how many of a service's incidents last resolved similar ones are looked for, beside those in memory. */
export const mostLookedAt = 300;

/** Why a past incident is like another: the monitor says it is the same problem, its class or type is the same, or its title is alike. */
export type Likeness = 'same-problem' | 'same-class' | 'like-title';

/** A past incident that is like another, and why. */
export interface Similar {
  incident: Incident;
  because: Likeness[];
}

const most = 5;
/** From which share of common words titles count as alike. */
const alikeFrom = 0.4;
const weights: Readonly<Record<Likeness, number>> = { 'same-problem': 4, 'same-class': 1, 'like-title': 2 };

/**
 * The incidents of the same service before this one that are most like it, the likest first, of equally like ones the latest (S39,
 * S129). It looks at each once and holds none: ten thousand are as nothing.
 */
export function similarIncidents(incident: Incident, others: Iterable<Incident>): Similar[] {
  const words = wordsOf(incident.title);
  const found: (Similar & { weight: number })[] = [];
  for (const other of others) {
    const isBefore = other.id !== incident.id && other.triggeredAt <= incident.triggeredAt && other.test === incident.test;
    if (!isBefore || other.service !== incident.service) {
      continue;
    }
    const share = shared(words, wordsOf(other.title));
    const because: Likeness[] = [
      ...(isSameProblem(incident, other) ? (['same-problem'] as const) : []),
      ...(classOf(incident) !== undefined && classOf(incident) === classOf(other) ? (['same-class'] as const) : []),
      ...(share >= alikeFrom ? (['like-title'] as const) : []),
    ];
    if (because.length > 0) {
      found.push({ incident: other, because, weight: because.reduce((sum, each) => sum + weights[each], 0) + share });
    }
  }
  return found
    .toSorted((a, b) => b.weight - a.weight || b.incident.triggeredAt - a.incident.triggeredAt || b.incident.number - a.incident.number)
    .slice(0, most)
    .map(({ incident: other, because }) => ({ incident: other, because }));
}

function isSameProblem(a: Incident, b: Incident): boolean {
  return a.dedupKey !== undefined && a.dedupKey === b.dedupKey && a.integration === b.integration;
}

function classOf({ known }: Incident): string | undefined {
  const named = known['class'] ?? known['type'];
  return named === undefined ? undefined : String(named).toLowerCase();
}

/** The words of a title that tell something: no number by itself, and none of one or two letters. */
function wordsOf(title: string): Set<string> {
  const words = title.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word.length > 2 && !/^\d+$/.test(word)));
}

/** How much two sets of words have in common, from 0 to 1. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) {
    both += b.has(word) ? 1 : 0;
  }
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}

/** The incidents of a service: those `here` in memory, open or over for less than a day, and of those before what was `kept`. */
export function pastOf(service: string, here: Iterable<Incident>, kept: readonly Incident[]): Incident[] {
  const past = new Map(kept.map((incident) => [incident.id, incident]));
  for (const incident of here) {
    if (incident.service === service) {
      past.set(incident.id, incident);
    }
  }
  return [...past.values()];
}

/** Of incidents those of a service last resolved, at or after `since` (relay ms), `limit` of them, the latest first. */
export function lastResolved(incidents: Iterable<Incident>, service: string, since: Instant, limit: number): Incident[] {
  return [...incidents]
    .flatMap((incident) => (incident.service === service && incident.resolution ? [{ incident, at: incident.resolution.at }] : []))
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, limit)
    .map(({ incident }) => incident);
}
