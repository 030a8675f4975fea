import { expect, it } from 'vitest';
import { between, seededRandom } from '../../test/harness/random.ts';
import { layerOf } from '../../test/harness/schedules.ts';
import { onCallSlowly } from '../../test/harness/temporal-rota.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, isoOf } from '../time/instant.ts';
import { findZone, zoneNames } from '../time/zone.ts';
import type { Schedule } from './definition.ts';
import { peopleOnCall } from './on-call.ts';
import { positions } from './place.ts';

const runs = Number(process.env['SCHEDULE_RUNS'] ?? 2000);
const settled = Date.UTC(2025, 0, 1);
const begin = Date.UTC(2021, 0, 1);
/** Zones whose rules nobody has changed since the runtime's were made. */
const zones = zoneNames().filter((name) => findZone(name)?.untils.some((until) => until > begin && until < settled));

function aSchedule(random: () => number): Schedule {
  const one = <T>(values: readonly T[]): T => values[between(random, 0, values.length - 1)] as T;
  const zone = one(zones);
  const count = between(random, 1, 4);
  const ranks = positions(count);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    id: 's',
    name: 'S',
    zone,
    layers: ranks.map((position, i) => ({
      ...layerOf(
        Array.from({ length: between(random, 1, 4) }, (_, n) => `${i}.${n}`),
        {
          zone: one([zone, one(zones)]),
          turn: { unit: one(['hour', 'day', 'week', 'month'] as const), length: between(random, 1, 3) },
          handoffAt: `${two(between(random, 0, 23))}:${two(one([0, 15, 30]))}`,
          startsOn: `202${between(random, 1, 3)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`,
        },
      ),
      id: `layer-${i}`,
      places: [{ position }],
    })),
    overrides: Array.from({ length: between(random, 0, 2) }, (_, i) => {
      const from = begin + between(random, 0, 365 * 3) * DAY_MS;
      return { id: `o-${i}`, person: `override-${i}`, from, until: from + between(random, 1, 500) * HOUR_MS };
    }),
  };
}

/** An instant near a change of clocks of the schedule's zone, more often than not. */
function anInstant(random: () => number, { zone }: Schedule): number {
  const changes = findZone(zone)?.untils.filter((until) => until > begin && until < settled) ?? [];
  const change = changes[between(random, 0, Math.max(0, changes.length - 1))];
  return change !== undefined && random() < 0.6
    ? change + between(random, -300, 300) * MINUTE_MS
    : begin + between(random, 0, (settled - begin) / MINUTE_MS) * MINUTE_MS;
}

it(`[SCH1] [SCH3] has the same people on call as a general date library in ${runs} random schedules and instants (P12)`, () => {
  for (let seed = 1; seed <= runs; seed += 1) {
    const random = seededRandom(seed);
    const schedule = aSchedule(random);
    const at = anInstant(random, schedule);
    const label = `seed ${seed} at ${isoOf(at)} ${JSON.stringify(schedule.layers.map(({ turns }) => turns[0]?.turns))}`;
    expect(peopleOnCall(schedule, at), label).toEqual([onCallSlowly(schedule, at)].filter((person) => person !== undefined));
  }
});
