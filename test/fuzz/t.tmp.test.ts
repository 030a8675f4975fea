import { it } from 'vitest';
import { FuzzedWorld } from './fuzzed-world.ts';
it('x', async () => {
  for (let seed = 1; seed <= 1; seed += 1) {
    (globalThis as any).dbg = [];
    const run = await FuzzedWorld.run(seed);
    console.log(seed, run.wrong, run.happened, (globalThis as any).dbg);
  }
}, 100_000);
