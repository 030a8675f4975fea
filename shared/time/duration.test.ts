import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { formatDuration, parseDuration } from './duration.ts';

it('[SCH8] reads back every duration it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 * 366 * 86_400_000 }), (durationMs) => {
      expect(parseDuration(formatDuration(durationMs))).toBe(durationMs);
    }),
  );
});

it.each([
  ['30s', 30_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
  ['1w', 604_800_000],
  ['250ms', 250],
])('[SCH8] reads %s as Prometheus does', (text, durationMs) => {
  expect(parseDuration(text)).toBe(durationMs);
});

it.each(['30', '', 's', '-5m', '1.5h', '5 m', '5min', '99999999999999999w'])('[SCH8] refuses "%s", which would be a guess', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
