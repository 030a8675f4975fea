import { expect, it } from 'vitest';
import { onCallAfterImport } from '../../../test/harness/imported-on-call.ts';
import { fc } from '../../../test/harness/properties.ts';
import { changingZones, exportMade, instantsAfter, isNearChange, minuteOfWeek, timeOfDay, wallAt } from '../../../test/harness/wall.ts';
import { isoOf } from '../../time/instant.ts';

const people = ['Ida', 'Jon', 'Kim', 'Liv'];
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const lengths: Readonly<Record<string, number>> = { hourly: 3_600_000, daily: 86_400_000, weekly: 604_800_000 };

interface Hours {
  startDay?: string;
  endDay?: string;
  startHour: number;
  startMin: number;
  endHour: number;
  endMin: number;
}
interface Rotation {
  name: string;
  startDate: string;
  endDate?: string;
  type: string;
  length: number;
  participants: { type: string; id: string }[];
  timeRestriction?: { type: string; restriction?: Hours; restrictions?: Hours[] };
}

const times = fc
  .tuple(timeOfDay, timeOfDay)
  .filter(([a, b]) => a.hour !== b.hour)
  .map(([a, b]) => ({ startHour: a.hour, startMin: a.minute, endHour: b.hour, endMin: b.minute }));
const restriction = fc.oneof(
  fc.constant(undefined),
  times.map((hours) => ({ type: 'time-of-day', restriction: hours })),
  fc
    .array(
      fc
        .record({ startDay: fc.constantFrom(...days), endDay: fc.constantFrom(...days), hours: times })
        .map(({ hours, ...span }) => ({ ...span, ...hours })),
      { minLength: 1, maxLength: 4 },
    )
    .map((restrictions) => ({ type: 'weekday-and-time-of-day', restrictions })),
);
const startDate = fc
  .tuple(fc.integer({ min: 1, max: 500 }), timeOfDay)
  .map(([before, { hour, minute }]) =>
    isoOf(Math.floor(exportMade / 86_400_000) * 86_400_000 - before * 86_400_000 + (hour * 60 + minute) * 60_000),
  );
const rotation = fc
  .record({
    startDate,
    ends: fc.constantFrom(undefined, undefined, 200),
    type: fc.constantFrom('daily', 'weekly', 'daily', 'hourly'),
    length: fc.integer({ min: 1, max: 3 }),
    who: fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 4 }),
    timeRestriction: restriction,
  })
  .map(({ ends, who, timeRestriction, ...rest }): Rotation => ({
    ...rest,
    name: 'R',
    ...(ends === undefined ? {} : { endDate: isoOf(exportMade + ends * 86_400_000) }),
    participants: who.map((id) => ({ type: 'user', id })),
    ...(timeRestriction === undefined ? {} : { timeRestriction }),
  }));

/** Opsgenie's own rules: everybody whose rotation serves; turns by the wall clock from the start on. */
function onCallIn(rotations: readonly Rotation[], zone: string, at: number): string[] {
  const wall = wallAt(zone, at);
  const serving = rotations.flatMap(({ startDate: start, endDate: end, type, length, participants, timeRestriction }) => {
    const isThere = Date.parse(start) <= at && (end === undefined || at < Date.parse(end));
    const turn = Math.floor((wall - wallAt(zone, Date.parse(start))) / ((lengths[type] ?? 1) * length));
    return isThere && serves(timeRestriction, minuteOfWeek(wall)) ? [participants[turn % participants.length]?.id ?? ''] : [];
  });
  return [...new Set(serving)].toSorted();
}

function serves(given: Rotation['timeRestriction'], minute: number): boolean {
  const all = [given?.restriction, ...(given?.restrictions ?? [])].filter((each) => each !== undefined);
  return (
    all.length === 0 ||
    all.some(({ startDay, endDay, startHour, startMin, endHour, endMin }) => {
      const [from, until] = [startHour * 60 + startMin, endHour * 60 + endMin];
      const [begin, end, now] =
        startDay === undefined
          ? [from, until, minute % 1440]
          : [days.indexOf(startDay) * 1440 + from, days.indexOf(endDay ?? startDay) * 1440 + until, minute];
      return begin < end ? begin <= now && now < end : now >= begin || now < end;
    })
  );
}

const runs = Number(process.env['IMPORT_ROTAS'] ?? 150);

it(`[IMP6] has the same people on call as Opsgenie, in ${runs} random schedules of rotations and restrictions`, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...changingZones),
      fc.array(rotation, { minLength: 1, maxLength: 3 }),
      instantsAfter,
      (timezone, rotations, instants) => {
        const users = people.map((id) => ({ id, username: `${id}@example.org`, fullName: id }));
        const schedule = { id: 'S', name: 'S', timezone, enabled: true, rotations };
        const ours = onCallAfterImport('opsgenie', { users, schedules: [schedule] }, exportMade);
        for (const at of instants.filter((each) => each >= exportMade && !isNearChange(timezone, each))) {
          expect(ours(at), isoOf(at)).toEqual(onCallIn(rotations, timezone, at));
        }
      },
    ),
    { numRuns: runs },
  );
});
