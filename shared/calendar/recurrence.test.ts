import nodeIcal from 'node-ical';
import { describe, expect, it } from 'vitest';
import { file, horizon, outcomes, readFile, stretches, vevent } from '../../test/harness/calendar-files.ts';
import { fc } from '../../test/harness/properties.ts';
import { DAY_MS } from '../time/instant.ts';

const bo = 'SUMMARY:Bo Svensson';
const weekly = `DTSTART;TZID=Europe/Paris:20261130T090000\nDTEND;TZID=Europe/Paris:20261130T180000\n${bo}`;
const days = (report: ReturnType<typeof readFile>) => stretches(report).map(({ from }) => new Date(from).toISOString().slice(0, 13));

describe('a recurring event', () => {
  it('[CAL12] takes place at the same time on the wall all year, until its end', () => {
    const report = readFile(vevent(`${weekly}\nRRULE:FREQ=WEEKLY;INTERVAL=17;UNTIL=20270726T070000Z`));
    expect(outcomes(report)).toEqual(['converted']);
    expect(days(report)).toEqual(['2026-11-30T08', '2027-03-29T07', '2027-07-26T07']);
  });

  it('[CAL12] has the dates it adds and not those it leaves out, however they are written', () => {
    const extra = [
      'RRULE:FREQ=DAILY;COUNT=5',
      'EXDATE;TZID=Europe/Paris:20261201T120000',
      'EXDATE:20261202T080000Z',
      'EXDATE;VALUE=DATE:20261203',
      'RDATE;TZID=Europe/Paris:20261224T090000',
    ];
    const report = readFile(vevent(`${weekly}\n${extra.join('\n')}`));
    expect(days(report)).toEqual(['2026-11-30T08', '2026-12-01T08', '2026-12-04T08', '2026-12-24T08']);
    expect(outcomes(report)).toEqual(['converted']);
  });

  it('[CAL12] gives way where single occurrences were moved or cancelled', () => {
    const moved = 'DTSTART;TZID=Europe/Paris:20261201T140000\nDTEND;TZID=Europe/Paris:20261201T150000\nSUMMARY:Ana Lima';
    const report = readFile(
      vevent(`UID:series\n${weekly}\nRRULE:FREQ=DAILY;COUNT=4`),
      vevent(`UID:series\nRECURRENCE-ID;TZID=Europe/Paris:20261201T090000\n${moved}`),
      vevent(`UID:series\nRECURRENCE-ID:20261202T080000Z\nSTATUS:CANCELLED\n${weekly}`),
    );
    expect(outcomes(report)).toEqual(['converted', 'converted', 'not-understood cancelled']);
    expect(days(report)).toEqual(['2026-11-30T08', '2026-12-03T08', '2026-12-01T13']);
    expect(outcomes(readFile(vevent(`RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T080000Z\n${weekly}`)))).toEqual([
      'approximated this-and-future',
    ]);
  });

  it('[CAL12] is read within the horizon, which is told when something lies outside', () => {
    const endless = readFile(vevent(`${weekly}\nRRULE:FREQ=WEEKLY`));
    expect(outcomes(endless)).toEqual(['approximated within-horizon-only']);
    expect(stretches(endless)).toHaveLength(52);
    const old = readFile(vevent(`DTSTART:19900101T080000Z\nDURATION:P1D\n${bo}\nRRULE:FREQ=DAILY;INTERVAL=3`));
    expect(stretches(old)).toHaveLength(122);
    expect((Number(stretches(old)[0]?.from) - Date.UTC(1990, 0, 1, 8)) % (3 * DAY_MS)).toBe(0);
    const long = readFile(vevent(`DTSTART:20261001T080000Z\nDTEND:20261231T080000Z\n${bo}`));
    expect(stretches(long)).toHaveLength(1);
    expect(outcomes(readFile(vevent(`DTSTART:20200101T080000Z\nDURATION:P1D\n${bo}`)))).toEqual(['not-understood outside-horizon']);
  });
});

const rule = fc.oneof(
  fc.record({
    freq: fc.constant('DAILY'),
    interval: fc.integer({ min: 1, max: 9 }),
    by: fc.constantFrom('', ';BYDAY=MO,TU,WE,TH,FR', ';BYMONTH=1,6'),
  }),
  fc.record({
    freq: fc.constant('WEEKLY'),
    interval: fc.integer({ min: 1, max: 6 }),
    by: fc.constantFrom('', ';BYDAY=MO,FR', ';BYDAY=SU,WE;WKST=SU'),
  }),
  fc.record({
    freq: fc.constant('MONTHLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    by: fc.constantFrom('', ';BYDAY=-1FR', ';BYMONTHDAY=15,-1', ';BYDAY=2MO'),
  }),
  fc.record({ freq: fc.constant('YEARLY'), interval: fc.integer({ min: 1, max: 2 }), by: fc.constantFrom('', ';BYMONTH=3,10;BYDAY=-1SU') }),
);

it('[CAL12] has the occurrences another library finds, in any zone and from long ago', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      rule,
      fc.constantFrom('Europe/Paris', 'Australia/Lord_Howe', 'America/St_Johns'),
      fc.integer({ min: 0, max: 3000 }),
      (parts, zone, back) => {
        const start = new Date(horizon.from - back * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
        const text = file(
          vevent(
            `DTSTART;TZID=${zone}:${start}T090000\nDURATION:PT1H\n${bo}\nRRULE:FREQ=${parts.freq};INTERVAL=${parts.interval}${parts.by}`,
          ),
        );
        const [event] = Object.values(nodeIcal.sync.parseICS(text)).filter((each) => each?.type === 'VEVENT');
        const theirs = event?.rrule?.between(new Date(horizon.from), new Date(horizon.until - 1), true).map((date) => date.getTime()) ?? [];
        const ours = stretches(readFile(text.replaceAll(/BEGIN:VCALENDAR\r\nVERSION:2.0\r\n|END:VCALENDAR\r\n/g, ''))).map(
          ({ from }) => from,
        );
        const first = ours.filter((from) => !theirs.includes(from));
        // DTSTART is an occurrence whether or not the rule gives it (RFC 5545, 3.8.5.3); they leave it out.
        expect({ rule: parts, left: first.filter((from) => from !== event?.start.getTime()) }).toEqual({ rule: parts, left: [] });
        expect(theirs.filter((from) => !ours.includes(from))).toEqual([]);
        compared += theirs.length;
      },
    ),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(2000);
});
