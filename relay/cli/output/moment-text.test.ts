import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/time/instant.ts';
import { findZone } from '../../../shared/time/zone.ts';
import { calendarText, relativeText } from './moment-text.ts';

const now = Date.UTC(2026, 10, 23, 2, 0, 0);
const paris = findZone('Europe/Paris');

describe('how far off a moment is', () => {
  it.each([
    [0, 'just now'],
    [-2 * SECOND_MS, '2 s ago'],
    [59 * SECOND_MS, 'in 59 s'],
    [60 * SECOND_MS, 'in 1 min'],
    [119 * SECOND_MS, 'in 1 min 59 s'],
    [-45 * MINUTE_MS, '45 min ago'],
    [119 * MINUTE_MS, 'in 119 min'],
    [23.6 * HOUR_MS, 'in 24 h'],
    [6.6 * DAY_MS, 'in 7 d'],
  ])('%d ms is "%s"', (distanceMs, text) => {
    expect(relativeText(now + distanceMs, now)).toBe(text);
  });
});

describe('what clock and calendar show', () => {
  it.each([
    [now, '03:00'],
    [now + DAY_MS, 'Tue 03:00'],
    [now - DAY_MS, '22 Nov 03:00'],
    [now + 7 * DAY_MS, '30 Nov 03:00'],
    [now + 60 * DAY_MS, '22 Jan 2027 03:00'],
  ])('%d is "%s" in Paris', (at, text) => {
    expect(paris && calendarText(at, now, paris)).toBe(text);
  });
});
