import { expect, it } from 'vitest';
import { maintenanceUntil } from '../noise/maintenance-hours.ts';
import { occurrencesOf } from './occurrences.ts';

const at = (text: string): number => Date.parse(text);
const tuesdays = {
  id: 'm',
  name: 'M',
  services: ['db'],
  weekly: { during: { days: ['tue' as const], from: '02:00', until: '04:00' }, zone: 'Europe/Paris' },
};

it('[NSE35] tells the next three times of a weekly window, by its zone’s clock over the change of the hour', () => {
  const times = occurrencesOf(tuesdays, at('2026-10-19T12:00:00Z'));
  expect(times.map(({ from }) => new Date(from).toISOString())).toEqual([
    '2026-10-20T00:00:00.000Z',
    '2026-10-27T01:00:00.000Z',
    '2026-11-03T01:00:00.000Z',
  ]);
});

it('[NSE35] says the same as what suppresses: it lasts exactly where the engine says so', () => {
  for (const { from, until } of occurrencesOf(tuesdays, at('2026-03-20T00:00:00Z'))) {
    expect(maintenanceUntil(tuesdays, from - 1)).toBeUndefined();
    expect(maintenanceUntil(tuesdays, from)).toBe(until);
    expect(maintenanceUntil(tuesdays, until)).toBeUndefined();
  }
});

it('[NSE35] keeps to the dates it is meant for, counts the one that lasts now, and has none when it is over', () => {
  const season = { ...tuesdays, weekly: { ...tuesdays.weekly, startsOn: '2027-01-05', endsOn: '2027-01-12' } };
  expect(occurrencesOf(season, at('2026-11-23T00:00:00Z'))).toHaveLength(2);
  expect(occurrencesOf(season, at('2027-01-05T02:30:00Z'))).toHaveLength(2);
  expect(occurrencesOf(season, at('2027-01-12T03:00:00Z'))).toEqual([]);
  const once = { id: 'o', name: 'O', services: ['db'], once: { from: 10, until: 20 } };
  expect(occurrencesOf(once, 15)).toEqual([{ from: 10, until: 20 }]);
  expect(occurrencesOf(once, 20)).toEqual([]);
});
