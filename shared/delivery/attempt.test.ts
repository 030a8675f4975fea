import { expect, it } from 'vitest';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { DAY_MS, MINUTE_MS } from '../time/instant.ts';
import { afterAttempt, claimed, isDue, isSettled, leaseMs, replayed, waitingRow, type Outcome, type OutboxRow } from './attempt.ts';
import { afterAnswer, closed, mayAsk, nextProvider, type Breaker } from './breaker.ts';
import type { Delivery, Recipient } from './delivery.ts';
import { allowedAt, limitsOf, type Limit } from './limits.ts';

function delivery(to: Recipient = { kind: 'person', person: 'ana', channel: 'sms' }): Delivery {
  const [id, stepId, entry] = [idOf('delivery'), idOf('step'), idOf('entry')];
  return { id, to, what: 'page', incident: 'down', epoch: 1, stepId, entry, page: 1, reason: 'first', dueAt: mondayNight };
}

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ outcome: fc.constant('retry' as const), why: fc.string(), retryAfterMs: fc.option(fc.nat(10 * DAY_MS), { nil: undefined }) }),
  fc.constant({ outcome: 'dead' as const, why: 'no' }),
);

/** Sends as a runner does until the row is settled; how often and how long that took. */
function sentUntilSettled(first: OutboxRow, answers: readonly Outcome[], providers: readonly string[]) {
  let row = first;
  let now = mondayNight;
  let attempts = 0;
  while (!isSettled(row)) {
    now = Math.max(now, row.nextAt);
    expect(isDue(row, now)).toBe(true);
    const next = nextProvider(providers, row.tried, () => closed, now);
    const taken = claimed(row, 'provider' in next ? next.provider : '', now);
    expect([taken.attempts, taken.nextAt]).toEqual([row.attempts + 1, now + leaseMs]);
    row = afterAttempt(taken, answers[attempts % answers.length] ?? { outcome: 'retry', why: '' }, {
      now,
      jitter: (attempts % 10) / 10,
      providers,
    });
    expect(row.nextAt).toBeGreaterThanOrEqual(isSettled(row) ? 0 : now);
    attempts += 1;
  }
  return { row, attempts, tookMs: now - mondayNight };
}

it('[DLV4] ends whatever providers answer, after half an hour or so for a page and two days for a program', () => {
  const provider = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });
  const to = fc.constantFrom<Recipient>({ kind: 'person', person: 'ana', channel: 'sms' }, { kind: 'subscriber', subscriber: 'cmdb' });
  fc.assert(
    fc.property(fc.array(outcomes, { minLength: 1 }), provider, to, (answers, providers, recipient) => {
      const { row, attempts, tookMs } = sentUntilSettled(waitingRow(delivery(recipient)), answers, providers);
      expect(row.state).toBe('dead');
      expect(attempts).toBeLessThanOrEqual(300);
      expect(tookMs).toBeLessThanOrEqual(recipient.kind === 'person' ? 45 * MINUTE_MS : 2 * DAY_MS + 70 * MINUTE_MS);
      expect(replayed(row, mondayNight + DAY_MS)).toMatchObject({ state: 'waiting', nextAt: mondayNight + DAY_MS, tried: [] });
    }),
  );
});

it('[DLV3] asks every provider before any a second time, and of several that are down waits for the first to be back', () => {
  const retry: Outcome = { outcome: 'retry', why: 'no' };
  const providers = ['a', 'b', 'c'];
  const asked: string[] = [];
  let row = waitingRow(delivery());
  for (let i = 0; i < 6; i += 1) {
    const next = nextProvider(providers, row.tried, () => closed, row.nextAt);
    const provider = 'provider' in next ? next.provider : '';
    asked.push(provider);
    row = afterAttempt(claimed(row, provider, row.nextAt), retry, { now: row.nextAt, jitter: 0, providers });
  }
  expect(asked).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  const open: Record<string, Breaker> = { a: { failures: 5, openUntil: 300 }, b: { failures: 5, openUntil: 200 } };
  expect(nextProvider(['a', 'b'], [], (provider) => open[provider] ?? closed, 100)).toEqual({ notBefore: 200 });
  expect(nextProvider(['a', 'b'], ['b'], (provider) => open[provider] ?? closed, 250)).toEqual({ provider: 'b' });
});

it('[DLV3] opens after five failures in a row, and closes with the first answer', () => {
  let breaker = closed;
  for (let i = 0; i < 4; i += 1) {
    breaker = afterAnswer(breaker, false, 1000);
  }
  expect(mayAsk(breaker, 1000)).toBe(true);
  breaker = afterAnswer(breaker, false, 1000);
  expect([mayAsk(breaker, 30_999), mayAsk(breaker, 31_000)]).toEqual([false, true]);
  expect(mayAsk(afterAnswer(breaker, false, 31_000), 31_001)).toBe(false);
  expect(afterAnswer(breaker, true, 31_000)).toEqual(closed);
});

/** The most messages that lie in one stretch. */
function mostIn(sent: readonly number[], { perMs }: Limit): number {
  return Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + perMs).length));
}

it('[DLV6] never goes over a limit in any stretch, and waits no longer than it must (B2)', () => {
  const voice = limitsOf({ kind: 'person', person: 'ana', channel: 'voice' });
  fc.assert(
    fc.property(fc.array(fc.nat(5 * MINUTE_MS), { minLength: 1, maxLength: 60 }), (gaps) => {
      const sent: number[] = [];
      let now = mondayNight;
      for (const gap of gaps) {
        now = allowedAt(sent, voice, now + gap);
        voice.forEach((limit) => expect(mostIn([...sent, now], limit)).toBeLessThanOrEqual(limit.count));
        sent.push(now);
      }
    }),
    { numRuns: 50 },
  );
  const everyMinute = Array.from({ length: 4 }, (_, i) => mondayNight + i * MINUTE_MS);
  // The control: what pays no heed goes over.
  expect(voice.some((limit) => mostIn(everyMinute, limit) > limit.count)).toBe(true);
  expect(allowedAt(everyMinute.slice(0, 3), voice, mondayNight + 3 * MINUTE_MS)).toBe(mondayNight + 15 * MINUTE_MS);
});

it('[DLV5] keeps of what a provider says a text that can be written, wherever it is cut', () => {
  const why = 'a😀'.repeat(2000);
  const row = claimed(waitingRow(delivery()), 'twilio', mondayNight);
  const more = { now: mondayNight, jitter: 0, providers: ['twilio'] };
  for (const outcome of [
    { outcome: 'dead' as const, why },
    { outcome: 'dead' as const, why: `a${why}` },
    { outcome: 'retry' as const, why },
  ]) {
    const { lastError = '' } = afterAttempt(row, outcome, more);
    expect([lastError.length > 0, lastError.isWellFormed()]).toEqual([true, true]);
  }
});
