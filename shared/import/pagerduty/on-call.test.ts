import { expect, it } from 'vitest';
import { onCallAfterImport } from '../../../test/harness/imported-on-call.ts';
import { fc } from '../../../test/harness/properties.ts';
import {
  changingZones,
  clockText,
  exportMade,
  instantsAfter,
  isNearChange,
  minuteOfWeek,
  timeOfDay,
  wallAt,
} from '../../../test/harness/wall.ts';
import { isoOf } from '../../time/instant.ts';

const people = ['Ana', 'Bo', 'Cem', 'Dana', 'Eve'];
const day = 86_400;

interface Restriction {
  type: string;
  start_day_of_week?: number;
  start_time_of_day: string;
  duration_seconds: number;
}
interface Layer {
  start: string;
  end: string | null;
  rotation_virtual_start: string;
  rotation_turn_length_seconds: number;
  users: { user: { id: string } }[];
  restrictions: Restriction[];
}
interface Override {
  start: string;
  end: string;
  user: { id: string };
}

const daily = fc.record({
  type: fc.constant('daily_restriction'),
  start_time_of_day: timeOfDay.map((time) => `${clockText(time)}:00`),
  duration_seconds: fc.constantFrom(3600, 8 * 3600, 12 * 3600),
});
const weekly = fc.record({
  type: fc.constant('weekly_restriction'),
  start_day_of_week: fc.integer({ min: 1, max: 7 }),
  start_time_of_day: timeOfDay.map((time) => `${clockText(time)}:00`),
  duration_seconds: fc.constantFrom(8 * 3600, 24 * 3600, 64 * 3600, 5 * day),
});

/** An instant whose wall time in UTC is some day of the last two years at a quiet hour. */
const startAt = fc
  .tuple(fc.integer({ min: 1, max: 700 }), timeOfDay)
  .map(
    ([before, { hour, minute }]) => Math.floor(exportMade / 86_400_000) * 86_400_000 - before * 86_400_000 + (hour * 60 + minute) * 60_000,
  );

const layer = fc
  .record({
    virtual: startAt,
    later: fc.constantFrom(0, 0, 30, 800),
    lasts: fc.constantFrom(undefined, undefined, 900),
    turn: fc.constantFrom(day, 2 * day, 7 * day, 14 * day, 10 * day),
    users: fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 4 }),
    restrictions: fc.oneof(
      fc.constant<Restriction[]>([]),
      fc.array(daily, { minLength: 1, maxLength: 2 }),
      fc.array(weekly, { minLength: 1, maxLength: 5 }),
    ),
  })
  .map(({ virtual, later, lasts, turn, users, restrictions }): Layer => {
    const start = virtual + later * 86_400_000;
    return {
      start: isoOf(start),
      end: lasts === undefined ? null : isoOf(start + lasts * 86_400_000),
      rotation_virtual_start: isoOf(virtual),
      rotation_turn_length_seconds: turn,
      users: users.map((id) => ({ user: { id } })),
      restrictions,
    };
  });

const override = fc
  .record({ from: fc.integer({ min: 0, max: 300 }), hours: fc.integer({ min: 1, max: 200 }), id: fc.constantFrom(...people) })
  .map(({ from, hours, id }): Override => ({
    start: isoOf(exportMade + from * 86_400_000),
    end: isoOf(exportMade + from * 86_400_000 + hours * 3_600_000),
    user: { id },
  }));

/** PagerDuty's own rules: the override made last, else the first layer of its list that is there and serves; turns by the wall clock. */
function onCallIn(
  { schedule_layers: layers, overrides, time_zone: zone }: { schedule_layers: Layer[]; overrides: Override[]; time_zone: string },
  at: number,
): string[] {
  const standIn = overrides.findLast(({ start, end }) => Date.parse(start) <= at && at < Date.parse(end));
  if (standIn) {
    return [standIn.user.id];
  }
  const wall = wallAt(zone, at);
  for (const { start, end, rotation_virtual_start: virtual, rotation_turn_length_seconds: turn, users, restrictions } of layers) {
    const isThere = Date.parse(start) <= at && (end === null || at < Date.parse(end));
    if (isThere && (restrictions.length === 0 || restrictions.some((each) => serves(each, wall)))) {
      const turns = Math.floor((wall - wallAt(zone, Date.parse(virtual))) / (turn * 1000));
      return [users[((turns % users.length) + users.length) % users.length]?.user.id ?? ''];
    }
  }
  return [];
}

function serves(
  { type, start_day_of_week: startDay = 1, start_time_of_day: start, duration_seconds: seconds }: Restriction,
  wall: number,
): boolean {
  const minute = Number(start.slice(0, 2)) * 60 + Number(start.slice(3, 5));
  const round = type === 'daily_restriction' ? 1440 : 10_080;
  const since = minuteOfWeek(wall) - minute - (type === 'daily_restriction' ? 0 : (startDay - 1) * 1440);
  return (((since % round) + round) % round) * 60 < seconds;
}

const runs = Number(process.env['IMPORT_ROTAS'] ?? 150);

it(`[IMP5] has the same people on call as PagerDuty, in ${runs} random schedules of layers, restrictions and overrides`, () => {
  fc.assert(
    fc.property(
      fc.record({
        time_zone: fc.constantFrom(...changingZones),
        schedule_layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
        overrides: fc.array(override, { maxLength: 3 }),
      }),
      instantsAfter,
      (schedule, instants) => {
        const given = { users: people.map((id) => ({ id, name: id })), schedules: [{ id: 'S', name: 'S', ...schedule }] };
        const ours = onCallAfterImport('pagerduty', given, exportMade);
        for (const at of instants.filter((each) => each >= exportMade && !isNearChange(schedule.time_zone, each))) {
          expect(ours(at), isoOf(at)).toEqual(onCallIn(schedule, at));
        }
      },
    ),
    { numRuns: runs },
  );
});

it('[IMP5] would notice the layers the other way round (control)', () => {
  const layers = ['Ana', 'Bo'].map((id) => ({
    start: isoOf(exportMade),
    end: null,
    rotation_virtual_start: isoOf(exportMade),
    rotation_turn_length_seconds: day,
    users: [{ user: { id } }],
    restrictions: [],
  }));
  const schedule = { time_zone: 'UTC', overrides: [], schedule_layers: layers };
  const ours = onCallAfterImport(
    'pagerduty',
    { users: people.map((id) => ({ id, name: id })), schedules: [{ id: 'S', name: 'S', ...schedule }] },
    exportMade,
  );
  expect(ours(exportMade)).toEqual(onCallIn(schedule, exportMade));
  expect(ours(exportMade)).not.toEqual(onCallIn({ ...schedule, schedule_layers: layers.toReversed() }, exportMade));
});

it('[IMP5] [SCH2] keeps the hand-off of a PagerDuty layer on the wall clock through a change of clocks', () => {
  const schedule = {
    time_zone: 'Europe/Paris',
    overrides: [],
    schedule_layers: [
      {
        start: '2024-03-04T09:00:00+01:00',
        end: null,
        rotation_virtual_start: '2024-03-04T09:00:00+01:00',
        rotation_turn_length_seconds: 7 * day,
        users: [{ user: { id: 'Ana' } }, { user: { id: 'Bo' } }],
        restrictions: [],
      },
    ],
  };
  const ours = onCallAfterImport(
    'pagerduty',
    {
      users: [
        { id: 'Ana', name: 'Ana' },
        { id: 'Bo', name: 'Bo' },
      ],
      schedules: [{ id: 'S', name: 'S', ...schedule }],
    },
    exportMade,
  );
  expect(ours(Date.parse('2024-04-01T08:59:00+02:00'))).toEqual(['Bo']);
  expect(ours(Date.parse('2024-04-01T09:00:00+02:00'))).toEqual(['Ana']);
});
