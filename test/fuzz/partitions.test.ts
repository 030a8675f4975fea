import { expect, it } from 'vitest';
import { acknowledged, ana, bo, folded, triggered } from '../harness/folding.ts';
import { stateHash } from '../harness/state-hash.ts';
import { liveApart, type Partitioned } from './partitioned-world.ts';

const runs = Number(process.env['PARTITION_RUNS'] ?? 40);
const firstSeed = Number(process.env['PARTITION_SEED'] ?? 1);

async function many(faultChance: number): Promise<Partitioned[]> {
  const worlds: Partitioned[] = [];
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    worlds.push(await liveApart(seed, faultChance));
  }
  return worlds;
}

const sum = (worlds: readonly Partitioned[], of: (world: Partitioned) => number) => worlds.reduce((total, world) => total + of(world), 0);
const named = (worlds: readonly Partitioned[], of: (world: Partitioned) => readonly string[]) =>
  worlds.flatMap((world, i) => of(world).map((each) => `seed ${firstSeed + i}: ${each}`));

it.each([
  { name: 'R5', faultChance: 0, network: 'a network that comes and goes' },
  { name: 'R6', faultChance: 0.1, network: 'one that also loses, doubles or delays a frame in ten' },
])(
  `[SYN4] [LOG6] ends ${runs} worlds on $network with one state and a verdict on every command ($name)`,
  { timeout: (runs + 60) * 6000 },
  async ({ name, faultChance }) => {
    const worlds = await many(faultChance);
    const devices = sum(worlds, (world) => world.devices);
    const commands = sum(worlds, (world) => world.commands);
    const partitions = sum(worlds, (world) => world.partitions);
    const withoutVerdict = sum(worlds, (world) => world.withoutVerdict);
    const states = Math.max(...worlds.map((world) => world.states));
    const twice = named(worlds, (world) => world.twice);
    const [lost, doubled, late] = (['lost', 'doubled', 'late'] as const).map((what) => sum(worlds, ({ spoilt }) => spoilt[what]));
    const frames = faultChance === 0 ? '' : `, ${lost} frames lost, ${doubled} doubled, ${late} late`;
    process.stdout.write(
      `${name}: ${runs} worlds, ${partitions} partitions, ${devices} devices, ${commands} commands, ${withoutVerdict} without a verdict, ${states} state each, ${twice.length} effects twice${frames}\n`,
    );
    expect(named(worlds, ({ wrong }) => wrong)).toEqual([]);
    expect(twice).toEqual([]);
    expect([withoutVerdict, states]).toEqual([0, 1]);
    expect(commands).toBeGreaterThan(runs * 5);
    expect(partitions).toBeGreaterThan(runs);
  },
);

it('[SYN4] would tell states apart that differ in one acknowledgement', () => {
  const hashes = [[triggered()], [triggered(), acknowledged(1, ana)], [triggered(), acknowledged(1, bo)]].map((events) =>
    stateHash(folded(events).state),
  );
  expect(new Set(hashes).size).toBe(3);
  expect(stateHash(folded([triggered()]).state)).toBe(hashes[0]);
});
