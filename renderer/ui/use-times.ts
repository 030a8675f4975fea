import { useMemo } from 'react';
import type { Instant } from '../../shared/time/instant.ts';
import { useClock } from '../stores/clock-store.ts';
import {
  absoluteTime,
  clockTime,
  clockTimeToTheSecond,
  dateAndTime,
  dayAndTime,
  dayLabel,
  durationInWords,
  periodInWords,
} from './time-format.ts';
import { useLocale, useMyZone } from './use-locale.ts';

interface Times {
  clock(at: Instant): string;
  toTheSecond(at: Instant): string;
  day(at: Instant): string;
  absolute(at: Instant): string;
  dayAndTime(at: Instant, now: Instant): string;
  dateAndTime(at: Instant): string;
  duration(durationMs: number): string;
  period(everyMs: number): string;
}

/** Times in the person's language, and in their zone unless another is meant. */
export function useTimes(inZone?: string): Times {
  const locale = useLocale();
  const mine = useMyZone();
  const zone = inZone ?? mine;
  return useMemo(
    () => ({
      clock: (at) => clockTime(at, locale, zone),
      toTheSecond: (at) => clockTimeToTheSecond(at, locale, zone),
      day: (at) => dayLabel(at, locale, zone),
      absolute: (at) => absoluteTime(at, locale, zone),
      dayAndTime: (at, now) => dayAndTime(at, now, locale, zone),
      dateAndTime: (at) => dateAndTime(at, locale, zone),
      duration: (durationMs) => durationInWords(durationMs, locale),
      period: (everyMs) => periodInWords(everyMs, locale),
    }),
    [locale, zone],
  );
}

/** A day and time near `now`, drawn anew only when its words change. */
export function useDayAndTime(at: Instant | undefined): string {
  const times = useTimes();
  return useClock(({ now }) => (at === undefined ? '' : times.dayAndTime(at, now)));
}
