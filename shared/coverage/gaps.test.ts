import { expect, it } from 'vitest';
import { covered } from '../../test/harness/coverage.ts';
import { fc } from '../../test/harness/properties.ts';
import { layerOf } from '../../test/harness/schedules.ts';
import type { Layer, Schedule } from '../schedule/definition.ts';
import { peopleOnCall } from '../schedule/on-call.ts';
import { dayNumberOf, weekdayOfDayNumber } from '../time/calendar.ts';
import { HOUR_MS, MINUTE_MS, type Instant } from '../time/instant.ts';
import { weekdays, type LocalWindow } from '../time/local-window.ts';
import { findZone, localAt, type Zone } from '../time/zone.ts';
import { coverageOf } from './coverage.ts';

const paris = findZone('Europe/Paris') as Zone;
/** Friday 27 November 2026, 09:00 in Paris. */
const friday = Date.UTC(2026, 10, 27, 8);
const window = { from: friday, until: friday + 36 * HOUR_MS };
const minutes = Array.from({ length: 36 * 60 }, (_, i) => friday + i * MINUTE_MS);

/** Whether a window of hours holds, looked up on the wall clock alone. */
function holds({ days, from, until }: LocalWindow, at: Instant): boolean {
  const local = localAt(paris, at);
  const clock = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`;
  const isDay = (back: number) => !days || days.includes(weekdays[weekdayOfDayNumber(dayNumberOf(local) - back) - 1] ?? 'mon');
  return from < until ? isDay(0) && from <= clock && clock < until : (isDay(0) && from <= clock) || (isDay(1) && clock < until);
}

/** Whether nobody is on call at a minute at which somebody should be, by looking at that minute alone. */
function isGapAt(schedule: Schedule, at: Instant): boolean {
  if (peopleOnCall(schedule, at).length > 0) {
    return false;
  }
  const there = schedule.layers.filter(({ places }) => places.findLast(({ from = -Infinity }) => from <= at)?.position);
  return there.length === 0 || there.some(({ turns: [first] }) => first?.turns.hours?.some((hours) => holds(hours, at)) ?? true);
}

function seenByMinutes(schedule: Schedule): number[] {
  return minutes.filter((at) => isGapAt(schedule, at));
}

function foundBySweep(schedule: Schedule): number[] {
  const gaps = coverageOf(covered([], [schedule]), window).filter(({ kind }) => kind === 'gap');
  gaps.forEach(({ from, until }) => expect([from % MINUTE_MS, until % MINUTE_MS]).toEqual([0, 0]));
  return minutes.filter((at) => gaps.some(({ from, until }) => from <= at && at < until));
}

const minute = fc.integer({ min: -600, max: 2700 }).map((offset) => friday + offset * MINUTE_MS);
const hours: fc.Arbitrary<LocalWindow> = fc.record(
  {
    days: fc.constantFrom<LocalWindow['days'][]>(['fri'], ['sat'], ['mon', 'fri']).map((days) => days ?? ['fri']),
    from: fc.constantFrom('00:00', '08:15', '17:00', '22:30'),
    until: fc.constantFrom('06:00', '09:45', '20:00', '24:00'),
  },
  { requiredKeys: ['from', 'until'] },
);
const layer = fc
  .record({
    people: fc.constantFrom([], ['ana'], ['ana', 'bo']),
    hours: fc.option(fc.array(hours, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    startsOn: fc.constantFrom('2026-11-01', '2026-11-28'),
    endsOn: fc.option(fc.constantFrom('2026-11-29', '2026-12-24'), { nil: undefined }),
    goes: fc.option(minute, { nil: undefined }),
  })
  .map(({ people, goes, hours: served, endsOn, startsOn }) => {
    const more = { ...(served ? { hours: served } : {}), ...(endsOn === undefined ? {} : { endsOn }) };
    const turns = { zone: 'Europe/Paris', turn: { unit: 'week' as const, length: 1 }, handoffAt: '10:30', startsOn, ...more };
    return (i: number): Layer =>
      layerOf(people, turns, {
        id: `l${i}`,
        places: [{ position: `a${i}` }, ...(goes === undefined ? [] : [{ from: goes, position: null }])],
      });
  });
const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
    overrides: fc.array(fc.record({ from: minute, minutes: fc.integer({ min: 1, max: 900 }) }), { maxLength: 3 }),
  })
  .map(({ layers, overrides }) => ({
    id: 'primary',
    name: 'Primary',
    zone: 'Europe/Paris',
    layers: layers.map((make, i) => make(i)),
    overrides: overrides.map(({ from, minutes: length }, i) => ({ id: `o${i}`, person: 'cem', from, until: from + length * MINUTE_MS })),
  }));

it('[COV1] [COV2] finds exactly the minutes at which nobody is on call who should be', () => {
  let gaps = 0;
  fc.assert(
    fc.property(schedule, (each) => {
      const seen = seenByMinutes(each);
      gaps += seen.length > 0 && seen.length < minutes.length ? 1 : 0;
      expect(foundBySweep(each)).toEqual(seen);
    }),
    { numRuns: 60 },
  );
  expect(gaps).toBeGreaterThan(10);
});

it('[COV1] the control: a sweep that forgets an override, or is a minute late, is found out', () => {
  const late = (found: readonly number[]) => found.filter((at) => found.includes(at - MINUTE_MS));
  const caught = { forgotten: 0, late: 0 };
  fc.sample(schedule, { numRuns: 30, seed: 7 }).forEach((each) => {
    const seen = seenByMinutes(each).join(',');
    caught.forgotten += foundBySweep({ ...each, overrides: [] }).join(',') === seen ? 0 : 1;
    caught.late += late(foundBySweep(each)).join(',') === seen ? 0 : 1;
  });
  expect(caught.forgotten).toBeGreaterThan(3);
  expect(caught.late).toBeGreaterThan(3);
});
