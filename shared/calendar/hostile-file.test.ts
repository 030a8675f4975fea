import { describe, expect, it } from 'vitest';
import { file, horizon, outcomes, people, readFile, stretches, vevent } from '../../test/harness/calendar-files.ts';
import { fc } from '../../test/harness/properties.ts';
import { longestFile, mostEvents, readCalendar } from './read-calendar.ts';

const bo = 'SUMMARY:Bo Svensson';
const timed = `DTSTART:20261130T090000Z\nDTEND:20261130T180000Z\n${bo}`;

// Without its guards reading these takes minutes, or never ends: the runner's own patience is what fails then.
describe('a file that is none', () => {
  const files: [what: string, text: () => string, trouble: string][] = [
    ['nothing', () => '', 'not-a-calendar'],
    ['bytes that are no text', () => '\u0000\uFFFD\uD800'.repeat(1000), 'not-a-calendar'],
    ['a web page', () => '<html><body>Sign in</body></html>', 'not-a-calendar'],
    ['20 MB of one line', () => 'x'.repeat(20_000_000), 'not-a-calendar'],
    ['20 MB of line breaks', () => '\n'.repeat(20_000_000), 'not-a-calendar'],
    ['20 MB of continuations', () => `SUMMARY:${'\r\n x'.repeat(5_000_000)}`, 'not-a-calendar'],
    ['more than we read', () => 'x'.repeat(longestFile + 1), 'too-large'],
    ['more events than we read', () => file('BEGIN:VEVENT\nEND:VEVENT\n'.repeat(mostEvents + 1)), 'too-many-events'],
  ];
  it.each(files)('[CAL14] is refused with a clear reason and at once: %s', (_what, make, trouble) => {
    const text = make();
    expect(readCalendar(text, { horizon, people })).toMatchObject({ trouble, entries: [] });
  });
});

describe('a file that asks for too much', () => {
  const rules: [rule: string, outcome: RegExp][] = [
    ['FREQ=SECONDLY', /repeats-too-often/],
    ['FREQ=MINUTELY;BYDAY=MO;BYMONTH=2', /repeats-too-often/],
    ['FREQ=HOURLY', /first-occurrences-only/],
    ['FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30', /first-occurrences-only|within-horizon/],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', /first-occurrences-only/],
    ['FREQ=DAILY;BYMONTH=13', /./],
    ['FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31', /./],
    ['FREQ=MONTHLY;BYMONTH=2;BYDAY=5MO,-5MO;BYSETPOS=9', /./],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', /./],
    ['FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15', /./],
    ['FREQ=YEARLY;BYWEEKNO=54', /./],
    ['FREQ=YEARLY;BYYEARDAY=367', /./],
    ['FREQ=WEEKLY;BYWEEKNO=1,2,3', /./],
    ['FREQ=DAILY;INTERVAL=2000000000', /./],
    ['FREQ=YEARLY;INTERVAL=999999999999', /./],
    ['FREQ=DAILY;INTERVAL=0', /./],
    ['FREQ=DAILY;INTERVAL=-1', /./],
    ['FREQ=DAILY;COUNT=999999999999', /first-occurrences-only|within-horizon/],
    ['FREQ=NEVER', /bad-rule/],
    ['FREQ', /bad-rule/],
    ['', /bad-rule/],
    ['COUNT=3', /./],
    ['FREQ=DAILY;UNTIL=tomorrow', /./],
    [`FREQ=DAILY;BYSECOND=${Array.from({ length: 5000 }, (_, i) => i % 60).join(',')}`, /./],
    [
      `FREQ=YEARLY;BYDAY=${Array.from({ length: 2000 }, (_, i) => `${(i % 53) + 1}MO`).join(',')};BYHOUR=${[...Array(24).keys()].join(',')}`,
      /./,
    ],
    ['FREQ=DAILY;__proto__=1;constructor=2', /./],
  ];
  it.each(rules.map(([rule, outcome]) => ({ rule, outcome, title: rule.slice(0, 60) })))(
    '[CAL14] is answered soon: RRULE:$title',
    ({ rule, outcome }) => {
      const report = readFile(vevent(`${timed}\nRRULE:${rule}`));
      expect(report.entries).toHaveLength(1);
      expect(outcomes(report)[0]).toMatch(outcome);
      expect(stretches(report).length).toBeLessThanOrEqual(2000);
    },
  );

  it('[CAL14] is answered soon when every event does', () => {
    const events = Array.from({ length: 3000 }, (_, i) =>
      vevent(`DTSTART:1990010${(i % 9) + 1}T080000Z\nDURATION:PT1H\n${bo}\nRRULE:FREQ=DAILY;COUNT=20000;BYMONTHDAY=1,2,3`),
    );
    const report = readFile(...events);
    expect(report.entries).toHaveLength(3000);
    expect(outcomes(report).at(-1)).toBe('not-understood too-much-work');
  });

  it('[CAL14] is answered soon when months and lists of dates are asked for', () => {
    const monthly = Array.from({ length: 2000 }, () => vevent(`${timed}\nRRULE:FREQ=MONTHLY;BYDAY=5MO,-5MO;BYSETPOS=9`));
    const dates = `EXDATE:${Array.from({ length: 3000 }, () => '20270116T090000Z').join(',')}\n`;
    const lists = Array.from({ length: 60 }, () => vevent(`${timed}\nRRULE:FREQ=DAILY\n${dates.repeat(4)}`));
    const report = readFile(...monthly, ...lists);
    expect(report.entries).toHaveLength(2060);
    expect(outcomes(readFile(vevent(`${timed}\n${dates.repeat(20)}`)))).toEqual(['not-understood too-much-work']);
  });

  it('[CAL14] is answered soon when its time zones do', () => {
    const zone = (name: string, rule: string) =>
      `BEGIN:VTIMEZONE\nTZID:${name}\n${`BEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:${rule}\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nEND:STANDARD\n`.repeat(600)}END:VTIMEZONE`;
    const local = (name: string) => vevent(`DTSTART;TZID=${name}:20261130T090000\nDURATION:PT1H\n${bo}`);
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a/b/__proto__'];
    const report = readFile(
      ...names.map((name) => zone(name, 'FREQ=SECONDLY')),
      zone('Y', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      ...[...names, 'Y'].map(local),
    );
    expect(report.entries).toHaveLength(6);
  });

  it('[CAL14] of ten thousand events is read whole and soon', () => {
    const events = Array.from({ length: 10_000 }, (_, i) =>
      vevent(
        `DTSTART;TZID=Europe/Paris:2027${String((i % 9) + 1).padStart(2, '0')}15T090000\nDURATION:PT8H\nSUMMARY:Watch of Bo Svensson ${i}\nDESCRIPTION:${'x'.repeat(300)}`,
      ),
    );
    const text = file(...events);
    const report = readCalendar(text, { horizon, people });
    expect(new Set(outcomes(report))).toEqual(new Set(['converted']));
    expect(report.entries).toHaveLength(10_000);
  });
});

const rows = [
  'BEGIN:VEVENT|END:VEVENT|BEGIN:VCALENDAR|END:VCALENDAR|BEGIN:VALARM|END:VALARM|BEGIN:VTIMEZONE|END:VTIMEZONE',
  'BEGIN:STANDARD|END:STANDARD|BEGIN:VTODO|END:VTODO|TZID:X|TZOFFSETTO:+9999|TZOFFSETTO:x|SUMMARY|:|;',
  'DTSTART:20261130T090000Z|DTSTART;TZID=X:20261130T090000|DTSTART:99999999T999999Z|DTSTART;VALUE=DATE:20261130',
  'DTSTART:|DTSTART;TZID="X|DTEND:20261130T100000Z|DTEND:00000101T000000|DURATION:P1D|DURATION:-P1D',
  'DURATION:P99999999999D|RRULE:FREQ=DAILY|RRULE:FREQ=DAILY;COUNT=x|EXDATE:20261130T090000Z,,x',
  'RDATE;VALUE=PERIOD:20261130T090000Z/PT1H|RECURRENCE-ID:20261130T090000Z|UID:a|UID:a|ATTENDEE:mailto:bo@example.org',
  'ATTENDEE;CN="|__proto__:x|constructor;__proto__=y:x|STATUS:CANCELLED|SUMMARY;VALUE=__proto__:Bo Svensson',
  'DTSTART;VALUE=constructor:x',
];
const pieces = [...rows.flatMap((row) => row.split('|')), bo, ' ', '\t\t', '\u0000\uD800'];

it('[CAL13] has every event of any file in its report exactly once, with a reason where it was not taken to the letter', () => {
  const outcomesSeen = new Set<string>();
  const line = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.array(line, { maxLength: 12 }),
          fc
            .array(line, { maxLength: 8 })
            .map((inner) => ['BEGIN:VEVENT', 'DTSTART:20261130T090000Z', 'DURATION:PT1H', ...inner, 'END:VEVENT']),
        ),
      ),
      fc.constantFrom('\n', '\r\n', '\r'),
      (parts, newline) => {
        const text = ['BEGIN:VCALENDAR', ...parts.flat()].join(newline);
        const report = readCalendar(text, { horizon, people });
        // A line break may also come from one of the strings.
        const events = text.split(/\r?\n|\r(?!\n)/).filter((each) => /^BEGIN:VEVENT\s*$/i.test(each)).length;
        if (!text.replaceAll(newline, '').match(/[\r\n]/)) {
          expect(report.entries).toHaveLength(events);
        }
        outcomes(report).forEach((outcome) => {
          expect(outcome).toMatch(/^converted$|^approximated .+|^not-understood .+/);
          outcomesSeen.add(outcome);
        });
        stretches(report).forEach(({ from, until }) => expect(until).toBeGreaterThan(from));
      },
    ),
    { numRuns: 3000 },
  );
  expect(outcomesSeen.size).toBeGreaterThan(12);
});

it('[CAL13] would notice an event that is dropped', () => {
  const report = readFile(vevent(timed), 'BEGIN:VEVENT', vevent(timed));
  expect(outcomes(report)).toEqual(['converted', 'not-understood cut-short', 'converted']);
  expect(report.entries.map(({ line }) => line)).toEqual([3, 9, 10]);
  expect(outcomes(readFile('BEGIN:VTODO\nSUMMARY:x\nEND:VTODO'))).toEqual([]);
  expect(readFile('BEGIN:VTODO\nSUMMARY:x\nEND:VTODO').others).toEqual([{ kind: 'vtodo', count: 1 }]);
});
