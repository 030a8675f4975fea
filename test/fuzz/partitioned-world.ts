import type { StepFired } from '../../shared/incident/incident-events.ts';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { emptyState, fold } from '../../shared/state/state.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { between, seededRandom } from '../harness/random.ts';
import { shop } from '../harness/shop.ts';
import { stateHash } from '../harness/state-hash.ts';
import { World } from '../harness/world.ts';

const people = ['ana', 'bo', 'sam', 'dana', 'lea'];
const rotation = { people: ['ana', 'bo', 'sam'], turn: '1d', handoffAt: '09:00', startsOn: '2026-11-16' };
const workspace = shop(
  {
    steps: [
      { notify: ['schedule:primary'], acknowledgeWithin: '2m' },
      { notify: ['person:dana'], acknowledgeWithin: '5m' },
    ],
    loops: 2,
  },
  { schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } } },
);

/** What a world of partitions came to. */
export interface Partitioned {
  devices: number;
  /** How often the network fell apart anew: at least one device was cut off that had not been. */
  partitions: number;
  commands: number;
  /** Commands that are neither in the log nor with their author. */
  withoutVerdict: number;
  /** Different states at the end, the relay's and every desktop's; 1 is as it must be. */
  states: number;
  /** What took effect twice, in words. */
  twice: string[];
  wrong: string[];
  spoilt: { lost: number; doubled: number; late: number };
}

/** Devices that come and go in any grouping, people who work on as if nothing were, and frames that are lost, doubled or late. */
export async function liveApart(seed: number, faultChance: number): Promise<Partitioned> {
  const random = seededRandom(seed);
  const world = await World.start(workspace);
  world.random = seededRandom(seed + 1);
  world.clock.idleTickMs = 15 * MINUTE_MS;
  const devices = between(random, 2, 25);
  for (let i = 0; i < devices; i += 1) {
    await world.desktop(people[i % people.length] ?? 'ana');
  }
  for (let i = 0; i < 3; i += 1) {
    await world.alert({ dedupKey: `problem-${i}` });
  }
  const commands: string[] = [];
  const apart = new Set<number>();
  let partitions = 0;
  world.network.faults = { chance: faultChance, random: seededRandom(seed + 2) };
  for (let steps = between(random, 4, 10); steps > 0; steps -= 1) {
    const reach = random();
    const isReached = world.desktops.map(() => random() < reach);
    partitions += isReached.some((reached, i) => !reached && !apart.has(i)) ? 1 : 0;
    world.desktops.forEach((desktop, i) => {
      if (isReached[i]) {
        apart.delete(i);
        desktop.mend();
      } else {
        apart.add(i);
        desktop.cut();
      }
    });
    for (let acts = between(random, 1, devices); acts > 0; acts -= 1) {
      commands.push(...act(world, random));
    }
    await world.forward(between(random, 0, 40) * SECOND_MS);
  }
  world.network.faults = undefined;
  // A connection that lost a frame ends sooner or later.
  world.desktops.forEach((desktop) => desktop.cut());
  world.desktops.forEach((desktop) => desktop.mend());
  await world.forward(4 * MINUTE_MS);
  const found = lookedOver(world, commands);
  world.desktops.forEach((desktop) => desktop.kill());
  world.killRelay();
  return { devices, partitions, commands: commands.length, spoilt: world.network.spoilt, ...found };
}

/** Somebody does something on one of the laptops, connected or not; the ids of what they did. */
function act(world: World, random: () => number): string[] {
  const one = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  const desktop = one(world.desktops);
  const incident = desktop && one([...desktop.app.replica.view.incidents.values()]);
  if (!desktop || !incident) {
    return [];
  }
  const { app } = desktop;
  const what = one(['acknowledge', 'acknowledge', 'resolve', 'reopen', 'escalate', 'note', 'snooze', 'override', 'add-member'] as const);
  switch (what) {
    case 'acknowledge':
    case 'resolve':
    case 'reopen':
    case 'escalate':
      return [app[what](incident.id, 'window')?.id ?? ''];
    case 'snooze':
    case 'note': {
      const done = app.do(incident.id, what, 'window', what === 'note' ? { text: 'seen' } : { for: '5m' });
      return done && !('problem' in done) ? [done.id] : [];
    }
    case 'override':
    case 'add-member':
    case undefined: {
      const schedule = find(app.replica.view.workspace, 'schedule', 'primary');
      const from = world.clock.now() + between(random, 1, 40) * HOUR_MS;
      const person = one(people);
      const said = what === 'override' ? { person, from, until: from + 2 * HOUR_MS } : { layer: schedule?.layers[0]?.id, person, from };
      const done = app.edit('primary', [{ name: what ?? 'override', said }]);
      return 'problem' in done ? [] : done.map(({ id }) => id);
    }
  }
}

function lookedOver(world: World, commands: readonly string[]): Pick<Partitioned, 'withoutVerdict' | 'states' | 'twice' | 'wrong'> {
  const { broken } = verifyChain(genesis, world.store.read(0, 1_000_000));
  const log = world.log();
  const anew = emptyState();
  log.forEach((event) => fold(anew, event));
  const known = new Set([...log.map(({ id }) => id), ...world.desktops.flatMap(({ app }) => app.replica.returned.map(({ id }) => id))]);
  const states = [anew, world.relay.state, ...world.desktops.map(({ app }) => app.replica.view)].map(stateHash);
  return {
    withoutVerdict: commands.filter((id) => !known.has(id)).length,
    states: new Set(states).size,
    twice: [
      ...repeated(log.map(({ id }) => id)).map((id) => `entry ${id}`),
      ...repeated(
        log
          .filter(({ type, verdict }) => type === 'step.fired' && verdict === 'applied')
          .map(({ body }) => (body as unknown as StepFired).stepId),
      ).map((id) => `step ${id}`),
    ],
    wrong: [
      ...(broken ? [`the log breaks at ${broken.seq}`] : []),
      ...world.troubles,
      ...world.desktops.flatMap((desktop) => wrongOn(desktop, world.store.head().hash)),
    ],
  };
}

function wrongOn({ app, identity, troubles }: Desktop, hash: string): string[] {
  const { replica, link } = app;
  const waits = replica.pending.length + replica.overlay.length;
  return [
    ...troubles,
    ...(link.isLive && replica.head.hash === hash && waits === 0
      ? []
      : [`${identity.person} is ${link.status.state} at ${replica.head.seq}, waits with ${waits}: ${link.status.why ?? ''}`]),
  ];
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.has(id) || !seen.add(id));
}
