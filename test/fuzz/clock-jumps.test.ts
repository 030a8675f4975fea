import { expect, it } from 'vitest';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['JUMP_RUNS'] ?? 30);
const firstSeed = Number(process.env['JUMP_SEED'] ?? 1);
const acknowledgeWithinMs = 2 * MINUTE_MS;
const repeatEveryMs = 15 * SECOND_MS;
/** How long a desktop waits for the relay's step, and a tick. */
const patienceMs = 11 * SECOND_MS;
/** How long the bell waits for the relay's word after a start, and two ticks. */
const settlingMs = 5 * SECOND_MS;
const longestJumpMs = 3653 * DAY_MS;

/** What went wrong in a world of wrong clocks, in words. */
interface Jumps {
  missed: string[];
  refused: string[];
  wrong: string[];
}

/** Clocks are wrong from the start and are set while an incident rings: on laptops, on the relay, with and without the network. */
async function live(seed: number, { clocksStop = false } = {}): Promise<Jumps> {
  const random = seededRandom(seed);
  const world = await World.start();
  world.random = seededRandom(seed + 1);
  const skew = () => (random() < 0.5 ? between(random, -12 * HOUR_MS, 12 * HOUR_MS) : 0);
  const [ana, bo] = [await world.desktop('ana', { wrongByMs: skew() }), await world.desktop('bo', { wrongByMs: skew() })];
  await world.forward(between(random, 0, 90) * SECOND_MS);
  const { incident: id = '' } = await world.alert();
  const ringsFrom = world.clock.now();
  if (clocksStop) {
    [ana, bo].forEach(({ clock }) => clock.sleep());
  }
  const forMs = between(random, 150, 400) * SECOND_MS;
  for (let jumps = between(random, 1, 4); jumps > 0; jumps -= 1) {
    const desktop = [ana, bo, undefined][between(random, 0, 2)];
    const byMs = Math.round((random() < 0.5 ? -1 : 1) * SECOND_MS * (longestJumpMs / SECOND_MS) ** random());
    const isOff = random() < 0.4;
    world.clock.after(random() * forMs, () => setClock(world, desktop, byMs, isOff));
  }
  const cutOff = [ana, bo].filter(() => random() < 0.4);
  cutOff.forEach((desktop) => world.clock.after(random() * random() * forMs, () => desktop.cut()));
  const answersAfterMs = random() < 0.5 ? random() * forMs : undefined;
  const answered: string[] = [];
  if (answersAfterMs !== undefined) {
    world.clock.after(answersAfterMs, () => answered.push(ana.app.acknowledge(id, 'notification')?.id ?? 'nothing'));
  }
  await world.forward(forMs);
  const missed = [
    ...notSilent(ana, ringsFrom, Math.min(forMs, answersAfterMs ?? Infinity)),
    ...(answersAfterMs !== undefined && answersAfterMs < acknowledgeWithinMs + patienceMs ? [] : escalates(bo, ringsFrom)),
  ];

  [ana, bo].forEach((desktop) => desktop.mend());
  await world.forward(3 * MINUTE_MS);
  const refused = answered.flatMap((command) => {
    const entry = world.log().find((event) => event.id === command);
    return entry?.verdict === 'applied' ? [] : [`the acknowledgement was ${entry?.verdict ?? 'refused'}: ${entry?.why ?? ''}`];
  });
  const wrong = lookedOver(world);
  world.desktops.forEach((desktop) => desktop.kill());
  world.killRelay();
  return { missed, refused, wrong };
}

/** Sets a laptop's clock, or the relay's; while it is off, as a computer that starts with an empty battery does, or while it runs. */
function setClock(world: World, desktop: Desktop | undefined, byMs: number, isOff: boolean): void {
  if (!desktop) {
    world.relayClock.set(byMs);
  } else if (isOff) {
    desktop.kill();
    desktop.clock.set(byMs);
    desktop.start();
  } else {
    desktop.clock.set(byMs);
  }
}

/** Nobody waits longer for the next page than the policy says, by a clock that is right. */
function notSilent({ bell }: Desktop, from: number, forMs: number): string[] {
  const heard = [from, ...bell.heard.map(({ at }) => at).filter((at) => at <= from + forMs), from + forMs];
  const silent = heard.map((at, i) => at - (heard[i - 1] ?? at)).filter((ms) => ms > repeatEveryMs + settlingMs);
  return silent.map((ms) => `was silent for ${ms / SECOND_MS} s`);
}

function escalates({ bell }: Desktop, from: number): string[] {
  const latest = from + acknowledgeWithinMs + patienceMs;
  return bell.heard.some(({ at }) => at <= latest) ? [] : ['the second level was not paged in time'];
}

function lookedOver(world: World): string[] {
  const entries = world.store.read(0, 1_000_000);
  const { broken, head } = verifyChain(genesis, entries);
  const { acknowledgement, triggeredAt } = world.incident();
  const { at = 0, happenedAt = at } = acknowledgement ?? {};
  const relayMs = world.relay.write(
    { type: 'incident.annotated', entity: { kind: 'incident', id: world.incident().id }, body: { text: 'now' } },
    { kind: 'admin' },
  ).event.recordedAt;
  return [
    ...(broken ? [`the log breaks at ${broken.seq}: ${broken.problem}`] : []),
    ...(acknowledgement && (happenedAt > at || happenedAt < triggeredAt) ? [`it was acknowledged at ${happenedAt}, before or after`] : []),
    ...world.desktops.flatMap(({ app, identity }) => [
      ...(app.link.isLive && app.replica.head.hash === head.hash ? [] : [`${identity.person} does not have the log`]),
      ...(Math.abs(app.replica.now() - relayMs) <= 2 * SECOND_MS ? [] : [`${identity.person} is ${app.replica.now() - relayMs} ms off`]),
    ]),
  ];
}

it(
  `[RING9] [SYN41] [LOG7] pages in time and refuses nothing in ${runs} worlds whose clocks are wrong and are set (R13)`,
  { timeout: (runs + 60) * 2000 },
  async () => {
    const missed: string[] = [];
    const refused: string[] = [];
    const wrong: string[] = [];
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const run = await live(seed);
      const named = (each: string) => `seed ${seed}: ${each}`;
      missed.push(...run.missed.map(named));
      refused.push(...run.refused.map(named));
      wrong.push(...run.wrong.map(named));
    }
    const line = `${missed.length} steps missed, ${refused.length} commands refused, ${wrong.length} otherwise wrong`;
    process.stdout.write(`R13: ${runs} worlds with wrong clocks, ${line}\n`);
    expect({ missed, refused, wrong }).toEqual({ missed: [], refused: [], wrong: [] });
  },
);

it('[RING9] would miss pages on laptops whose clocks stop', async () => {
  const stopped = await live(firstSeed, { clocksStop: true });
  expect(stopped.missed.length).toBeGreaterThan(0);
});
