import { expect, it } from 'vitest';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['RESTORE_RUNS'] ?? 10);
const firstSeed = Number(process.env['RESTORE_SEED'] ?? 1);
const people = ['ana', 'bo', 'lea'];

/** A relay restored from a backup taken at some moment of a busy hour; what its laptops held, and what it had in the end. */
async function restored(seed: number): Promise<{ held: number; lost: string[]; wrong: string[] }> {
  const random = seededRandom(seed);
  const world = await World.start();
  world.random = random;
  const desktops: Desktop[] = [];
  for (const person of people.slice(0, between(random, 1, 3))) {
    desktops.push(await world.desktop(person));
  }
  const one = () => desktops[between(random, 0, desktops.length - 1)] as Desktop;
  let backup = world.backup();
  const backupAfter = between(random, 0, 25);
  for (let step = 0; step < 30; step += 1) {
    if (step === backupAfter) {
      backup = world.backup();
    }
    await happen(world, one(), random, step);
    await world.forward(between(random, 0, 20) * SECOND_MS);
  }
  world.killRelay();
  const held = new Set(desktops.flatMap(({ store }) => store.read(0, 1_000_000).map(({ id }) => id)));
  const waiting = desktops.flatMap(({ app }) => app.replica.pending.map(({ id }) => id));
  world.restore(backup);
  world.startRelay();
  if (random() < 0.5) {
    // The relay goes on by itself before the first laptop is back.
    desktops.forEach((desktop) => desktop.cut());
    await world.alert({ dedupKey: `late-${seed}` });
    await world.forward(between(random, 1, 10) * MINUTE_MS);
  }
  for (const desktop of desktops) {
    desktop.mend();
    await world.forward(between(random, 0, 60) * SECOND_MS);
  }
  await world.forward(5 * MINUTE_MS);
  const entries = world.store.read(0, 1_000_000);
  const known = new Set(entries.map(({ id }) => id));
  const { broken, head } = verifyChain(genesis, entries);
  return {
    held: [...held].filter((id) => !backup.some((entry) => entry.id === id)).length,
    lost: [...held, ...waiting].filter((id) => !known.has(id)),
    wrong: [
      ...(broken ? [`the chain breaks at ${broken.seq}: ${broken.problem}`] : []),
      ...(known.size === entries.length ? [] : ['an entry is there twice']),
      ...desktops.flatMap(({ app, identity: { person } }) => [
        ...(app.replica.head.hash === head.hash
          ? []
          : [`${person} ends at ${app.replica.head.seq} of ${head.seq}: ${app.link.status.why}`]),
        ...app.replica.pending.map(({ id }) => `${person} still waits with ${id}`),
      ]),
    ],
  };
}

async function happen(world: World, desktop: Desktop, random: () => number, step: number): Promise<void> {
  const { app } = desktop;
  const incident = [...app.replica.view.incidents.values()][between(random, 0, 4)];
  switch (between(random, 0, 6)) {
    case 0:
    case 1:
      await world.alert({ dedupKey: `key-${between(random, 0, 5)}`, summary: `Alert ${step}` });
      return;
    case 2:
      if (incident) {
        app.acknowledge(incident.id, 'window');
      }
      return;
    case 3:
      if (incident) {
        app.resolve(incident.id, 'window');
      }
      return;
    case 4:
      if (incident) {
        app.annotate(incident.id, `note ${step}`);
      }
      return;
    case 5:
      desktop.cut();
      return;
    default:
      desktop.mend();
  }
}

it(
  `[SYN17] recovers everything any laptop held in ${runs} restores of an old backup (R24)`,
  { timeout: runs * 20_000 + 60_000 },
  async () => {
    let held = 0;
    const wrong: string[] = [];
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const run = await restored(seed);
      held += run.held;
      wrong.push(...[...run.lost.map((id) => `lost ${id}`), ...run.wrong].map((each) => `seed ${seed}: ${each}`));
    }
    process.stdout.write(`R24: ${runs} restores, ${held} entries only laptops held, ${wrong.length} lost or wrong\n`);
    expect(wrong).toEqual([]);
    expect(held).toBeGreaterThan(runs);
  },
);
