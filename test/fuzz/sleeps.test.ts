import { expect, it } from 'vitest';
import { isOpen } from '../../shared/incident/incident.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { StepFired } from '../../shared/incident/incident-events.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['SLEEP_RUNS'] ?? 60);
const firstSeed = Number(process.env['SLEEP_SEED'] ?? 1);
const acknowledgeWithinMs = 2 * MINUTE_MS;

/** What a sleep was and what was wrong with it. */
interface Sleep {
  escalatedMeanwhile: boolean;
  wrong: string[];
}

/** A laptop sleeps through some incidents while the relay goes on; some end meanwhile, some begin. */
async function sleepThrough(seed: number): Promise<Sleep> {
  const random = seededRandom(seed);
  const world = await World.start();
  world.random = seededRandom(seed + 1);
  world.clock.idleTickMs = 15 * MINUTE_MS;
  const ana = await world.desktop('ana');
  // As often a nap of minutes as a night.
  const asleepMs = Math.round(MINUTE_MS * 720 ** random());
  const before = between(random, 1, 3);
  for (let i = 0; i < before; i += 1) {
    await world.alert({ dedupKey: `before-${i}` });
  }
  await world.forward(acknowledgeWithinMs - between(random, 5, 55) * SECOND_MS);
  ana.closeLid();
  const fellAsleepAt = world.clock.now();
  const meanwhile = between(random, 0, 2);
  const ends = Array.from({ length: before }, (_, i) => ({ key: `before-${i}`, at: random() < 0.4 ? asleepMs * random() : undefined }));
  for (let i = 0; i < meanwhile; i += 1) {
    world.clock.after(asleepMs * random() * 0.5, () => void world.alertLater({ dedupKey: `meanwhile-${i}` }, 'monitoring'));
    ends.push({ key: `meanwhile-${i}`, at: random() < 0.4 ? asleepMs * (0.5 + random() * 0.5) : undefined });
  }
  // Each ends after its second level is due, so that all of them must have been escalated.
  for (const { key, at } of ends) {
    if (at !== undefined && at > MINUTE_MS) {
      world.clock.after(at, () => void world.alertLater({ dedupKey: key, action: 'resolve' }, 'monitoring'));
    }
  }
  await world.forward(asleepMs);
  const wokeAt = world.clock.now();
  ana.bell.heard.length = 0;
  ana.openLid({ told: random() < 0.5 });
  await world.forward(5 * SECOND_MS);

  const escalated = world.logged('step.fired').filter(({ body, recordedAt }) => {
    const { position } = body as unknown as StepFired;
    return position.level === 2 && recordedAt > fellAsleepAt && recordedAt <= wokeAt;
  });
  const wrong = [...world.relay.state.incidents.values()].flatMap((incident) => {
    const rang = ana.bell.count(incident.id);
    const ought = isOpen(incident) ? 1 : 0;
    return rang === ought ? [] : [`incident ${incident.number} (${incident.status}) rang ${rang} times after ${asleepMs} ms`];
  });
  ana.kill();
  world.killRelay();
  return { escalatedMeanwhile: escalated.length > 0, wrong };
}

it(
  `[SYN40] [RING5] rings once for what is open and never for what is over within 5 s after each of ${runs} sleeps (R12)`,
  { timeout: (runs + 60) * 2000 },
  async () => {
    const wrong: string[] = [];
    let escalated = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const sleep = await sleepThrough(seed);
      escalated += sleep.escalatedMeanwhile ? 1 : 0;
      wrong.push(...sleep.wrong.map((each) => `seed ${seed}: ${each}`));
    }
    process.stdout.write(`R12: ${runs} sleeps, escalated meanwhile in ${escalated}, ${wrong.length} wrong after waking\n`);
    expect(wrong).toEqual([]);
    expect(escalated).toBe(runs);
  },
);
