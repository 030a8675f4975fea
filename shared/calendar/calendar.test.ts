import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { readByIcalJs, readByNodeIcal, workspaceOf, type ReadEvent } from '../../test/harness/calendars.ts';
import { fc } from '../../test/harness/properties.ts';
import { scheduleOf } from '../../test/harness/schedules.ts';
import type { Schedule } from '../schedule/definition.ts';
import { shiftsBetween } from '../schedule/on-call.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { calendarAheadMs, calendarBackMs, calendarOf, calendarVersion } from './calendar.ts';
import { foldLine } from './content-line.ts';
import { writeCalendar } from './write-calendar.ts';

const now = Date.UTC(2026, 10, 23, 12);
const people = [
  { id: 'ana', name: 'Ana Lima' },
  { id: 'bo', name: 'Bo Svensson' },
];
const year = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2027, 0, 1) };
const readers: [name: string, read: (text: string) => ReadEvent[]][] = [
  ['ical.js', readByIcalJs],
  ['node-ical', readByNodeIcal],
];
const times = (events: readonly { from: number; until: number }[]) => events.map(({ from, until }) => ({ from, until }));
const subject = { kind: 'schedule', id: 'primary' } as const;

/** A daily rotation with an override, handed off in an hour that some night does not have. */
function rotating(zone: string): Schedule {
  const override = { id: 'o', person: 'bo', from: Date.UTC(2026, 3, 5, 1), until: Date.UTC(2026, 3, 6, 5) };
  return scheduleOf(['ana', 'bo', 'cem'], { zone, unit: 'day', length: 2, handoffAt: '02:30', overrides: [override] });
}

const zones = ['Australia/Lord_Howe', 'Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];
it.each(zones.flatMap((zone) => readers.map(([name, read]) => ({ zone, name, read }))))(
  '[CAL1] shows $name the very shifts of the engine for a year in $zone',
  ({ zone, read }) => {
    const schedule = rotating(zone);
    const text = writeCalendar(calendarOf(workspaceOf({ people, schedules: [schedule] }), subject, year), now);
    const shifts = shiftsBetween(schedule, year.from, year.until);
    expect(shifts.length).toBeGreaterThan(100);
    expect(times(read(text))).toEqual(times(shifts));
  },
);

it('[CAL1] would be found out by both readers if one shift were an hour off', () => {
  const schedule = rotating('Europe/Paris');
  const calendar = calendarOf(workspaceOf({ people, schedules: [schedule] }), subject, year);
  calendar.events[7] = { ...calendar.events[7], from: (calendar.events[7]?.from ?? 0) + HOUR_MS } as (typeof calendar.events)[number];
  readers.forEach(([, read]) =>
    expect(times(read(writeCalendar(calendar, now)))).not.toEqual(times(shiftsBetween(schedule, year.from, year.until))),
  );
});

it('[CAL2] keeps a shift’s UID from fetch to fetch as the window moves', () => {
  const schedules = [scheduleOf(['ana'], { zone: 'Europe/Paris' }), { ...scheduleOf(['ana', 'bo'], { unit: 'day' }), id: 'backup' }];
  const workspace = workspaceOf({ people, schedules });
  const fetched = (at: number) =>
    calendarOf(workspace, { kind: 'person', id: 'ana' }, { from: at - calendarBackMs, until: at + calendarAheadMs }).events;
  const before = new Map(fetched(now).map((event) => [event.uid, event]));
  expect(before.size).toBe(fetched(now).length);
  const again = fetched(now + 9 * DAY_MS).filter(({ from }) => from < now + calendarAheadMs);
  expect(again.map(({ uid, from }) => ({ uid, from }))).toEqual(again.map(({ uid }) => ({ uid, from: before.get(uid)?.from })));
});

it('[CAL2] gives shifts that begin together on one schedule UIDs of their own', () => {
  const schedule = scheduleOf(['ana']);
  const workspace = workspaceOf({ people, schedules: [schedule, { ...schedule, id: 'backup' }] });
  const { events } = calendarOf(workspace, { kind: 'person', id: 'ana' }, year);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  expect(new Set(events.map(({ from }) => from)).size).toBe(events.length / 2);
});

it('[CAL3] shows a person’s, a team’s or a schedule’s shifts, and nothing of what is not in the workspace', () => {
  const schedules = [scheduleOf(['ana', 'bo', 'cem']), { ...scheduleOf(['cem']), id: 'backup', name: 'Backup' }];
  const teams = [{ id: 'shop', name: 'Shop', members: ['ana', 'bo'] }];
  const workspace = workspaceOf({ people, schedules, teams });
  const titles = (kind: 'person' | 'team' | 'schedule', id: string) => [
    ...new Set(calendarOf(workspace, { kind, id }, year).events.map(({ summary }) => summary)),
  ];
  expect(titles('person', 'ana')).toEqual(['On call: Primary']);
  expect(titles('team', 'shop').toSorted()).toEqual(['On call: Ana Lima (Primary)', 'On call: Bo Svensson (Primary)']);
  expect(titles('schedule', 'backup')).toEqual(['On call: cem (Backup)']);
  expect([titles('person', 'gone'), titles('person', 'cem'), titles('team', 'gone'), titles('schedule', 'gone')]).toEqual([[], [], [], []]);
});

it('[CAL3] speaks English and French', () => {
  const workspace = workspaceOf({ people, schedules: [rotating('Europe/Paris')] });
  const [event] = calendarOf(workspace, subject, { ...year, language: 'fr' }).events;
  expect(event?.summary).toMatch(/^D’astreinte : .+ \(Primary\)$/);
  const override = calendarOf(workspace, subject, year).events.find(({ description }) => description.includes('Stands in'));
  expect(override?.description).toBe(
    'Bo Svensson is on call for Primary.\n2026-04-05 03:00 to 2026-04-06 07:00, Europe/Paris.\nStands in for the rotation.',
  );
});

it('[CAL4] says how often to look again, leaves people free, and marks itself as what it is', () => {
  const text = writeCalendar(calendarOf(workspaceOf({ people, schedules: [scheduleOf(['ana'])] }), subject, year), now);
  const expected = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Watchbell//Watchbell//EN',
    'METHOD:PUBLISH',
    'NAME:On call: Primary',
    'X-WR-CALNAME:On call: Primary',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'DTSTAMP:20261123T120000Z',
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    'SEQUENCE:3',
    'END:VCALENDAR',
  ];
  expect(text.split('\r\n')).toEqual(expect.arrayContaining(expected));
});

it('[CAL4] has one version for one content, whenever it was made, and another for another', () => {
  const version = (at: number) =>
    calendarVersion(calendarOf(workspaceOf({ people, schedules: [rotating('UTC')] }), subject, { from: at, until: at + DAY_MS }));
  expect(version(now)).toBe(version(now + 1000));
  expect(version(now)).not.toBe(version(now + 3 * DAY_MS));
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 500 }),
  fc.string({
    unit: fc.constantFrom(',', ';', '\\', '\n', '"', ':', '\\n', '🦊', '👩🏽‍🚒', 'é', ' ', 'BEGIN:VEVENT', '\r\nEND:VEVENT'),
    maxLength: 500,
  }),
);

it('[CAL5] reads back any name as it was, whatever commas, line breaks and emoji it has, and folds at 75 octets', () => {
  fc.assert(
    fc.property(nasty, nasty, (name, person) => {
      const schedule = { ...scheduleOf(['ana'], { startsOn: '2026-11-23', endsOn: '2026-11-30' }), name };
      const calendar = calendarOf(workspaceOf({ people: [{ id: 'ana', name: person }], schedules: [schedule] }), subject, year);
      const text = writeCalendar(calendar, now);
      text.split('\r\n').forEach((line) => expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75));
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const clean = (value: string) =>
        value.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replaceAll(/[\p{Cc}\uFEFF]/gu, (c) => (c === '\t' || c === '\n' ? c : ''));
      const [event, ...others] = readByIcalJs(text);
      expect(others).toEqual([]);
      expect(event?.summary.trim()).toBe(clean(calendar.events[0]?.summary ?? '').trim());
      expect(readByNodeIcal(text)).toHaveLength(1);
    }),
    { numRuns: 400 },
  );
});

it('[CAL5] would find ical.js’s own folding, which does not count the space a continuation begins with', () => {
  const lengths = (folded: string) => folded.split('\r\n').map((line) => Buffer.byteLength(line));
  expect(Math.max(...lengths(ICAL.helpers.foldline('x'.repeat(300))))).toBe(76);
  expect(Math.max(...lengths(foldLine('x'.repeat(300))))).toBe(75);
});
