import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { slots } from '../../test/harness/fair-rotation.ts';
import { HOUR_MS } from '../time/instant.ts';
import { findZone, localAt, type Zone } from '../time/zone.ts';
import { slotsOf } from './slots.ts';

const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo', 'Asia/Tokyo'];

it('[FAIR10] makes slots that adjoin and hand off at one time on the wall, in any zone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom('00:00', '02:30', '09:00'),
      fc.constantFrom('day' as const, 'week' as const),
      fc.integer({ min: 1, max: 3 }),
      (zone, handoffAt, unit, length) => {
        const made = slots({ zone, handoffAt, unit, length, count: 200 });
        expect(made).toHaveLength(200);
        made.slice(1).forEach((slot, i) => expect(slot.from).toBe(made[i]?.until));
        const off = made.filter(({ from }) => {
          const { hour, minute } = localAt(findZone(zone) as Zone, from);
          return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` !== handoffAt;
        });
        // Only a hand-off in an hour the clocks skip comes at the jump: once a year, where there is such an hour.
        expect(off.length).toBeLessThanOrEqual(handoffAt === '09:00' ? 0 : 12);
      },
    ),
  );
});

it('[FAIR10] makes a slot over a change of clocks longer or shorter', () => {
  const [spring] = slots({ startsOn: '2026-03-28', count: 1 });
  const [autumn] = slots({ startsOn: '2026-10-24', count: 1 });
  expect((spring?.until ?? 0) - (spring?.from ?? 0)).toBe(23 * HOUR_MS);
  expect((autumn?.until ?? 0) - (autumn?.from ?? 0)).toBe(25 * HOUR_MS);
  const hours = slots({ startsOn: '2026-03-29', handoffAt: '00:00', unit: 'hour', length: 1, count: 6 });
  expect(hours.map(({ from, until }) => (until - from) / HOUR_MS)).toEqual([1, 1, 1, 1, 1]);
  const eights = slots({ startsOn: '2026-10-25', handoffAt: '00:00', unit: 'hour', length: 8, count: 3 });
  expect(eights.map(({ from, until }) => (until - from) / HOUR_MS)).toEqual([9, 8, 8]);
});

it('[FAIR11] refuses slots that cannot be read', () => {
  const asked = { zone: 'Europe/Paris', handoffAt: '09:00', unit: 'week' as const, length: 1, startsOn: '2026-12-14', count: 4 };
  expect(slotsOf({ ...asked, zone: 'Europe/Atlantis' })).toEqual({ problem: { kind: 'unknown-zone', zone: 'Europe/Atlantis' } });
  expect(slotsOf({ ...asked, handoffAt: '9:00' })).toMatchObject({ problem: { kind: 'bad-handoff' } });
  expect(slotsOf({ ...asked, startsOn: '2026-02-30' })).toMatchObject({ problem: { kind: 'bad-handoff' } });
  expect(slotsOf({ ...asked, count: 0 })).toMatchObject({ problem: { kind: 'bad-count' } });
  expect(slotsOf({ ...asked, length: 1.5 })).toMatchObject({ problem: { kind: 'bad-count' } });
});
