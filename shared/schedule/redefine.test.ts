import { expect, it } from 'vitest';
import { scheduleOf } from '../../test/harness/schedules.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { peopleOnCall, shiftsBetween } from './on-call.ts';
import { redefined, spoken } from './redefine.ts';
import { upcastSchedule } from './upcast.ts';

/** Monday 23 November 2026, 09:00 in Paris: a hand-off. */
const monday = Date.UTC(2026, 10, 23, 8);
const at = monday + 10 * DAY_MS;
const before = scheduleOf(['ana', 'bo'], { startsOn: '2026-11-23' });
const wanted = scheduleOf(['cem', 'dev'], { startsOn: '2026-11-23' });

it('[SCH16] is as the file says from then on, and as it was before', () => {
  const after = redefined(before, wanted, at);
  expect([peopleOnCall(after, at - 1), peopleOnCall(after, at), peopleOnCall(after, monday + HOUR_MS)]).toEqual([['bo'], ['dev'], ['ana']]);
  const past = (schedule: typeof before) => shiftsBetween(schedule, monday, at).map(({ person, from }) => [person, from]);
  expect(past(after)).toEqual(past(before));
});

it('[SCH16] changes nothing when the file says what is there, however often it was changed before', () => {
  const after = redefined(before, wanted, at);
  expect(spoken(after, at)).toEqual(wanted);
  expect(redefined(after, spoken(after, at), at + DAY_MS)).toEqual(after);
  const again = redefined(redefined(after, before, at + DAY_MS), wanted, at + 2 * DAY_MS);
  expect([0, 1, 2].map((day) => peopleOnCall(again, at + day * DAY_MS + 1)[0])).toEqual(['dev', 'bo', 'dev']);
});

it('[SCH16] keeps overrides of the past and ends those the file does not want any more', () => {
  const over = { id: 'over', person: 'lea', from: monday, until: monday + DAY_MS };
  const current = { id: 'current', person: 'lea', from: at - DAY_MS, until: at + DAY_MS };
  const coming = { id: 'coming', person: 'lea', from: at + DAY_MS, until: at + 2 * DAY_MS };
  const after = redefined({ ...before, overrides: [over, current, coming] }, wanted, at);
  expect(after.overrides).toEqual([over, { ...current, until: at }]);
});

it('[SCH16] reads a schedule of one rotation, as versions before layers wrote it', () => {
  const { layers } = upcastSchedule({
    id: 'primary',
    name: 'Primary',
    zone: 'Europe/Paris',
    rotation: {
      participants: [
        { id: 'a', person: 'ana' },
        { id: 'b', person: 'bo' },
      ],
      turn: { unit: 'week', length: 1 },
      handoffAt: '09:00',
      startsOn: '2026-11-23',
    },
    overrides: [],
  });
  const read = { ...before, layers };
  const shifts = (schedule: typeof before) => shiftsBetween(schedule, monday, at);
  expect(shifts(read)).toEqual(shifts(before));
});

it('[SCH16] keeps a layer that is to go later until it goes, and one that is to come until it comes', () => {
  const [layer] = before.layers;
  const going = { ...before, layers: layer ? [{ ...layer, places: [{ position: 'a0' }, { from: at + DAY_MS, position: null }] }] : [] };
  expect(spoken(going, at)).toEqual(going);
  expect(spoken(going, at + DAY_MS).layers).toEqual([]);
  expect(peopleOnCall(redefined(going, { ...spoken(going, at), name: 'New' }, at), at + 1)).toEqual(['bo']);
  const coming = { ...before, layers: layer ? [{ ...layer, places: [{ from: at + DAY_MS, position: 'a0' }] }] : [] };
  expect(spoken(coming, at)).toEqual(coming);
});

it('[SCH12] leaves it as it was who won of two overrides, in whatever order a file has them', () => {
  const first = { id: 'first', person: 'lea', from: monday, until: monday + 2 * DAY_MS };
  const second = { id: 'second', person: 'max', from: monday, until: monday + DAY_MS };
  const schedule = { ...before, overrides: [first, second] };
  const won = (of: typeof before) => peopleOnCall(of, monday + HOUR_MS);
  const later = monday + 36 * HOUR_MS;
  expect(won(redefined(schedule, { ...before, overrides: [second, first] }, later))).toEqual(won(schedule));
  expect(won(redefined(schedule, { ...before, overrides: [first] }, later))).toEqual(won(schedule));
});
