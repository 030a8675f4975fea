import { expect, it } from 'vitest';
import { eventsOf, mondayNight } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { readWorkspaceFile } from '../workspace/file.ts';
import { writeWorkspaceFile } from '../workspace/file-write.ts';
import { DigestPlan } from '../workspace/digest-definition.ts';
import { dayNumberOf, weekdayOfDayNumber } from '../time/calendar.ts';
import { DAY_MS, HOUR_MS, isoOf, MINUTE_MS } from '../time/instant.ts';
import { weekdays } from '../time/local-window.ts';
import { findZone, localAt } from '../time/zone.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import { digestLateMs, digestSince, digestTimes, dueDigest } from './digest-schedule.ts';

const planOf = (more: Partial<DigestPlan> = {}) =>
  DigestPlan.parse({ id: 'morning', name: 'Morning', at: '08:30', zone: 'Europe/Paris', to: { kind: 'person', id: 'ana' }, ...more });
const times = (plan: DigestPlan, now: number) => Object.values(digestTimes(plan, now)).map(isoOf);

it('[COM21] is due at its time of day in its zone, on its days', () => {
  expect(times(planOf(), mondayNight)).toEqual(['2026-11-22T07:30:00.000Z', '2026-11-23T07:30:00.000Z']);
  expect(times(planOf({ days: ['fri', 'mon'] }), mondayNight)).toEqual(['2026-11-20T07:30:00.000Z', '2026-11-23T07:30:00.000Z']);
});

it('[COM21] is due once where the clock is changed: at the first of two such hours, and at the jump over a missing one (D1)', () => {
  const plan = planOf({ at: '02:30' });
  const [back, spring] = [Date.UTC(2026, 9, 25), Date.UTC(2027, 2, 28)];
  const dues = (from: number) => {
    const found = new Set<string>();
    for (let at = from - DAY_MS / 2; at < from + DAY_MS; at += 10 * MINUTE_MS) {
      found.add(isoOf(digestTimes(plan, at).last));
    }
    return [...found].filter((each) => Date.parse(each) > from - 6 * HOUR_MS && Date.parse(each) < from + 12 * HOUR_MS);
  };
  expect(dues(back)).toEqual(['2026-10-25T00:30:00.000Z']);
  expect(dues(spring)).toEqual(['2027-03-28T01:00:00.000Z']);
});

it('[COM21] falls on one of its days at its hour whatever the zone, and what is due last comes before what is due next', () => {
  const asked = fc.record({
    zone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'),
    hour: fc.integer({ min: 4, max: 23 }),
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
    now: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2030, 0, 1) }),
  });
  fc.assert(
    fc.property(asked, ({ zone, hour, days, now }) => {
      const { last, next } = digestTimes(planOf({ zone, days, at: `${String(hour).padStart(2, '0')}:00` }), now);
      expect(last <= now && now < next).toBe(true);
      for (const each of [last, next]) {
        const local = localAt(findZone(zone) ?? expect.fail('no zone'), each);
        expect(local.hour).toBe(hour);
        expect(days).toContain(weekdays[weekdayOfDayNumber(dayNumberOf(local)) - 1]);
      }
    }),
  );
});

it('[COM22] is of use for six hours, and nothing is due of the time before it was so defined', () => {
  const plan = planOf();
  const due = Date.UTC(2026, 10, 23, 7, 30);
  expect(dueDigest(plan, due - 1, due)).toMatchObject({ at: due, isTooLate: false });
  expect(dueDigest(plan, due - 1, due + digestLateMs)?.isTooLate).toBe(false);
  expect(dueDigest(plan, due - 1, due + digestLateMs + 1)?.isTooLate).toBe(true);
  expect(dueDigest(plan, due + 1, due + HOUR_MS)).toBeUndefined();
  expect(dueDigest(plan, 0, due)?.id).toBe(dueDigest(plan, 0, due + HOUR_MS)?.id);
  expect(dueDigest(plan, 0, due)?.id).not.toBe(dueDigest(plan, 0, due + DAY_MS)?.id);
});

it('[COM22] counts from when it got its present time: a new name or reader is no new time, one taken away begins anew', () => {
  const defined = (recordedAt: number, digests?: DigestPlan[]) => ({
    type: 'organisation.defined',
    entity: { kind: 'organisation' as const, id: 'organisation' },
    body: {
      definition: { id: 'organisation', name: 'Shop', catchAll: { targets: [], repeatEveryMs: 1 }, ...(digests ? { digests } : {}) },
    },
    recordedAt,
  });
  const history = eventsOf([
    defined(1, [planOf({ at: '07:00' })]),
    defined(2, [planOf()]),
    defined(3, [planOf({ name: 'Another name', to: { kind: 'channel', id: 'ops' } })]),
    { ...defined(4), verdict: 'parked' },
  ]);
  expect(digestSince(planOf(), history)).toBe(2);
  expect(digestSince(planOf({ id: 'else' }), history)).toBeUndefined();
  expect(digestSince(planOf(), eventsOf([defined(1, [planOf()]), defined(2), defined(3, [planOf()])]))).toBe(3);
});

it('[COM21] stands in the workspace file, which is written back as it was read and names only who and what there is', () => {
  const file = (digest: string) => `${sample}\ndigests:\n  morning: { name: Morning, at: '08:30', zone: Europe/Paris, ${digest} }\n`;
  const good = file('days: [mon], to: person:ana, language: fr, services: [checkout]');
  const read = readWorkspaceFile(good).definitions?.organisation[0]?.digests;
  expect(read).toEqual([planOf({ days: ['mon'], language: 'fr', services: ['checkout'] })]);
  expect(readWorkspaceFile(writeWorkspaceFile(stateWith(good).workspace)).definitions?.organisation[0]?.digests).toEqual(read);
  const problems = (digest: string) => readWorkspaceFile(file(digest)).problems.map(({ path, message }) => `${path}: ${message}`);
  expect(problems('to: person:nobody')).toEqual([expect.stringMatching(/^digests\.morning\.to: There is no person "nobody"/)]);
  expect(problems('to: person:ana, teams: [nobody]')).toEqual([expect.stringMatching(/^digests\.morning\.teams\.0: There is no team/)]);
  expect(problems('to: team:payments')).toEqual([expect.stringMatching(/^digests\.morning\.to: A digest goes to person:ID or channel:ID/)]);
  expect(problems('to: person:ana, days: [monday]')[0]).toMatch(/^digests\.morning\.days\.0: /);
});
