import { expect, it } from 'vitest';
import { DAY_MS } from '../../shared/time/instant.ts';
import { liveThrough } from './night.ts';

const firstSeed = Number(process.env['NIGHT_SEED'] ?? 1);
const nights = Number(process.env['NIGHT_RUNS'] ?? 100);
const twice = Number(process.env['NIGHT_TWICE'] ?? 10);

it(
  `[ESC1] [ESC4] [ESC6] [ESC12] [RING3] keeps every promise through ${nights} nights of 24 hours from seed ${firstSeed} (R4)`,
  { timeout: (nights + 60) * 20_000 },
  async () => {
    const wrong: string[] = [];
    let events = 0;
    let pages = 0;
    for (let seed = firstSeed; seed < firstSeed + nights; seed += 1) {
      const night = await liveThrough(seed);
      events += night.events;
      pages += night.pages;
      wrong.push(...night.wrong.slice(0, 5).map((each) => `seed ${seed}: ${each}`));
    }
    expect(wrong).toEqual([]);
    expect(events / nights, 'The nights were empty.').toBeGreaterThan(50);
    expect(pages / nights, 'Nobody was paged.').toBeGreaterThan(10);
  },
);

it(`[ESC12] is the same night again for the same seed, byte for byte, ${twice} times`, { timeout: (twice + 10) * 40_000 }, async () => {
  for (let seed = firstSeed; seed < firstSeed + twice; seed += 1) {
    const [once, again] = [await liveThrough(seed), await liveThrough(seed)];
    expect(again.trace).toBe(once.trace);
  }
});

it.each(['engine stands still', 'bells stick'] as const)('[ESC1] [RING3] control: notices when the %s', async (sabotage) => {
  const spoilt = [await liveThrough(1, DAY_MS, sabotage), await liveThrough(2, DAY_MS, sabotage)];
  expect(spoilt.flatMap(({ wrong }) => wrong).length).toBeGreaterThan(0);
});
