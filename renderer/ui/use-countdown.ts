import type { Instant } from '../../shared/time/instant.ts';
import { useClock } from '../stores/clock-store.ts';
import { countdown, durationInWords, type Width } from './time-format.ts';
import { useLocale } from './use-locale.ts';

/** The countdown to an instant; undefined once it is over. Draws again only when its words change. */
export function useCountdown(at: Instant | undefined): string | undefined {
  const locale = useLocale();
  return useClock(({ now }) => (at === undefined ? undefined : countdown(at, now, locale)));
}

/** How long ago an instant was, in words. Draws again only when they change. */
export function useElapsed(since: Instant, width: Width = 'short'): string {
  const locale = useLocale();
  return useClock(({ now }) => durationInWords(now - since, locale, width));
}
