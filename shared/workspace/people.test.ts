import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { HOUR_MS, MINUTE_MS } from '../time/instant.ts';
import { Person } from './definitions.ts';
import { personalRules, whyNotPaged } from './people.ts';

const t0 = mondayNight;
const ana = (more: object = {}) => Person.parse({ id: 'ana', name: 'Ana', zone: 'Europe/Paris', ...more });

it('[ESC25] leaves out who is on leave, from its first instant up to its last', () => {
  const onLeave = ana({ timeOff: [{ from: t0, until: t0 + HOUR_MS }] });
  const why = (at: number) => whyNotPaged(onLeave, at, () => 0);
  expect([why(t0 - 1), why(t0), why(t0 + HOUR_MS - 1), why(t0 + HOUR_MS)]).toEqual([undefined, 'time-off', 'time-off', undefined]);
});

it('[ESC25] leaves out who is at their limit, counted as far back as they say', () => {
  const busy = ana({ capacity: { incidents: 2, withinMs: 3 * HOUR_MS } });
  const asked: number[] = [];
  const why = (burden: number) => whyNotPaged(busy, t0, (since) => (asked.push(since), burden));
  expect([why(1), why(2), why(5)]).toEqual([undefined, 'at-capacity', 'at-capacity']);
  expect(new Set(asked)).toEqual(new Set([t0 - 3 * HOUR_MS]));
  expect(whyNotPaged(ana(), t0, () => 1000)).toBeUndefined();
  expect(whyNotPaged(undefined, t0, () => 1000)).toBeUndefined();
});

it('[RING13] comes after the shortest delay of the rules for this way and urgency, else at once', () => {
  const pages = [
    { channel: 'desktop', afterMs: 5 * MINUTE_MS },
    { channel: 'desktop', afterMs: MINUTE_MS, urgency: 'high' },
    { channel: 'sms', afterMs: 0 },
  ];
  const after = (channel: string, urgency: 'high' | 'low') => personalRules(ana({ pages }), channel, urgency).afterMs;
  expect([after('desktop', 'high'), after('desktop', 'low'), after('terminal', 'high')]).toEqual([MINUTE_MS, 5 * MINUTE_MS, 0]);
  expect(personalRules(undefined, 'desktop', 'high').afterMs).toBe(0);
});

it('[RING13] knows the end of the quiet hours it is in, in the person’s own zone', () => {
  // It is 03:00 in Paris.
  const quietHours = [
    { from: '22:00', until: '07:00' },
    { days: ['mon'], from: '02:00', until: '09:30' },
  ];
  const { quietUntil } = personalRules(ana({ quietHours }), 'desktop', 'low');
  expect(quietUntil(t0)).toBe(t0 + 6.5 * HOUR_MS);
  expect(quietUntil(t0 + 6.5 * HOUR_MS)).toBeUndefined();
  expect(quietUntil(t0 + 24 * HOUR_MS)).toBe(t0 + 28 * HOUR_MS);
  expect(personalRules(ana(), 'desktop', 'low').quietUntil(t0)).toBeUndefined();
});

it('[RING13] lets quiet hours always end, and later than they are looked at', () => {
  const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
  const window = fc.record({ from: time, until: time }).filter(({ from, until }) => from !== until);
  const zone = fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  fc.assert(
    fc.property(fc.array(window, { maxLength: 3 }), zone, fc.integer({ min: 0, max: 730 * 24 }), (quietHours, where, hours) => {
      const at = t0 + hours * HOUR_MS;
      const { quietUntil } = personalRules(ana({ quietHours, zone: where }), 'desktop', 'low');
      const until = quietUntil(at) ?? at + 1;
      expect(until).toBeGreaterThan(at);
      expect(until).toBeLessThanOrEqual(at + 25 * HOUR_MS);
    }),
    { numRuns: 200 },
  );
});
