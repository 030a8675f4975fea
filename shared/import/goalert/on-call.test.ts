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

const people = ['Uma', 'Vic', 'Wen', 'Xia'];
const lengths: Readonly<Record<string, number>> = { daily: 86_400_000, weekly: 604_800_000 };

interface Rule {
  start: string;
  end: string;
  weekdayFilter: boolean[];
}
interface Rotation {
  id: string;
  name: string;
  start: string;
  timeZone: string;
  type: string;
  shiftLength: number;
  activeUserIndex: number;
  userIDs: string[];
}
interface Assignment {
  target: { type: string; id: string };
  rules: Rule[];
}

const rule = fc.oneof(
  fc.record({
    start: timeOfDay.map(clockText),
    end: timeOfDay.map(clockText),
    weekdayFilter: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  }),
  fc.constant({ start: '00:00', end: '00:00', weekdayFilter: Array.from({ length: 7 }, () => true) }),
);
const start = fc
  .tuple(fc.integer({ min: -100, max: 500 }), timeOfDay)
  .map(([before, { hour, minute }]) =>
    isoOf(Math.floor(exportMade / 86_400_000) * 86_400_000 - before * 86_400_000 + (hour * 60 + minute) * 60_000),
  );
const rotationOf = (timeZone: string) =>
  fc
    .record({
      start,
      type: fc.constantFrom('daily', 'weekly'),
      shiftLength: fc.integer({ min: 1, max: 3 }),
      active: fc.nat({ max: 3 }),
      userIDs: fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 4 }),
    })
    .map(({ active, ...rest }): Rotation => ({ ...rest, id: 'R', name: 'R', timeZone, activeUserIndex: active % rest.userIDs.length }));

/** GoAlert's own rules: everybody whose rule is active; whoever is active at the export goes on, hand-offs by the wall clock from the start. */
function onCallIn(assignments: readonly Assignment[], rotation: Rotation, zone: string, at: number): string[] {
  const wall = wallAt(zone, at);
  const turn = (instant: number) =>
    Math.floor(
      (wallAt(rotation.timeZone, instant) - wallAt(rotation.timeZone, Date.parse(rotation.start))) /
        ((lengths[rotation.type] ?? 1) * rotation.shiftLength),
    );
  const count = rotation.userIDs.length;
  const active = rotation.userIDs[(rotation.activeUserIndex + turn(at) - turn(exportMade)) % count] ?? '';
  const serving = assignments.filter(({ rules }) => rules.some((each) => isActive(each, minuteOfWeek(wall))));
  return [...new Set(serving.map(({ target }) => (target.type === 'user' ? target.id : active)))].toSorted();
}

function isActive({ start: from, end, weekdayFilter }: Rule, minute: number): boolean {
  const clock = clockText({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 });
  const today = (Math.floor(minute / 1440) + 1) % 7;
  const [on, before] = [weekdayFilter[today] === true, weekdayFilter[(today + 6) % 7] === true];
  return from >= end ? (on && clock >= from) || (before && clock < end) : on && from <= clock && clock < end;
}

const runs = Number(process.env['IMPORT_ROTAS'] ?? 150);
const zoned = fc.constantFrom(...changingZones).chain((zone) => fc.record({ zone: fc.constant(zone), rotation: rotationOf(zone) }));
const assignments = fc.array(
  fc.record({
    target: fc.oneof(
      fc.constant({ type: 'rotation', id: 'R' }),
      fc.constantFrom(...people).map((id) => ({ type: 'user', id })),
    ),
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

it(`[IMP7] has the same people on call as GoAlert, in ${runs} random schedules of rotations, users and rules`, () => {
  fc.assert(
    fc.property(zoned, assignments, instantsAfter, ({ zone, rotation }, targets, instants) => {
      const values = {
        users: people.map((id) => ({ id, name: id })),
        rotations: [rotation],
        schedules: [{ id: 'S', name: 'S', timeZone: zone, targets }],
      };
      const ours = onCallAfterImport('goalert', values, exportMade);
      for (const at of instants.filter((each) => each >= exportMade && !isNearChange(zone, each))) {
        expect(ours(at), isoOf(at)).toEqual(onCallIn(targets, rotation, zone, at));
      }
    }),
    { numRuns: runs },
  );
});

it('[IMP7] begins with whoever GoAlert has active, though somebody was set active by hand', () => {
  const rotation: Rotation = {
    id: 'R',
    name: 'R',
    start: '2024-01-01T09:00:00Z',
    timeZone: 'UTC',
    type: 'weekly',
    shiftLength: 1,
    activeUserIndex: 2,
    userIDs: ['Uma', 'Vic', 'Wen'],
  };
  const targets = [
    {
      target: { type: 'rotation', id: 'R' },
      rules: [{ start: '00:00', end: '00:00', weekdayFilter: Array.from({ length: 7 }, () => true) }],
    },
  ];
  const values = {
    users: people.map((id) => ({ id, name: id })),
    rotations: [rotation],
    schedules: [{ id: 'S', name: 'S', timeZone: 'UTC', targets }],
  };
  const ours = onCallAfterImport('goalert', values, exportMade);
  expect([0, 6, 7, 14].map((days) => ours(exportMade + days * 86_400_000))).toEqual([['Wen'], ['Wen'], ['Uma'], ['Vic']]);
});
