import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { dateOfDayNumber, dayNumberOf, formatDate, localOfWallMs, parseDate, wallMsOf, weekdayOfDayNumber } from './calendar.ts';

const dayNumber = fc.integer({ min: -719_162, max: 2_932_896 });

it('[SCH7] turns every day from year 1 to 9999 into a day number and back, as Date does', () => {
  fc.assert(
    fc.property(dayNumber, (day) => {
      const date = dateOfDayNumber(day);
      const known = new Date(day * 86_400_000);
      expect(date).toEqual({ year: known.getUTCFullYear(), month: known.getUTCMonth() + 1, day: known.getUTCDate() });
      expect(dayNumberOf(date)).toBe(day);
      expect(weekdayOfDayNumber(day)).toBe(known.getUTCDay() === 0 ? 7 : known.getUTCDay());
    }),
  );
});

it('[SCH7] turns wall-clock milliseconds into a date and time and back to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (seconds) => {
      expect(wallMsOf(localOfWallMs(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});

it('[SCH7] reads a date it wrote, and no day that does not exist', () => {
  fc.assert(
    fc.property(dayNumber, (day) => {
      expect(parseDate(formatDate(dateOfDayNumber(day)))).toEqual(dateOfDayNumber(day));
    }),
  );
  for (const text of ['2026-02-29', '2026-13-01', '2026-04-31', '26-01-01', '2026-1-1', '2026-00-10', 'tomorrow']) {
    expect(parseDate(text), text).toBeUndefined();
  }
  expect(parseDate('2028-02-29')).toEqual({ year: 2028, month: 2, day: 29 });
});
