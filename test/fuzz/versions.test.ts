import { afterAll, expect, it } from 'vitest';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { decodeEvent } from '../../shared/log/envelope.ts';
import { knownTypes, understands, type KnownTypes } from '../../shared/state/known-types.ts';
import { emptyState, fold } from '../../shared/state/state.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { seededRandom } from '../harness/random.ts';
import { stateHash } from '../harness/state-hash.ts';
import { World } from '../harness/world.ts';

const rounds = Number(process.env['VERSION_ROUNDS'] ?? 24);
const seed = Number(process.env['VERSION_SEED'] ?? 1);

const without = (...types: string[]): KnownTypes =>
  Object.fromEntries(Object.entries(knownTypes).filter(([type]) => !types.includes(type)));
const sinceLastYear = [
  'incident.snoozed',
  'incident.priority-changed',
  'incident.blocked',
  'leave.added',
  'leave.removed',
  'override.added',
];
const sinceThisYear = ['incident.stage-changed', 'incident.merged', 'incident.annotated', 'channel.defined', 'member.added'];

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** Three versions of one program, each of which reads more than the one before. */
const versions: Readonly<Record<string, KnownTypes>> = {
  first: without(...sinceLastYear, ...sinceThisYear),
  second: without(...sinceThisYear),
  third: knownTypes,
};

/** What people do on a laptop at random; what its version or its state does not allow it leaves. */
function doSomething(desktop: Desktop, random: () => number): void {
  const { app } = desktop;
  const incidents = [...app.replica.view.incidents.values()];
  const { id } = incidents.length > 0 ? pick(random, incidents) : { id: undefined };
  const other = pick(random, ['bo', 'lea']);
  const deeds: (() => unknown)[] = [
    () => id && app.acknowledge(id, 'window'),
    () => id && app.resolve(id, 'window'),
    () => id && app.reopen(id, 'window'),
    () => id && app.annotate(id, 'looking'),
    () => id && app.do(id, 'snooze', 'window', { for: '10m' }),
    () => id && app.do(id, 'priority', 'window', { priority: 'P2' }),
    () => id && app.do(id, 'stage', 'window', { stage: 'mitigating' }),
    () => id && app.do(id, 'block', 'window', { incident: pick(random, incidents).id }),
    () => id && app.do(id, 'merge', 'window', { into: pick(random, incidents).id }),
    () => {
      const from = app.replica.now() + 60_000;
      return app.edit('payments-primary', [{ name: 'override', said: { person: other, from, until: from + 3_600_000 } }]);
    },
    () => app.edit('payments-primary', [{ name: 'add-member', said: { layer: 'rotation', person: other } }]),
    () =>
      app.replica.command('leave.added', { kind: 'person', id: desktop.identity.person }, { leave: `l-${random()}`, from: 1, until: 2 }),
  ];
  pick(random, deeds)();
}

async function liveTogether(world: World, random: () => number, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const desktop = pick(random, world.desktops);
    const what = random();
    if (what < 0.12) {
      await world.alert({ dedupKey: `key-${Math.floor(random() * 6)}` });
    } else if (what < 0.2) {
      desktop.cut();
    } else if (what < 0.3) {
      desktop.mend();
    } else {
      doSomething(desktop, random);
    }
    await world.forward((1 + Math.floor(random() * 4)) * SECOND_MS);
  }
  world.desktops.forEach((desktop) => desktop.mend());
  await world.forward(40 * SECOND_MS);
}

/** What was measured, for the line at the end. */
const measured = { entries: 0, notUnderstood: 0, dropped: 0, breaks: 0 };

const pairs = Object.keys(versions).flatMap((relay) => Object.keys(versions).map((laptop) => ({ relay, laptop })));

it.each(pairs)('[VER10] relay of the $relay version, laptop of the $laptop (R25)', async ({ relay, laptop }) => {
  const random = seededRandom(seed);
  const world = await World.start();
  const desktops = [await world.desktop('lea'), await world.desktop('ana'), await world.desktop('bo')];
  // The log as the newest wrote it, to which versions come back that do not know everything in it.
  await liveTogether(world, random, rounds / 2);
  await world.alert({ dedupKey: 'sure' });
  desktops[0]?.app.annotate([...world.relay.state.incidents.keys()].at(-1) ?? '', 'new this year');
  desktops[0]?.app.replica.command('leave.added', { kind: 'person', id: 'ana' }, { leave: 'new-last-year', from: 1, until: 2 });
  await world.settle();
  world.updateRelay(versions[relay]);
  desktops.slice(0, 2).forEach((desktop) => desktop.update(versions[laptop]));
  await world.forward(20 * SECOND_MS);
  const made = new Set<string>();
  world.desktops.forEach(({ app }) => app.replica.subscribe(() => app.replica.pending.forEach(({ id }) => made.add(id))));
  await liveTogether(world, random, rounds);

  const log = world.backup();
  const events = log.map(decodeEvent);
  const applied = events.filter(({ verdict }) => verdict === 'applied');
  const unread = (reads: KnownTypes = knownTypes) => applied.filter((event) => !understands(reads, event)).length;
  expect(unread(versions['first'])).toBeGreaterThan(0);
  measured.entries += log.length;
  measured.notUnderstood += Math.max(unread(versions[relay]), unread(versions[laptop]));
  const recorded = new Set(events.map(({ id }) => id));
  for (const { store, app } of world.desktops) {
    const copy = store.read(0, 100_000);
    const held = new Set(copy.map(({ hash }) => hash));
    measured.dropped += log.filter(({ hash }) => !held.has(hash)).length;
    measured.breaks += verifyChain(genesis, copy).broken ? 1 : 0;
    expect(copy).toEqual(log);
    expect(verifyChain(genesis, copy).broken).toBeUndefined();
    expect(app.replica.pending).toEqual([]);
  }
  // Whatever was made came into the log or back to its author, with what to do.
  const returned = new Set(world.desktops.flatMap(({ app }) => app.replica.returned.map(({ id }) => id)));
  expect([...made].filter((id) => !recorded.has(id) && !returned.has(id))).toEqual([]);

  const folded = (reads: KnownTypes | undefined) => {
    const state = emptyState(reads);
    world.log().forEach((event) => fold(state, event));
    return stateHash(state);
  };
  expect(stateHash(world.relay.state)).toBe(folded(versions[relay]));
  // The control: what the relay cannot read is missing from what it makes of the log.
  expect(folded(versions[relay]) === folded(knownTypes)).toBe(unread(versions[relay]) === 0);
  world.updateRelay();
  desktops.forEach((desktop) => desktop.update());
  await world.forward(20 * SECOND_MS);
  const states = [world.relay.state, ...world.desktops.map(({ app }) => app.replica.view)].map(stateHash);
  expect(states).toEqual(states.map(() => folded(knownTypes)));
  expect(verifyChain(genesis, world.backup()).broken).toBeUndefined();
  expect(world.troubles).toEqual([]);
});

afterAll(() => {
  const { entries, notUnderstood, dropped, breaks } = measured;
  process.stdout.write(
    `R25: ${pairs.length} pairs of versions, ${entries} entries, ${notUnderstood} not understood somewhere, ${dropped} dropped, ${breaks} chain breaks\n`,
  );
});
