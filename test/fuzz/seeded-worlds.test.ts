import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { sha256Hex } from '../../shared/log/chain.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);
const steps = 40;

/** A night in which everything may happen, the same for the same seed. */
async function night(seed: number): Promise<{ world: World; done: number }> {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const world = await World.start();
  world.random = random;
  for (const person of ['ana', 'bo', 'lea', 'ana'].slice(0, between(random, 2, 4))) {
    await world.desktop(person);
  }
  let done = 0;
  const onSome = (act: (desktop: Desktop, incident: string) => void) => {
    const desktop = pick(world.desktops.filter(({ isRunning }) => isRunning));
    const incident = desktop && pick([...desktop.app.replica.view.incidents.keys()].toSorted());
    if (desktop && incident !== undefined) {
      act(desktop, incident);
      done += 1;
    }
  };
  const happenings: (() => void | Promise<unknown>)[] = [
    () => (world.relayRuns ? world.alert({ dedupKey: `key-${between(random, 1, 4)}`, severity: pick(['critical', 'error', 'warning', 'info'] as const) ?? 'error' }) : undefined),
    () => (world.relayRuns ? world.alert({ dedupKey: `key-${between(random, 1, 4)}`, action: pick(['acknowledge', 'resolve'] as const) ?? 'resolve' }) : undefined),
    () => onSome((desktop, incident) => desktop.app.acknowledge(incident, 'window')),
    () => onSome((desktop, incident) => desktop.app.acknowledge(incident, 'notification')),
    () => onSome((desktop, incident) => desktop.app.resolve(incident, 'window')),
    () => onSome((desktop, incident) => desktop.app.escalate(incident, 'window')),
    () => onSome((desktop, incident) => desktop.app.reopen(incident, 'window')),
    () => onSome((desktop, incident) => desktop.app.annotate(incident, `note ${done}`)),
    () => pick(world.desktops)?.cut(),
    () => pick(world.desktops)?.mend(),
    () => pick(world.desktops.filter(({ isRunning }) => isRunning))?.kill(),
    () => pick(world.desktops.filter(({ isRunning }) => !isRunning))?.start(),
    () => (world.relayRuns ? world.killRelay() : world.startRelay()),
    () => world.forward(between(random, 1, 50) * SECOND_MS),
    () => world.forward(between(random, 1, 5) * MINUTE_MS),
  ];
  for (let i = 0; i < steps; i += 1) {
    await pick(happenings)?.();
    await world.settle();
  }
  return { world, done };
}

/** Everything is mended, and time enough goes by for everyone to hear of everything. */
async function mend(world: World): Promise<void> {
  if (!world.relayRuns) {
    world.startRelay();
  }
  for (const desktop of world.desktops) {
    desktop.mend();
    if (!desktop.isRunning) {
      desktop.start();
    }
  }
  await world.forward(3 * MINUTE_MS);
  // What a desktop reports of the pages in between is itself on its way; stop on a quiet moment.
  await world.settle();
}

/** What an incident is for everyone; how often a page was noted is not part of it. */
function incidentsOf(incidents: Iterable<{ id: string }>): string {
  return canonicalJson([...incidents].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

describe('worlds from a seed', () => {
  let doneInAll = 0;
  let openInAll = 0;

  it.each(Array.from({ length: runs }, (_, i) => firstSeed + i))('[SYN13] agrees on everything after the night of seed %i', async (seed) => {
    const { world, done } = await night(seed);
    await mend(world);
    doneInAll += done;
    const truth = incidentsOf(world.relay.state.incidents.values());
    for (const desktop of world.desktops) {
      expect(desktop.app.replica.pending).toEqual([]);
      expect(desktop.app.replica.overlay).toEqual([]);
      expect(desktop.app.replica.head.hash).toBe(world.store.head().hash);
      expect(incidentsOf(desktop.app.replica.view.incidents.values())).toBe(truth);
    }
    const log = world.log();
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
    for (const incident of world.relay.state.incidents.values()) {
      const ringsAt = world.desktops.filter(({ bell }) => bell.ringing.has(incident.id)).map(({ identity }) => identity.person);
      const paged = new Set(incident.path.flatMap(({ targets }) => targets));
      const listens = world.desktops.some(({ identity }) => paged.has(identity.person));
      openInAll += incident.status === 'triggered' ? 1 : 0;
      expect(incident.status === 'triggered' && listens ? ringsAt.length > 0 : ringsAt.length === 0).toBe(true);
    }
    expect(world.troubles).toEqual([]);
  });

  it('[SYN13] was not an idle night', () => {
    expect(doneInAll).toBeGreaterThan(runs);
    expect(openInAll).toBeGreaterThan(0);
  });

  it('[SYN14] writes the same log for the same seed, but for the keys it was signed with', async () => {
    const traceOf = async () => {
      const { world } = await night(firstSeed);
      const told = world.log().map(({ id, seq, type, entity, body, verdict, recordedAt }) => {
        const { publicKey: _, ...rest } = body;
        return { id, seq, type, entity, body: rest, verdict, recordedAt };
      });
      return sha256Hex(canonicalJson(told));
    };
    const first = await traceOf();
    expect(await traceOf()).toBe(first);
    expect(first).not.toBe(sha256Hex('[]'));
  });

  it('[ESC7] takes no longer than a night to end: every open incident has a next step or a person', async () => {
    const { world } = await night(firstSeed);
    await mend(world);
    await world.forward(HOUR_MS);
    for (const incident of world.relay.state.incidents.values()) {
      expect(incident.status !== 'triggered' || incident.path.length > 0).toBe(true);
    }
  });
});
