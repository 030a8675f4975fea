import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isOpen } from '../../shared/incident/incident.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { LosingWakes } from '../harness/losing-wakes.ts';
import { between, seededRandom } from '../harness/random.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['MISSED_RUNS'] ?? 5);
const workspace = readFileSync(new URL('../fixtures/workspaces/night.yaml', import.meta.url), 'utf8');
/** A round every half minute, and ten seconds to be sure. */
const foundWithinMs = 41 * SECOND_MS;

interface Night {
  world: World;
  /** Moments that came without a wake-up, and until when nobody had looked. */
  planted: { id: string; at: number; until: number }[];
}

/** A night of incidents nobody answers, some of which end by themselves, on an engine that may lose wake-ups. */
async function night(seed: number, loseOneIn: number, audits = true): Promise<Night> {
  const random = seededRandom(seed);
  const world = new World();
  world.audits = audits;
  const wakes = new LosingWakes(() => loseOneIn > 0 && random() < 1 / loseOneIn);
  world.makeWakes = () => wakes;
  world.startRelay();
  await world.define(workspace);
  const planted: Night['planted'] = [];
  for (let i = 0; i < 12; i += 1) {
    const dedupKey = `problem-${i}`;
    const severity = (['critical', 'error', 'warning', 'info'] as const)[between(random, 0, 3)] ?? 'critical';
    const at = between(random, 0, 5 * HOUR_MS);
    world.clock.after(at, () => void world.alertLater({ dedupKey, severity, summary: dedupKey }, 'monitoring'));
    if (random() < 0.4) {
      world.clock.after(
        at + between(random, 2, 60) * MINUTE_MS,
        () => void world.alertLater({ action: 'resolve', dedupKey }, 'monitoring'),
      );
    }
  }
  const end = world.clock.now() + 6 * HOUR_MS;
  while (world.clock.now() < end) {
    await world.forward(5 * SECOND_MS);
    for (const [id, at] of wakes.lost) {
      const incident = world.relay.state.incidents.get(id);
      const until = world.clock.now();
      if (at <= until && incident && isOpen(incident)) {
        const known = planted.find((each) => each.id === id && each.at === at);
        Object.assign(known ?? planted[planted.push({ id, at, until }) - 1] ?? {}, { until });
      }
    }
  }
  return { world, planted };
}

it('[WATCH1] [WATCH2] finds every step an engine that loses wake-ups has missed, and has it fired (R29)', async () => {
  const unfound: string[] = [];
  let planted = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const spoilt = await night(seed, 3);
    const { findings } = spoilt.world;
    for (const { id, at, until } of spoilt.planted) {
      const isFound = findings.some(
        ({ at: foundAt, finding }) => finding.incident === id && foundAt >= at && foundAt <= at + foundWithinMs,
      );
      planted += isFound ? 1 : 0;
      // One that an alert or a resolution overtook before the auditor came by is missing no more.
      if (!isFound && until > at + foundWithinMs) {
        unfound.push(`seed ${seed}: ${id} was due at ${at}, missing until ${until}`);
      }
    }
    expect(findings.every(({ finding }) => finding.kind === 'missed' && finding.isMended)).toBe(true);
  }
  expect(unfound).toEqual([]);
  expect(planted, 'Too few were lost to show anything.').toBeGreaterThan(10 * runs);
});

it('[WATCH1] control: finds nothing on an engine that loses nothing', async () => {
  for (let seed = 1; seed <= 3; seed += 1) {
    const { world, planted } = await night(seed, 0);
    expect([planted, world.findings]).toEqual([[], []]);
    expect(world.auditor?.isClean).toBe(true);
    expect(world.logged('step.fired').length).toBeGreaterThan(10);
  }
});

it('[WATCH1] control: without an auditor what is lost stays lost', async () => {
  const { planted } = await night(1, 3, false);
  expect(planted.filter(({ at, until }) => until - at > HOUR_MS).length).toBeGreaterThan(0);
});

it('[WATCH2] says that the engine stands still when it cannot have it look again', async () => {
  const world = new World();
  world.audits = true;
  world.startRelay();
  await world.define(workspace);
  await world.alert();
  world.stallEngine();
  await world.forward(DAY_MS / 24);
  expect(world.findings).toMatchObject([{ finding: { kind: 'missed', isMended: false, due: { kind: 'step' } } }]);
  expect([world.auditor?.isClean, world.auditor?.standing]).toEqual([false, 1]);
});

it('[WATCH3] a laptop that loses its own wake-ups is found out, and pages late instead of never', async () => {
  const world = new World();
  world.startRelay();
  await world.define(workspace);
  const desktop = await world.desktop('bo', { start: false });
  const wakes = new LosingWakes(() => true);
  desktop.wakes = wakes;
  desktop.start();
  await world.settle();
  await world.alert();
  await world.forward(30 * MINUTE_MS);
  const pages = desktop.bell.heard.map(({ at }) => at);
  const gaps = pages.slice(1).map((at, i) => at - (pages[i] ?? 0));
  expect(pages.length).toBeGreaterThan(4);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(5 * MINUTE_MS + foundWithinMs);
  expect(desktop.troubles.some((trouble) => trouble.includes('was missed'))).toBe(true);
  expect(desktop.app.watched.missedAt).toBeGreaterThan(0);
});

it('[WATCH9] names whose laptop is connected and says nothing of a page, once for a step, and is no less healthy for it', async () => {
  const world = new World();
  world.audits = true;
  world.startRelay();
  await world.define(workspace);
  const desktop = await world.desktop('bo');
  desktop.bell.trouble = 'hangs';
  await world.alert();
  const firedAt = world.clock.now();
  await world.forward(4 * MINUTE_MS);
  expect(world.findings.map(({ finding }) => finding)).toMatchObject([{ kind: 'unseen', people: ['bo'] }]);
  expect((world.findings[0]?.at ?? Infinity) - firedAt).toBeLessThanOrEqual(1.5 * MINUTE_MS);
  expect(world.auditor?.isClean).toBe(true);
  desktop.bell.finish();
});

it.each(['shown', 'fails', 'away'] as const)(
  '[WATCH9] control: says nothing when the page was shown, failed aloud or nobody was there: %s',
  async (how) => {
    const world = new World();
    world.audits = true;
    world.startRelay();
    await world.define(workspace);
    const desktop = await world.desktop('bo');
    desktop.bell.trouble = how === 'fails' ? 'fails' : undefined;
    if (how === 'away') {
      desktop.closeLid();
    }
    await world.alert();
    await world.forward(4 * MINUTE_MS);
    expect(world.findings).toEqual([]);
  },
);
