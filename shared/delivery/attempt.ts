import { z } from 'zod';
import { beginningOf } from '../log/beginning.ts';
import { InstantMs } from '../log/envelope.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../time/instant.ts';
import { Delivery } from './delivery.ts';

/** How long one runner has a delivery to itself; after a crash another takes it up when this is over (reliability.md 5.3). */
export const leaseMs = 15 * SECOND_MS;

/**
 * Schema of a row of the outbox: a delivery and how far it has come.
 * - `waiting` until `nextAt`; `sending` by one runner until then, which is its lease; the rest are ends.
 * - `attempts` counts how often somebody took it to send it, and is its fence: whoever took it before another did changes nothing any more.
 * - `tried` are the providers that failed since all of them had their turn; `provider` the last one.
 * - `firstAt` is when it was first due to be tried again by hand or at all: its age counts from there. All instants are relay ms.
 */
export const OutboxRow = z.strictObject({
  delivery: Delivery,
  state: z.enum(['waiting', 'sending', 'sent', 'suppressed', 'dead']),
  nextAt: InstantMs,
  firstAt: InstantMs,
  attempts: z.int().min(0),
  tried: z.array(z.string()),
  provider: z.string().optional(),
  receipt: z.string().max(200).optional(),
  lastError: z.string().max(500).optional(),
  settledAt: InstantMs.optional(),
});
/** A row of the outbox. */
export type OutboxRow = z.infer<typeof OutboxRow>;

/** What a provider made of one attempt: taken, to be tried again, or refused for good; each with its words. */
export type Outcome =
  | { outcome: 'sent'; receipt?: string | undefined }
  | { outcome: 'retry'; why: string; retryAfterMs?: number | undefined }
  | { outcome: 'dead'; why: string };

/** How long it is tried: a page is of use for half an hour and its path goes on meanwhile; news for some hours; a program's list of changes for two days (B2). */
const patience = {
  page: { baseMs: 2 * SECOND_MS, mostMs: MINUTE_MS, ageMs: 30 * MINUTE_MS, attempts: 30 },
  // Whoever tests looks at the screen: what does not work is told while they do.
  test: { baseMs: 2 * SECOND_MS, mostMs: 5 * SECOND_MS, ageMs: 15 * SECOND_MS, attempts: 4 },
  news: { baseMs: 5 * SECOND_MS, mostMs: 15 * MINUTE_MS, ageMs: 6 * HOUR_MS, attempts: 50 },
  event: { baseMs: 5 * SECOND_MS, mostMs: HOUR_MS, ageMs: 2 * DAY_MS, attempts: 100 },
} as const;

const patienceFor: Readonly<Record<Delivery['to']['kind'], keyof typeof patience>> = {
  person: 'page',
  room: 'page',
  digest: 'news',
  subscription: 'news',
  subscriber: 'event',
};

const longestRetryAfterMs = 10 * MINUTE_MS;
const longestError = 300;

/** A delivery nobody has tried yet. */
export function waitingRow(delivery: Delivery): OutboxRow {
  return { delivery, state: 'waiting', nextAt: delivery.dueAt, firstAt: delivery.dueAt, attempts: 0, tried: [] };
}

/** Whether a row is of no use any more at an instant: a test that comes later than whoever asked for it waits calls somebody for nothing. */
export function isTooLate({ delivery, firstAt }: Pick<OutboxRow, 'delivery' | 'firstAt'>, at: Instant): boolean {
  return delivery.what === 'test' && at > firstAt + patience.test.ageMs;
}

/** Whether nothing more will be done about a row unless somebody asks for it. */
export function isSettled({ state }: Pick<OutboxRow, 'state'>): boolean {
  return state === 'sent' || state === 'suppressed' || state === 'dead';
}

/** Whether a row may be taken at `now`: it waits no longer, or whoever had it did not come back within the lease. */
export function isDue({ state, nextAt }: Pick<OutboxRow, 'state' | 'nextAt'>, now: Instant): boolean {
  return (state === 'waiting' || state === 'sending') && nextAt <= now;
}

/** The row as its next sender takes it: leased, with the next fence. */
export function claimed(row: OutboxRow, provider: string, now: Instant): OutboxRow {
  return { ...row, state: 'sending', attempts: row.attempts + 1, nextAt: now + leaseMs, provider };
}

/** The row put off until an instant, as when its recipient has had enough for now. */
export function putOff(row: OutboxRow, until: Instant): OutboxRow {
  return { ...row, state: 'waiting', nextAt: until };
}

/** The row once it is known that nobody needs it any more; `why` is a sentence. */
export function suppressed(row: OutboxRow, why: string, now: Instant): OutboxRow {
  return { ...row, state: 'suppressed', lastError: beginningOf(why, longestError), settledAt: now };
}

/** The row given up, visible until somebody looks at it or it is asked for again. */
export function dead(row: OutboxRow, why: string, now: Instant): OutboxRow {
  return { ...row, state: 'dead', lastError: beginningOf(why, longestError), settledAt: now };
}

/**
 * The row after an attempt at `now`. What is to be tried again goes to the next of `providers` at once while one is left that has not
 * failed; then it waits twice as long each time, a little more or less by `jitter` (0 to 1), at least as long as the provider asked for;
 * what was tried too often or for too long is dead.
 */
export function afterAttempt(
  row: OutboxRow,
  outcome: Outcome,
  at: { now: Instant; jitter: number; providers: readonly string[] },
): OutboxRow {
  const { now, jitter, providers } = at;
  if (outcome.outcome === 'sent') {
    const { lastError: _, ...rest } = row;
    return {
      ...rest,
      state: 'sent',
      settledAt: now,
      ...(outcome.receipt === undefined ? {} : { receipt: beginningOf(outcome.receipt, 200) }),
    };
  }
  const lastError = beginningOf(outcome.why, longestError);
  const tried = [...new Set([...row.tried, row.provider ?? ''])];
  const { baseMs, mostMs, ageMs, attempts } = patience[row.delivery.what === 'test' ? 'test' : patienceFor[row.delivery.to.kind]];
  if (providers.some((provider) => !tried.includes(provider))) {
    return { ...row, state: 'waiting', nextAt: now, tried, lastError };
  }
  if (outcome.outcome === 'dead' || row.attempts >= attempts || now - row.firstAt >= ageMs) {
    return dead(row, lastError, now);
  }
  const backOffMs = Math.min(mostMs, baseMs * 2 ** Math.min(row.attempts - 1, 20)) * (0.5 + jitter / 2);
  const waitMs = Math.max(backOffMs, Math.min(outcome.retryAfterMs ?? 0, longestRetryAfterMs));
  if (isTooLate(row, now + waitMs)) {
    return dead(row, lastError, now);
  }
  return { ...row, state: 'waiting', nextAt: now + Math.ceil(waitMs), tried: [], lastError };
}

/** A dead or suppressed row as somebody asks for it once more. */
export function replayed(row: OutboxRow, now: Instant): OutboxRow {
  const { settledAt: _, lastError: __, ...rest } = row;
  return { ...rest, state: 'waiting', nextAt: now, firstAt: now, tried: [] };
}
