import { expect, it } from 'vitest';
import { scheduleOf } from '../../test/harness/schedules.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import type { Schedule } from './definition.ts';
import { editSchedule } from './edit.ts';
import { judgeEdit } from './judge-edit.ts';
import { peopleOnCall } from './on-call.ts';
import type { ScheduleCommandName } from './command-names.ts';
import { draftEdit } from './schedule-commands.ts';
import type { ScheduleEdit } from './schedule-events.ts';

/** Monday 23 November 2026, 09:00 in Paris: a hand-off. */
const monday = Date.UTC(2026, 10, 23, 8);
const team = scheduleOf(['ana', 'bo'], { startsOn: '2026-11-23' });
const isPerson = (id: string) => id !== 'gone';
const turns = { zone: 'Europe/Paris', turn: { unit: 'day' as const, length: 1 }, handoffAt: '09:00', startsOn: '2026-01-01' };

function madeBy(schedule: Schedule, name: ScheduleCommandName, said: unknown, recordedAt = monday): ScheduleEdit {
  let id = 0;
  const draft = draftEdit(name, { schedule, newId: () => `new-${(id += 1)}`, now: recordedAt }, said);
  if ('problem' in draft) {
    throw new Error(draft.problem);
  }
  return { ...draft, recordedAt } as unknown as ScheduleEdit;
}

/** What becomes of commands made one after the other, each on the schedule as `base` had it. */
function judged(schedule: Schedule, ...edits: ScheduleEdit[]): { verdicts: string[]; why: (string | undefined)[]; schedule: Schedule } {
  const verdicts: string[] = [];
  const why: (string | undefined)[] = [];
  let state = schedule;
  for (const edit of edits) {
    const judgement = judgeEdit(state, edit, { isPerson });
    verdicts.push(judgement.verdict);
    why.push(judgement.why);
    state = judgement.verdict === 'applied' ? editSchedule(state, edit) : state;
  }
  return { verdicts, why, schedule: state };
}

const change = (recordedAt = monday) => madeBy(team, 'change-rotation', { layer: 'rotation', turns, from: monday + DAY_MS }, recordedAt);

it('[SCH14] parks a change of hand-offs made without knowing of another', () => {
  const { verdicts, why } = judged(team, change(), change());
  expect(verdicts).toEqual(['applied', 'parked']);
  expect(why[1]).toBe('The hand-offs of this rotation were changed meanwhile; look again and repeat it.');
});

it('[SCH14] takes a member added beside a change of hand-offs', () => {
  const { verdicts } = judged(team, change(), madeBy(team, 'add-member', { layer: 'rotation', person: 'cem' }));
  expect(verdicts).toEqual(['applied', 'applied']);
});

it('[SCH14] parks moving somebody who was taken out, and takes being taken out twice for done', () => {
  const removed = madeBy(team, 'remove-member', { layer: 'rotation', member: 'place-0' });
  const moved = madeBy(team, 'move-member', { layer: 'rotation', member: 'place-0' });
  expect(judged(team, removed, moved, removed).verdicts).toEqual(['applied', 'parked', 'noop']);
});

it('[SCH14] leaves no rotation empty: the second of two who each take out another is parked', () => {
  const first = madeBy(team, 'remove-member', { layer: 'rotation', member: 'place-0' });
  const second = madeBy(team, 'remove-member', { layer: 'rotation', member: 'place-1' });
  const { verdicts, why } = judged(team, first, second);
  expect(verdicts).toEqual(['applied', 'parked']);
  expect(why[1]).toMatch(/Nobody would be left/);
});

it('[SCH14] parks what is of a layer that was removed, and removing the last one', () => {
  const two = editSchedule(team, madeBy(team, 'add-layer', { people: ['cem'], turns }));
  const [, second] = two.layers.map(({ id }) => id);
  const removed = madeBy(two, 'remove-layer', { layer: 'rotation' });
  const member = madeBy(two, 'add-member', { layer: 'rotation', person: 'dev' });
  const last = madeBy(two, 'remove-layer', { layer: second });
  expect(judged(two, removed, member, last).verdicts).toEqual(['applied', 'parked', 'parked']);
});

it('[SCH14] parks what names somebody who has left, or a time that is over', () => {
  const override = (person: string, from: number) => madeBy(team, 'override', { person, from, until: from + DAY_MS });
  const { verdicts } = judged(
    team,
    override('gone', monday + DAY_MS),
    override('cem', monday - 2 * DAY_MS),
    override('cem', monday - HOUR_MS),
    madeBy(team, 'add-member', { layer: 'rotation', person: 'gone' }),
  );
  expect(verdicts).toEqual(['parked', 'parked', 'applied', 'parked']);
});

it('[SCH14] parks every edit of a schedule that is not known', () => {
  expect(judgeEdit(undefined, change(), { isPerson }).verdict).toBe('parked');
});

const asked = { giver: 'ana', taker: 'cem', from: monday + DAY_MS, until: monday + 2 * DAY_MS };

it('[SCH15] puts the taker on call when a swap is approved, and the giver again when it is undone', () => {
  const request = madeBy(team, 'ask-swap', asked);
  const approve = madeBy(team, 'approve-swap', { swap: 'new-1' });
  const approved = judged(team, request, approve).schedule;
  const at = monday + DAY_MS + HOUR_MS;
  expect([peopleOnCall(judged(team, request).schedule, at), peopleOnCall(approved, at)]).toEqual([['ana'], ['cem']]);
  expect(peopleOnCall(approved, monday + 2 * DAY_MS)).toEqual(['ana']);
  const undone = judged(approved, madeBy(team, 'undo-swap', { swap: 'new-1' }));
  expect(undone.verdicts).toEqual(['applied']);
  expect(peopleOnCall(undone.schedule, at)).toEqual(['ana']);
});

it('[SCH15] undoes of a swap that is going on only what is left', () => {
  const approved = judged(team, madeBy(team, 'ask-swap', asked), madeBy(team, 'approve-swap', { swap: 'new-1' })).schedule;
  const half = asked.from + 12 * HOUR_MS;
  const { schedule } = judged(approved, madeBy(team, 'undo-swap', { swap: 'new-1' }, half));
  expect([peopleOnCall(schedule, half - 1), peopleOnCall(schedule, half)]).toEqual([['cem'], ['ana']]);
});

it('[SCH15] answers a swap once: what was declined or taken back cannot be approved', () => {
  const request = madeBy(team, 'ask-swap', asked);
  const of = (name: ScheduleCommandName) => madeBy(team, name, { swap: 'new-1' });
  expect(judged(team, request, of('decline-swap'), of('approve-swap'), of('decline-swap')).verdicts).toEqual([
    'applied',
    'applied',
    'parked',
    'noop',
  ]);
  expect(judged(team, request, of('withdraw-swap'), of('approve-swap')).verdicts).toEqual(['applied', 'applied', 'parked']);
  expect(judged(team, of('approve-swap')).verdicts).toEqual(['parked']);
});

it('[SCH15] takes a watch over at once, and gives it back when that is undone', () => {
  const take = madeBy(team, 'take', { ...asked, from: monday, until: monday + DAY_MS });
  const { schedule } = judged(team, take);
  expect(peopleOnCall(schedule, monday + HOUR_MS)).toEqual(['cem']);
  expect(peopleOnCall(judged(schedule, madeBy(team, 'undo-swap', { swap: 'new-1' }, monday + HOUR_MS)).schedule, monday + HOUR_MS)).toEqual(
    ['ana'],
  );
});

it.each([
  ['override', { person: 'cem', from: monday, until: monday }, 'until: it must end after it starts.'],
  ['override', { person: 'cem', from: 'tomorrow', until: monday }, /^from: "tomorrow" is not a moment/],
  ['change-rotation', { layer: 'rotation', turns: { ...turns, zone: 'Mars/Base' } }, /is not a time zone/],
  ['add-layer', { people: [], turns }, 'people: name at least one person.'],
  ['add-layer', { people: Array.from({ length: 10_000 }, () => 'ana'), turns }, 'people: a rotation has at most 500 members.'],
  ['describe', {}, 'say a new name or other limits.'],
  ['describe', { name: '  ' }, 'name: give it a name.'],
  ['ask-swap', { giver: 'ana', taker: 'ana', from: monday, until: monday + 1 }, 'taker: name somebody else than the giver.'],
  ['add-member', { layer: 'nowhere', person: 'cem' }, /There is no layer/],
  ['move-member', { layer: 'rotation', member: 'place-0', after: 'nobody' }, /look again/],
] as const)('[SCH14] says what is wrong with %s %j', (name, said, problem) => {
  const draft = draftEdit(name, { schedule: team, newId: () => 'new', now: monday }, said);
  expect('problem' in draft && draft.problem).toMatch(problem);
});

it('[SCH14] parks what would make a schedule larger than it can be defined anew', () => {
  const [rotation] = team.layers;
  const many = { ...team, layers: [scheduleOf(Array.from({ length: 500 }, (_, i) => `p${i}`)).layers[0] ?? rotation] } as Schedule;
  expect(judged(many, madeBy(many, 'add-member', { layer: 'rotation', person: 'cem' })).why).toEqual([
    'There are 500 members here already, with those that are over; make a new schedule.',
  ]);
  const deep = { ...team, layers: Array.from({ length: 50 }, (_, i) => ({ ...rotation, id: `layer-${i}` })) } as Schedule;
  expect(judged(deep, madeBy(deep, 'add-layer', { people: ['cem'], turns })).verdicts).toEqual(['parked']);
  const one = { person: 'cem', from: monday, until: monday + HOUR_MS };
  const full = { ...team, overrides: Array.from({ length: 10_000 }, (_, i) => ({ id: `o${i}`, ...one })) };
  expect(judged(full, madeBy(full, 'override', one)).verdicts).toEqual(['parked']);
  expect(judged({ ...full, overrides: full.overrides.slice(1) }, madeBy(full, 'override', one)).verdicts).toEqual(['applied']);
});
