import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseDate, type LocalDate } from '../time/calendar.ts';
import { HolidayCalendar, isHolidayIn } from './holidays.ts';

const isHoliday = (calendar: string, date: string) => isHolidayIn(calendar, parseDate(date) as LocalDate);

it.each([
  ['FR', '2026-07-14', true],
  ['FR', '2026-07-15', false],
  ['FR', '2027-03-29', true],
  ['DE', '2027-03-29', true],
  ['DE-BY', '2026-01-06', true],
  ['DE-BE', '2026-01-06', false],
  ['US', '2026-07-03', true],
])('[CND9] knows that in %s the %s is a holiday: %s', (calendar, date, expected) => {
  expect(isHoliday(calendar, date)).toBe(expected);
});

it('[CND9] takes only a calendar there is, and says what to write', () => {
  for (const name of ['FR', 'DE-BY', 'US-CA', 'GB-SCT']) {
    expect(HolidayCalendar.safeParse(name).success, name).toBe(true);
  }
  for (const name of ['XX', 'fr', 'France', 'FR-ZZ', '__proto__', '']) {
    expect(HolidayCalendar.safeParse(name).error?.issues[0]?.message, name).toMatch(/for example FR, DE-BY or US-CA/);
  }
});

it('[CND9] gives the same days whatever zone the machine is in', () => {
  const script = `import { isHolidayIn } from ${JSON.stringify(join(import.meta.dirname, 'holidays.ts'))};
    const days = Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)));
    console.log(days.filter((day) => isHolidayIn('FR', { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() })).map((day) => day.toISOString().slice(0, 10)).join());`;
  const inZone = (TZ: string) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ }, encoding: 'utf8' });
  const paris = inZone('Europe/Paris');
  expect(paris.split(',').length).toBeGreaterThan(8);
  expect(inZone('Pacific/Kiritimati')).toBe(paris);
  expect(inZone('America/Los_Angeles')).toBe(paris);
});
