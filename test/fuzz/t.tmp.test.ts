import { it } from 'vitest';
import { FuzzedWorld } from './fuzzed-world.ts';
it('x', async () => {
  for (let seed = Number(process.env['FUZZ_SEED'] ?? 1), end = seed + Number(process.env['FUZZ_RUNS'] ?? 20); seed < end; seed += 1) {
    const t = performance.now();
    console.log('start', seed);
    const run = await FuzzedWorld.run(seed);
    console.log(seed, Math.round(performance.now() - t), run.wrong, run.trace.split('\n').length);
  }
}, 100_000);
