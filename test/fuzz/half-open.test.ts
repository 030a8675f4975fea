import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['HALF_OPEN_RUNS'] ?? 50);
const firstSeed = Number(process.env['HALF_OPEN_SEED'] ?? 1);
const acknowledgeWithinMs = 2 * MINUTE_MS;
/** How long a desktop waits for the relay's step, and a tick. */
const patienceMs = 11 * SECOND_MS;

/** A link goes dead without a word at some moment before a step of its person falls due. */
async function goesDead(seed: number): Promise<{ noticedAfterMs: number; missed: number }> {
  const random = seededRandom(seed);
  const world = await World.start();
  world.random = seededRandom(seed + 1);
  const bo = await world.desktop('bo');
  await world.forward(between(random, 0, 60_000));
  await world.alert();
  const dueAt = world.clock.now() + acknowledgeWithinMs;
  await world.forward(between(random, 1, acknowledgeWithinMs - SECOND_MS));
  let noticedAt: number | undefined;
  const diedAt = world.clock.now();
  bo.app.link.subscribe(() => {
    if (!bo.app.link.isLive) {
      noticedAt ??= world.clock.now();
    }
  });
  world.network.goDead(bo.identity.device);
  await world.forward(Math.max(dueAt + patienceMs, diedAt + 2 * MINUTE_MS) - diedAt);
  const [first] = bo.bell.heard;
  const missed = first?.reason === 'escalated' && first.at <= dueAt + patienceMs ? 0 : 1;
  bo.kill();
  world.killRelay();
  return { noticedAfterMs: (noticedAt ?? Infinity) - diedAt, missed };
}

it(`[SYN9] notices ${runs} links that died without a word, and misses no page meanwhile (R7)`, async () => {
  const died = [];
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    died.push(await goesDead(seed));
  }
  const slowestMs = Math.max(...died.map(({ noticedAfterMs }) => noticedAfterMs));
  const missed = died.reduce((sum, each) => sum + each.missed, 0);
  process.stdout.write(`R7: ${runs} links died, noticed within ${slowestMs / SECOND_MS} s, ${missed} pages missed\n`);
  expect(slowestMs).toBeLessThanOrEqual(65 * SECOND_MS);
  expect(missed).toBe(0);
});
