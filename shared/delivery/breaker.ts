import { SECOND_MS, type Instant } from '../time/instant.ts';

const failuresToOpen = 5;
const openMs = 30 * SECOND_MS;

/** How a provider has done lately: failures in a row, and until when it is left alone (relay ms). */
export interface Breaker {
  failures: number;
  openUntil: Instant;
}

/** A provider nothing is known against. */
export const closed: Breaker = { failures: 0, openUntil: 0 };

/** Whether a provider may be asked at `now`: after five failures in a row only once every 30 s, to see whether it is back. */
export function mayAsk({ openUntil }: Breaker, now: Instant): boolean {
  return now >= openUntil;
}

/** The breaker after a provider answered, or did not. What it refused for good counts as an answer. */
export function afterAnswer(breaker: Breaker, isWell: boolean, now: Instant): Breaker {
  if (isWell) {
    return closed;
  }
  const failures = breaker.failures + 1;
  return { failures, openUntil: failures >= failuresToOpen ? now + openMs : 0 };
}

/**
 * The provider to ask next: the first of the list, in the operator's order, that may be asked and has not failed for this delivery; else
 * one that may be asked. When none may, when the first of them may again: nothing is given up because providers are down.
 */
export function nextProvider(
  providers: readonly string[],
  tried: readonly string[],
  breakerOf: (provider: string) => Breaker,
  now: Instant,
): { provider: string } | { notBefore: Instant } {
  const open = providers.filter((provider) => mayAsk(breakerOf(provider), now));
  const provider = open.find((each) => !tried.includes(each)) ?? open[0];
  return provider === undefined ? { notBefore: Math.min(...providers.map((each) => breakerOf(each).openUntil)) } : { provider };
}
