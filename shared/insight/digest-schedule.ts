import { derivedId } from '../log/derived-id.ts';
import type { Event } from '../log/envelope.ts';
import { handoffsOf } from '../schedule/handoffs.ts';
import type { Turns } from '../schedule/turns.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import type { DigestPlan } from '../workspace/digest-definition.ts';
import type { Organisation } from '../workspace/definitions.ts';

/** How late a digest is still of use, ms: what a relay that was away missed before that is skipped. */
export const digestLateMs = 6 * HOUR_MS;

/** A time at which a digest was due; `id` is the same whenever it is asked, so that it is sent once. */
export interface DueDigest {
  id: string;
  at: Instant;
  isTooLate: boolean;
}

const turnsOf = new WeakMap<DigestPlan, Turns>();

/** When a digest is due, as a rotation of days hands off: an hour the clock shows twice counts once, one it leaves out at once (D1). */
function turnsFor(digest: DigestPlan): Turns {
  const { zone, at, days } = digest;
  const turns: Turns = turnsOf.get(digest) ?? {
    zone,
    turn: { unit: 'day', length: 1 },
    handoffAt: at,
    startsOn: '2024-01-01',
    ...(days ? { hours: [{ days, from: '00:00', until: '24:00' }] } : {}),
  };
  turnsOf.set(digest, turns);
  return turns;
}

/** The last time a digest was due at or before `now`, and the first after it (relay ms). */
export function digestTimes(digest: DigestPlan, now: Instant): { last: Instant; next: Instant } {
  const { at, turnAt } = handoffsOf(turnsFor(digest));
  const turn = turnAt(now);
  return { last: at(turn), next: at(turn + 1) };
}

/** What is due of a digest that stands as it is since `since`; undefined when it was not yet due since then. */
export function dueDigest(digest: DigestPlan, since: Instant, now: Instant): DueDigest | undefined {
  const { last } = digestTimes(digest, now);
  return last < since ? undefined : { id: derivedId(['digest', digest.id, last]), at: last, isTooLate: now - last > digestLateMs };
}

/** Since when a digest has had its present times, by the organisation's history: nothing is due of the time before (relay ms). */
export function digestSince({ id, at, zone, days }: DigestPlan, history: readonly Event[]): Instant | undefined {
  const timing = JSON.stringify([at, zone, days]);
  let since: Instant | undefined;
  for (const { type, verdict, body, recordedAt } of history) {
    if (type !== 'organisation.defined' || verdict !== 'applied') {
      continue;
    }
    const { digests = [] } = body['definition'] as Pick<Organisation, 'digests'>;
    const then = digests.find((each) => each.id === id);
    since = then && JSON.stringify([then.at, then.zone, then.days]) === timing ? (since ?? recordedAt) : undefined;
  }
  return since;
}
