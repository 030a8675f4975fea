import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { localOfWallMs, wallMsOf } from './calendar.ts';
import { HOUR_MS, MINUTE_MS } from './instant.ts';
import { findZone, instantsOf, localAt, offsetAt, zoneNames, type Zone } from './zone.ts';

const settled = Date.UTC(2026, 0, 1);
const from = Date.UTC(2020, 0, 1);
const until = Date.UTC(2031, 0, 1);

function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (!zone) {
    throw new Error(`${name} is not known.`);
  }
  return zone;
}

const zones = zoneNames().map(zoneOf);
const changing = zones.filter(({ untils }) => untils.some((each) => each > from && each < until));
const zone = fc.constantFrom(...zones);

/** A wall time near a change of clocks of a zone that has some. */
const nearChange = fc.constantFrom(...changing).chain((each) =>
  fc.record({
    zone: fc.constant(each),
    wallMs: fc
      .tuple(
        fc.constantFrom(...each.untils.filter((change) => change > from && change < settled - 366 * 24 * HOUR_MS)),
        fc.integer({ min: -180, max: 180 }),
      )
      .map(([change, minutes]) => Math.floor((change + offsetAt(each, change)) / MINUTE_MS) * MINUTE_MS + minutes * MINUTE_MS),
  }),
);

function oracleOffset(name: string, instant: number): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).offsetNanoseconds / 1_000_000;
}

it('[SCH6] gives the offset Temporal gives, in every zone, for every instant whose rules are settled', () => {
  fc.assert(
    fc.property(zone, fc.integer({ min: from, max: settled }), (each, instant) => {
      expect(offsetAt(each, instant)).toBe(oracleOffset(each.name, instant));
    }),
    { numRuns: 3000 },
  );
});

// The oracle reads the runtime's rules, which are another release than the ones shipped: a government that changed its mind in
// between is the reason for shipping them, so a handful of zones may differ from now on and no more.
it('[SCH6] differs from the runtime’s own release of the rules in a handful of zones at most', () => {
  const instants = Array.from({ length: 24 }, (_, i) => settled + i * 75 * 24 * HOUR_MS);
  const different = zones.filter((each) => instants.some((instant) => offsetAt(each, instant) !== oracleOffset(each.name, instant)));
  expect(different.length).toBeLessThan(zones.length * 0.03);
});

it('[SCH3] finds both instants of an ambiguous wall time, as Temporal does', () => {
  let ambiguous = 0;
  fc.assert(
    fc.property(nearChange, ({ zone: each, wallMs }) => {
      const local = localOfWallMs(wallMs);
      const { first, last } = instantsOf(each, local);
      if (wallMsOf(localAt(each, first)) !== wallMs) {
        return;
      }
      const plain = Temporal.PlainDateTime.from(local);
      expect(first).toBe(plain.toZonedDateTime(each.name, { disambiguation: 'earlier' }).epochMilliseconds);
      expect(last).toBe(plain.toZonedDateTime(each.name, { disambiguation: 'later' }).epochMilliseconds);
      ambiguous += first === last ? 0 : 1;
    }),
    { numRuns: 2000 },
  );
  expect(ambiguous).toBeGreaterThan(20);
});

it('[SCH3] takes the jump itself for a wall time the clocks skip', () => {
  let skipped = 0;
  fc.assert(
    fc.property(nearChange, ({ zone: each, wallMs }) => {
      const { first, last } = instantsOf(each, localOfWallMs(wallMs));
      if (wallMsOf(localAt(each, first)) === wallMs) {
        return;
      }
      skipped += 1;
      expect(last).toBe(first);
      expect(wallMsOf(localAt(each, first - 1))).toBeLessThan(wallMs);
      expect(wallMsOf(localAt(each, first))).toBeGreaterThan(wallMs);
    }),
    { numRuns: 2000 },
  );
  expect(skipped).toBeGreaterThan(20);
});

it('[SCH6] knows Paris, half an hour of Lord Howe and three quarters of Nepal, and no zone that is none', () => {
  expect(offsetAt(zoneOf('Europe/Paris'), Date.UTC(2026, 6, 1)) / HOUR_MS).toBe(2);
  expect(offsetAt(zoneOf('Australia/Lord_Howe'), Date.UTC(2026, 6, 1)) / HOUR_MS).toBe(10.5);
  expect(offsetAt(zoneOf('Asia/Kathmandu'), Date.UTC(2026, 6, 1)) / HOUR_MS).toBe(5.75);
  expect(findZone('Europe/Atlantis')).toBeUndefined();
  expect(findZone('')).toBeUndefined();
});
