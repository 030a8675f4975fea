import { HOUR_MS, MINUTE_MS, type Instant } from '../time/instant.ts';
import type { Recipient } from './delivery.ts';

/** At most `count` messages in any stretch of `perMs`. */
export interface Limit {
  count: number;
  perMs: number;
}

/**
 * How often one person is written to or called by one way, and one room spoken in, and how often somebody who reads along is written to about one incident: GoAlert's figures for voice and SMS (B2,
 * engine/message/ratelimit.go), one a minute for what else rings. What is held back is bundled into the next message, never dropped.
 */
const limits = {
  voice: [
    { count: 1, perMs: MINUTE_MS },
    { count: 3, perMs: 15 * MINUTE_MS },
    { count: 7, perMs: HOUR_MS },
    { count: 15, perMs: 3 * HOUR_MS },
  ],
  sms: [
    { count: 1, perMs: MINUTE_MS },
    { count: 5, perMs: 15 * MINUTE_MS },
    { count: 11, perMs: HOUR_MS },
    { count: 21, perMs: 3 * HOUR_MS },
  ],
  push: [{ count: 4, perMs: MINUTE_MS }],
  mail: [{ count: 4, perMs: MINUTE_MS }],
  chat: [{ count: 10, perMs: MINUTE_MS }],
  room: [{ count: 20, perMs: MINUTE_MS }],
  subscription: [{ count: 10, perMs: HOUR_MS }],
} as const satisfies Record<string, readonly Limit[]>;

/** The longest stretch any limit looks back, ms. */
export const longestLimitMs = 3 * HOUR_MS;

/** The limits on what a recipient gets; none for programs, which say themselves when they have enough. */
export function limitsOf(to: Recipient): readonly Limit[] {
  switch (to.kind) {
    case 'person':
      return limits[to.channel];
    case 'room':
      return limits.room;
    case 'subscription':
      return limits.subscription;
    case 'digest':
    case 'subscriber':
      return [];
  }
}

/** The first instant from `now` on at which one more message keeps to all limits; `sentAt` are the instants of those before, in any order. */
export function allowedAt(sentAt: readonly Instant[], limitsToKeep: readonly Limit[], now: Instant): Instant {
  const newestFirst = sentAt.filter((at) => at <= now).toSorted((a, b) => b - a);
  return limitsToKeep.reduce((at, { count, perMs }) => Math.max(at, (newestFirst[count - 1] ?? -Infinity) + perMs), now);
}
