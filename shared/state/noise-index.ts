import { isOpen, type Incident } from '../incident/incident.ts';
import { problemKey } from '../incident/members.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant.ts';
import { emptySources, type Sources } from './sources.ts';
import { withEntry, type Timeline } from './timeline.ts';

/**
 * What keeping noise down has to find at once, whatever is open: made of the incidents alone, whenever one of them is put in place,
 * so that it is the same after a restart.
 * - `openByGroup` maps a group's key to its open incidents, the oldest first; `stormOf` a service to the open summary of its storm.
 * - `heldBy` maps a suppressed incident to the one that stands for it, `heldCount` that one to how many it stands for.
 * - `began` are a service's incidents by when they wanted to page, of the last hour before its latest; `openedWith` a key's by when
 *   they were opened, of the last day before its latest; those of keys long quiet go when there are `looksThroughAt` keys.
 * - `sources` finds what inhibits.
 */
export interface NoiseIndex {
  openByGroup: Map<string, readonly string[]>;
  stormOf: Map<string, string>;
  heldBy: Map<string, string>;
  heldCount: Map<string, number>;
  began: Map<string, Timeline>;
  openedWith: Map<string, Timeline>;
  latestAt: Instant;
  looksThroughAt: number;
  sources: Sources;
}

/** So many keys are remembered without looking whether they still matter. */
const fewKeys = 10_000;

/** Of no incident. */
export function emptyNoise(): NoiseIndex {
  return {
    openByGroup: new Map(),
    stormOf: new Map(),
    heldBy: new Map(),
    heldCount: new Map(),
    began: new Map(),
    openedWith: new Map(),
    latestAt: -Infinity,
    looksThroughAt: fewKeys,
    sources: emptySources(),
  };
}

/** A copy that can be kept on without touching the original. */
export function copyNoise(noise: NoiseIndex): NoiseIndex {
  return {
    openByGroup: new Map(noise.openByGroup),
    stormOf: new Map(noise.stormOf),
    heldBy: new Map(noise.heldBy),
    heldCount: new Map(noise.heldCount),
    began: new Map(noise.began),
    openedWith: new Map(noise.openedWith),
    latestAt: noise.latestAt,
    looksThroughAt: noise.looksThroughAt,
    sources: emptySources(),
  };
}

/** The limits of a storm and of a key that comes and goes, at their largest. */
const keepBegan = { ms: HOUR_MS, most: 10_001 };
const keepOpened = { ms: DAY_MS, most: 101 };
/** When an incident began to page, or would have if its severity paged anybody; undefined for one that was suppressed all along. */
export function beganToPage({ status, endedQuiet, releasedAt, triggeredAt }: Incident): Instant | undefined {
  return status === 'suppressed' || endedQuiet !== undefined ? undefined : (releasedAt ?? triggeredAt);
}

/** When an incident wanted to page: one that a storm kept from it counts as one that did. The summary of a storm is none of its incidents. */
export function wantedToPage(incident: Incident): Instant | undefined {
  const isOfStorm = (incident.suppression?.reason ?? incident.endedQuiet) === 'storm';
  return incident.storm ? undefined : (beganToPage(incident) ?? (isOfStorm ? incident.triggeredAt : undefined));
}

/** Notes what an incident is now; `before` is what it was, undefined for one that was not here. */
export function noteNoise(noise: NoiseIndex, before: Incident | undefined, incident: Incident): void {
  const { id } = incident;
  if (noise.sources.isMade) {
    noise.sources.stale.add(id);
  }
  noteGroup(noise, incident);
  if (incident.storm && isOpen(incident)) {
    noise.stormOf.set(incident.service, id);
  } else if (noise.stormOf.get(incident.service) === id) {
    noise.stormOf.delete(incident.service);
  }
  noteHeld(noise, id, incident.suppression?.incident);
  const at = wantedToPage(incident);
  if (at !== undefined && (before === undefined || wantedToPage(before) !== at)) {
    noise.began.set(incident.service, withEntry(noise.began.get(incident.service), { id, at }, keepBegan));
  }
  if (before === undefined && incident.integration !== undefined && incident.dedupKey !== undefined) {
    noteOpened(noise, problemKey(incident.integration, incident.dedupKey), incident);
  }
}

function noteGroup({ openByGroup }: NoiseIndex, incident: Incident): void {
  const { id, group } = incident;
  if (!group) {
    return;
  }
  const open = openByGroup.get(group.key) ?? [];
  if (isOpen(incident) !== open.includes(id)) {
    const now = isOpen(incident) ? [...open, id] : open.filter((each) => each !== id);
    if (now.length > 0) {
      openByGroup.set(group.key, now);
    } else {
      openByGroup.delete(group.key);
    }
  }
}

function noteHeld({ heldBy, heldCount }: NoiseIndex, id: string, by: string | undefined): void {
  const was = heldBy.get(id);
  if (was === by) {
    return;
  }
  if (was !== undefined) {
    const left = (heldCount.get(was) ?? 1) - 1;
    if (left > 0) {
      heldCount.set(was, left);
    } else {
      heldCount.delete(was);
    }
  }
  if (by === undefined) {
    heldBy.delete(id);
  } else {
    heldBy.set(id, by);
    heldCount.set(by, (heldCount.get(by) ?? 0) + 1);
  }
}

function noteOpened(noise: NoiseIndex, key: string, { id, triggeredAt }: Incident): void {
  const { openedWith } = noise;
  noise.latestAt = Math.max(noise.latestAt, triggeredAt);
  openedWith.set(key, withEntry(openedWith.get(key), { id, at: triggeredAt }, keepOpened));
  if (openedWith.size > noise.looksThroughAt) {
    for (const [each, { at }] of openedWith) {
      if (at < noise.latestAt - DAY_MS) {
        openedWith.delete(each);
      }
    }
    noise.looksThroughAt = 2 * openedWith.size;
  }
}

/** The incidents another stands for, in no order; in time with how many are kept quiet at all. */
export function heldBackBy({ heldBy, heldCount }: NoiseIndex, id: string): string[] {
  return heldCount.has(id) ? [...heldBy].flatMap(([held, by]) => (by === id ? [held] : [])) : [];
}
