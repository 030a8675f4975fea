import { expect, it } from 'vitest';
import { FuzzedWorld } from './fuzzed-world.ts';

const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);
const runs = Number(process.env['FUZZ_RUNS'] ?? 60);

it(
  `[SYN4] ends with one log and one state, and rings for whom it must, in ${runs} worlds from seed ${firstSeed} (R5)`,
  { timeout: (runs + 60) * 5000 },
  async () => {
    const happened = new Map<string, number>();
    const wrong: string[] = [];
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const run = await FuzzedWorld.run(seed);
      Object.entries(run.happened).forEach(([what, count]) => happened.set(what, (happened.get(what) ?? 0) + count));
      wrong.push(...run.wrong.map((each) => `seed ${seed}: ${each}`));
    }
    expect(wrong).toEqual([]);
    if (runs >= 60) {
      for (const what of [
        'alert opened',
        'alert refused',
        'acknowledge',
        'resolve',
        'reopen',
        'network cut',
        'relay killed',
        'desktop killed',
      ]) {
        expect(happened.get(what) ?? 0, `The worlds were empty of "${what}".`).toBeGreaterThan(5);
      }
    }
  },
);

// Worlds that once ended wrong, with what was wrong in them; the seeds belong to the driver as it is.
it.each([[2453, 'steps foreseen for a ringing one laptop counted alone outlived the relay’s own of that number']])(
  '[SYN4] seed %i: %s',
  async (seed) => {
    expect((await FuzzedWorld.run(seed)).wrong).toEqual([]);
  },
);

it('[SYN4] does the same again for the same seed', async () => {
  for (const seed of [firstSeed, firstSeed + 1, firstSeed + 2]) {
    const [once, again] = [await FuzzedWorld.run(seed), await FuzzedWorld.run(seed)];
    expect(again.trace).toBe(once.trace);
    expect(once.trace.split('\n').length).toBeGreaterThan(20);
  }
});

it('[SYN4] does something else for another seed', async () => {
  expect((await FuzzedWorld.run(firstSeed)).trace).not.toBe((await FuzzedWorld.run(firstSeed + 1)).trace);
});
