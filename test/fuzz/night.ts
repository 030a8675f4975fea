import { readFileSync } from 'node:fs';
import { severities } from '../../shared/log/severity.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { answersByHabit, habits } from '../harness/habits.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';
import { Promises } from './promises.ts';

const workspace = readFileSync(new URL('../fixtures/workspaces/night.yaml', import.meta.url), 'utf8');

/** What a night was and what was wrong with it. */
export interface NightRun {
  seed: number;
  trace: string;
  events: number;
  pages: number;
  /** Promises that were broken, in words; empty when none was. */
  wrong: string[];
}

/** What a night is spoilt with on purpose, to show that its promises can be broken. */
export type Sabotage = 'engine stands still' | 'bells stick';

/**
 * A day and a night of a team on the real relay and the real desktops, on virtual time: alerts come and go, people answer as they
 * are used to, sleep, walk off, lose the network; the relay restarts, clocks are set. The same seed is the same night.
 */
export async function liveThrough(seed: number, durationMs: number = DAY_MS, sabotage?: Sabotage): Promise<NightRun> {
  const random = seededRandom(seed);
  const world = new World();
  world.clock.idleTickMs = 15 * MINUTE_MS;
  world.audits = true;
  world.startRelay();
  await world.define(workspace);
  world.random = seededRandom(seed + 1);
  for (const person of Object.keys(habits)) {
    const habit = habits[person];
    const desktop = await world.desktop(person, { wrongByMs: random() < 0.2 ? between(random, -6, 6) * HOUR_MS : 0 });
    if (habit) {
      answersByHabit(world, desktop, habit, random);
    }
  }
  if (sabotage === 'engine stands still') {
    world.stallEngine();
  }
  if (sabotage === 'bells stick') {
    world.desktops.forEach(({ bell }) => {
      bell.clear = () => Promise.resolve();
    });
  }
  const promises = new Promises(world);
  const startsAt = world.clock.now();
  planAlerts(world, random, durationMs);
  planTroubles(world, random, durationMs, promises);
  while (world.clock.now() < startsAt + durationMs) {
    await world.forward(Math.min(10 * MINUTE_MS, startsAt + durationMs - world.clock.now()));
    promises.look();
  }
  await mendEverything(world);
  promises.lookAtTheEnd();
  const missed = sabotage === undefined ? world.findings : [];
  const late = world.desktops.filter(({ app }) => app.watched.missedAt !== undefined);
  const alarms = [
    ...missed.map(({ finding }) => `The auditor found ${JSON.stringify(finding)}`),
    ...(sabotage === undefined ? late.map(({ identity }) => `${identity.person}'s laptop missed something.`) : []),
  ];
  const log = world.log();
  const trace = log.map(({ body, ...event }) => canonicalJson({ ...event, body: { ...body, publicKey: undefined } })).join('\n');
  const pages = world.desktops.reduce((sum, { bell }) => sum + bell.heard.length, 0);
  world.desktops.forEach((desktop) => desktop.kill());
  world.killRelay();
  return { seed, trace, events: log.length, pages, wrong: [...promises.broken, ...alarms] };
}

function planAlerts(world: World, random: () => number, durationMs: number): void {
  const count = between(random, 3, 8);
  for (let i = 0; i < count; i += 1) {
    const dedupKey = `problem-${between(random, 1, 4)}`;
    const severity = severities[between(random, 0, 3)] ?? 'critical';
    const summary = random() < 0.15 ? 'Security breach suspected' : 'Something broke';
    const integration = random() < 0.25 ? 'archive-monitoring' : 'monitoring';
    const at = between(random, 0, durationMs - HOUR_MS);
    const send = (action: 'trigger' | 'resolve') => {
      if (world.relayRuns) {
        void world.alertLater({ action, dedupKey, severity, summary }, integration);
      }
    };
    world.clock.after(at, () => send('trigger'));
    for (let again = between(random, 0, 3); again > 0; again -= 1) {
      world.clock.after(at + again * 4 * MINUTE_MS, () => send('trigger'));
    }
    if (random() < 0.5) {
      world.clock.after(at + between(random, 2, 180) * MINUTE_MS, () => send('resolve'));
    }
  }
}

/** What goes wrong in a night, each for a while: laptops are closed or cut off, the relay is down, a clock is set. */
function planTroubles(world: World, random: () => number, durationMs: number, promises: Promises): void {
  const count = between(random, 4, 10);
  for (let i = 0; i < count; i += 1) {
    const desktop = world.desktops[between(random, 0, world.desktops.length - 1)];
    const at = between(random, 0, durationMs - 2 * HOUR_MS);
    const forMs = between(random, 1, 90) * MINUTE_MS;
    const dice = random();
    if (desktop && dice < 0.35) {
      world.clock.after(at, () => desktop.isRunning && desktop.closeLid());
      world.clock.after(at + forMs, () => desktop.isRunning && desktop.isAsleep && desktop.openLid());
    } else if (desktop && dice < 0.6) {
      world.clock.after(at, () => desktop.cut());
      world.clock.after(at + forMs, () => desktop.mend());
    } else if (desktop && dice < 0.75) {
      world.clock.after(at, () => desktop.isRunning && !desktop.isAsleep && desktop.kill());
      world.clock.after(at + Math.min(forMs, 10 * MINUTE_MS), () => !desktop.isRunning && desktop.start());
    } else if (desktop && dice < 0.85) {
      world.clock.after(at, () => desktop.clock.set(between(random, -2, 2) * HOUR_MS));
    } else {
      const downMs = Math.min(forMs, 20 * MINUTE_MS);
      world.clock.after(at, () => {
        if (world.relayRuns) {
          world.killRelay();
          promises.relayWent();
        }
      });
      world.clock.after(at + downMs, () => {
        if (!world.relayRuns) {
          world.startRelay();
          promises.relayCame();
        }
      });
    }
  }
}

async function mendEverything(world: World): Promise<void> {
  if (!world.relayRuns) {
    world.startRelay();
  }
  for (const desktop of world.desktops) {
    desktop.mend();
    if (!desktop.isRunning) {
      desktop.start();
    } else if (desktop.isAsleep) {
      desktop.openLid();
    }
  }
  // The longest anybody may need: a minute of silence noticed, a minute of back-off, and a repeat of the page.
  await world.forward(5 * MINUTE_MS + 10 * SECOND_MS);
}
