import { expect, it } from 'vitest';
import { areApart, hoursOf, leavesDaysOut, minuteOf, minutesBetween, onDays, weekSpan } from './week.ts';

const workdays = [0, 1, 2, 3, 4];

it('[IMP5] [IMP6] [IMP7] says hours of a week as a schedule does', () => {
  expect(hoursOf([])).toBeUndefined();
  expect(hoursOf(onDays([0, 1, 2, 3, 4, 5, 6], 540, 1440))).toBeUndefined();
  expect(hoursOf(onDays(workdays, 540, 480))).toEqual([{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', until: '17:00' }]);
  expect(hoursOf(onDays([0, 1, 2, 3, 4, 5, 6], 1320, 600))).toEqual([{ from: '22:00', until: '08:00' }]);
  expect(hoursOf([weekSpan(6, 1200, 1440)].filter((span) => span !== undefined))).toEqual([
    { days: ['sun'], from: '20:00', until: '24:00' },
    { days: ['mon'], from: '00:00', until: '20:00' },
  ]);
});

it('[IMP6] knows which hours share no minute', () => {
  const [day, night] = [onDays(workdays, 480, 600), onDays([0, 1, 2, 3, 4, 5, 6], 1080, 840)];
  expect(areApart(day, night)).toBe(true);
  expect(areApart(day, onDays([4], 1079, 2))).toBe(false);
  expect(areApart(day, [])).toBe(false);
  expect([leavesDaysOut(day), leavesDaysOut(night), leavesDaysOut([])]).toEqual([true, false, false]);
});

it('[IMP10] takes no time that is none', () => {
  expect(['09:05', '9:05:30', '18:00:00Z', '24:00', '25:00', '', undefined].map(minuteOf)).toEqual([
    545,
    545,
    1080,
    1440,
    undefined,
    undefined,
    undefined,
  ]);
  expect([minutesBetween(540, 1020), minutesBetween(1320, 480), minutesBetween(600, 600)]).toEqual([480, 600, 1440]);
  expect([weekSpan(7, 0, 1), weekSpan(0, NaN, 1), weekSpan(0, 0, 0), weekSpan(0, 0, 1e9)]).toEqual([
    undefined,
    undefined,
    undefined,
    { from: 0, minutes: 10_080 },
  ]);
});
