import { describe, expect, it } from 'vitest';
import { file, horizon, outcomes, people, readFile, stretches, vevent } from '../../test/harness/calendar-files.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { calendarOf } from './calendar.ts';
import { overridesOf, timeOffOf } from './from-report.ts';
import { readCalendar } from './read-calendar.ts';
import { shiftsBetween } from '../schedule/on-call.ts';
import { scheduleOf } from '../../test/harness/schedules.ts';
import { workspaceOf } from '../../test/harness/calendars.ts';
import { writeCalendar } from './write-calendar.ts';

const at = (text: string) => Date.parse(text);
const paris = 'DTSTART;TZID=Europe/Paris:20261130T090000\nDTEND;TZID=Europe/Paris:20261130T180000';

describe('whom an event means', () => {
  const cases: [what: string, lines: string, people: string[]][] = [
    ['who is invited by mail', 'ATTENDEE;CN="Somebody":mailto:BO@example.org', ['bo']],
    ['who is invited by name', 'ATTENDEE;CN="Léa Martin":invalid:nomail', ['lea']],
    ['whoever the title names', 'SUMMARY:On-call: bo SVENSSON (primary)', ['bo']],
    ['who accepted, not who declined', 'ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org\nATTENDEE:mailto:bo@example.org', ['bo']],
    ['who is invited before whom the title names', 'SUMMARY:Ana Lima\nATTENDEE:mailto:bo@example.org', ['bo']],
    ['a person, not the room', 'ATTENDEE;CUTYPE=ROOM:mailto:ana@example.org\nSUMMARY:Bo Svensson', ['bo']],
  ];
  it.each(cases)('[CAL9] is %s', (_what, lines, expected) => {
    const [entry] = readFile(vevent(`${paris}\n${lines}`)).entries;
    expect(entry?.outcome).toBe('converted');
    expect(entry && 'stretches' in entry ? entry.stretches : []).toEqual(
      expected.map((person) => ({ kind: 'override', person, from: at('2026-11-30T08:00:00Z'), until: at('2026-11-30T17:00:00Z') })),
    );
  });

  it('[CAL9] is told when it is a guess: the organizer, or the first of several', () => {
    const report = readFile(
      vevent(`${paris}\nSUMMARY:Watch\nORGANIZER:mailto:ana@example.org`),
      vevent(`${paris}\nATTENDEE:mailto:bo@example.org\nATTENDEE:mailto:ana@example.org`),
    );
    expect(report.entries).toMatchObject([
      { outcome: 'approximated', how: [{ code: 'by-organizer' }], stretches: [{ person: 'ana' }] },
      { outcome: 'approximated', how: [{ code: 'several-people', taken: 'bo', others: ['ana'] }], stretches: [{ person: 'bo' }] },
    ]);
  });

  it('[CAL9] is reported when nobody has the name, and found once it is said who is meant', () => {
    const text = file(
      vevent(`${paris}\nSUMMARY:Bobby`),
      vevent(`${paris}\nSUMMARY:Bobby`),
      vevent(`${paris}\nATTENDEE:mailto:x@example.org`),
    );
    const options = { horizon, people };
    const report = readCalendar(text, options);
    expect(report.unknownNames).toEqual([
      { name: 'Bobby', events: 2 },
      { name: 'x@example.org', events: 1 },
    ]);
    const names = new Map([
      ['Bobby', 'bo'],
      ['x@example.org', 'lea'],
    ]);
    expect(stretches(readCalendar(text, { ...options, names })).map(({ person }) => person)).toEqual(['bo', 'bo', 'lea']);
  });

  it('[CAL9] is not guessed between two of one name', () => {
    const twins = [...people, { id: 'bo2', name: 'Bo Svensson' }];
    const report = readCalendar(file(vevent(`${paris}\nSUMMARY:Bo Svensson`)), { horizon, people: twins });
    expect(report.entries).toMatchObject([{ outcome: 'not-understood', why: { code: 'ambiguous-name' } }]);
  });
});

it('[CAL10] makes time off of who is away, and overrides of the rest', () => {
  const days = 'DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227';
  const report = readFile(
    vevent(`${days}\nSUMMARY:Congés Léa Martin`),
    vevent(`${days}\nSUMMARY:Ana Lima\nX-MICROSOFT-CDO-BUSYSTATUS:OOF`),
    vevent(`${days}\nSUMMARY:Bo Svensson`),
  );
  expect(outcomes(report)).toEqual(['approximated free-text-kind', 'converted', 'converted']);
  const parisDays = { from: at('2026-12-23T23:00:00Z'), until: at('2026-12-26T23:00:00Z') };
  expect(timeOffOf(report)).toEqual([
    { person: 'lea', timeOff: [{ ...parisDays, note: 'Congés Léa Martin' }] },
    { person: 'ana', timeOff: [{ from: at('2026-12-24T00:00:00Z'), until: at('2026-12-27T00:00:00Z'), note: 'Ana Lima' }] },
  ]);
  expect(overridesOf(report)).toMatchObject([{ person: 'bo', ...parisDays }]);
});

describe('times', () => {
  const bo = 'SUMMARY:Bo Svensson';
  it('[CAL11] without a zone are understood once one is given, whole days where the person lives', () => {
    const floating = file(vevent(`DTSTART:20261130T090000\nDTEND:20261130T100000\n${bo}`));
    expect(outcomes(readCalendar(floating, { horizon, people }))).toEqual(['not-understood floating-time']);
    expect(stretches(readCalendar(floating, { horizon, people, zone: 'America/St_Johns' }))).toMatchObject([
      { from: at('2026-11-30T12:30:00Z') },
    ]);
    const day = file(vevent(`DTSTART;VALUE=DATE:20261130\nSUMMARY:Cem`));
    const cem = [{ id: 'cem', name: 'Cem' }];
    expect(outcomes(readCalendar(day, { horizon, people: cem }))).toEqual(['not-understood no-zone-for-days']);
    expect(outcomes(readCalendar(day, { horizon, people: cem, zone: 'UTC' }))).toEqual(['approximated days-in']);
    const home = readCalendar(day, { horizon, people: [{ id: 'cem', name: 'Cem', zone: 'Australia/Lord_Howe' }], zone: 'UTC' });
    expect(stretches(home)).toMatchObject([{ from: at('2026-11-29T13:00:00Z'), until: at('2026-11-30T13:00:00Z') }]);
  });

  it('[CAL11] are read by our own rules for a zone first; names and rules of others are told', () => {
    const timed = (zone: string) => vevent(`DTSTART;TZID="${zone}":20270115T090000\nDTEND;TZID="${zone}":20270115T100000\n${bo}`);
    const rules = (name: string, offset: string) =>
      `BEGIN:VTIMEZONE\nTZID:${name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:${offset}\nTZOFFSETTO:${offset}\nEND:STANDARD\nEND:VTIMEZONE`;
    const report = readFile(
      rules('Europe/Paris', '+0500'),
      rules('Europe/Berlin', '+0100'),
      rules('Office', '+0200'),
      timed('Europe/Paris'),
      timed('Europe/Berlin'),
      timed('Office'),
      timed('Romance Standard Time'),
      timed('/example.org/2020_1/America/New_York'),
      timed('Nowhere/At All'),
    );
    expect(outcomes(report)).toEqual([
      'approximated zone-differs',
      'converted',
      'approximated zone-by-file',
      'approximated zone-renamed',
      'approximated zone-renamed',
      'not-understood unknown-zone',
    ]);
    expect(stretches(report).map(({ from }) => new Date(from).getUTCHours())).toEqual([8, 8, 7, 8, 14]);
    expect(report.zones.map(({ zone, by }) => [zone, by])).toContainEqual(['Nowhere/At All', 'nobody']);
  });

  it('[CAL11] follow a file’s own rules through its summer time', () => {
    const zone = [
      'BEGIN:VTIMEZONE\nTZID:Office',
      'BEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD',
      'BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\n');
    const timed = (name: string) => vevent(`DTSTART;TZID=${name}:20261201T090000\nDURATION:PT8H\nRRULE:FREQ=WEEKLY;COUNT=40\n${bo}`);
    const own = stretches(readFile(timed('Europe/Paris')));
    expect(own.length).toBeGreaterThan(20);
    expect(stretches(readFile(zone, timed('Office')))).toEqual(own);
  });

  it('[CAL11] in an hour that is skipped or comes twice are those every calendar program means', () => {
    const timed = (local: string) => vevent(`DTSTART;TZID=Europe/Paris:${local}\nDURATION:PT1H\n${bo}`);
    const report = readFile(timed('20270328T023000'), timed('20271031T023000'));
    expect(stretches(report).map(({ from }) => from)).toEqual([at('2027-03-28T01:30:00Z'), at('2027-10-31T00:30:00Z')]);
  });
});

it('[CAL15] reads back a schedule it wrote itself as the same shifts', () => {
  const schedule = scheduleOf(['ana', 'bo'], { unit: 'day', zone: 'Australia/Lord_Howe', handoffAt: '01:45' });
  const window = { from: horizon.from, until: horizon.from + 150 * DAY_MS };
  const text = writeCalendar(
    calendarOf(workspaceOf({ people, schedules: [schedule] }), { kind: 'schedule', id: 'primary' }, window),
    horizon.from,
  );
  const report = readCalendar(text, { horizon, people });
  expect(new Set(outcomes(report))).toEqual(new Set(['converted']));
  const shifts = shiftsBetween(schedule, window.from, window.until).map(({ person, from, until }) => ({ person, from, until }));
  expect(overridesOf(report).map(({ id: _, ...override }) => override)).toEqual(shifts);
  expect(overridesOf(readCalendar(`${text}${text}`, { horizon, people }))).toHaveLength(shifts.length);
  expect(shifts.every(({ from, until }) => until - from > 20 * HOUR_MS)).toBe(true);
});
