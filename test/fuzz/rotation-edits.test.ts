import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../shared/coverage/coverage.ts';
import type { ScheduleCommandName } from '../../shared/schedule/command-names.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { peopleOnCall } from '../../shared/schedule/on-call.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { mendInTurn } from '../harness/apart.ts';
import type { Desktop } from '../harness/desktop.ts';
import { between, seededRandom } from '../harness/random.ts';
import { shop } from '../harness/shop.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const runs = Number(process.env['EDIT_RUNS'] ?? 60);
const firstSeed = Number(process.env['EDIT_SEED'] ?? 1);
/** A campaign takes as long as it is long; this only ends one that hangs. */
const patienceMs = 120_000 + runs * 2000;
/** Pairs of edits a world is used for before the next begins: a new one each time would be most of the work. */
const pairsAWorld = 10;

const people = ['ana', 'bo', 'sam', 'dana', 'lea', 'max'];
const workspace = shop(
  { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '5m' }] },
  {
    schedules: {
      primary: {
        name: 'Primary',
        zone: 'Europe/Paris',
        rotation: { people: ['ana', 'bo', 'sam'], turn: '1w', handoffAt: '09:00', startsOn: '2026-11-16' },
      },
    },
    people: { max: { name: 'Max', role: 'lead', zone: 'Europe/Berlin' } },
  },
);

const primaryOf = (desktop: Desktop): Schedule => find(desktop.app.replica.view.workspace, 'schedule', 'primary') as Schedule;

/** An edit a lead might make of a schedule as they see it: of whatever kind, at about now, often of the very thing the other edits. */
function anEdit(random: () => number, schedule: Schedule, now: number): [ScheduleCommandName, Record<string, unknown>] {
  const one = <T>(values: readonly T[]): T => values[between(random, 0, values.length - 1)] as T;
  const layer = one(schedule.layers);
  const from = now + between(random, -3, 20) * DAY_MS;
  const until = from + between(random, 1, 80) * HOUR_MS;
  const handoffAt = `${String(between(random, 0, 23)).padStart(2, '0')}:00`;
  const turns = {
    zone: one(['Europe/Paris', 'America/New_York']),
    turn: { unit: one(['day', 'week'] as const), length: 1 },
    handoffAt,
    startsOn: '2026-11-16',
  };
  const asked = { giver: one(people), taker: one(people), from, until };
  const edits: [ScheduleCommandName, Record<string, unknown>][] = [
    ['add-member', { layer: layer.id, person: one(people), ...(random() < 0.5 ? { after: null } : {}), from }],
    ['remove-member', { layer: layer.id, member: one(layer.members).id, from }],
    ['move-member', { layer: layer.id, member: one(layer.members).id, after: null, from }],
    ['change-rotation', { layer: layer.id, turns, from }],
    ['override', { person: one(people), from, until }],
    ...schedule.overrides
      .slice(-3)
      .map((override): [ScheduleCommandName, Record<string, unknown>] => ['remove-override', { override: override.id }]),
    ['add-layer', { people: [one(people)], turns, from }],
    ['remove-layer', { layer: layer.id, from }],
    ['ask-swap', asked],
    ['take', asked],
    ...(schedule.swaps ?? [])
      .slice(-2)
      .map((swap): [ScheduleCommandName, Record<string, unknown>] => [
        one(['approve-swap', 'decline-swap', 'undo-swap'] as const),
        { swap: swap.id },
      ]),
  ];
  return one(edits);
}

/** Hours of the coming weeks in which nobody is on call, looked at hour by hour. */
function emptyHours(schedule: Schedule, now: number): number[] {
  return Array.from({ length: 28 * 24 }, (_, hour) => now + hour * HOUR_MS).filter((at) => peopleOnCall(schedule, at).length === 0);
}

/** Two leads without a network edit the same schedule, and are heard one after the other. */
async function editApart(
  world: World,
  lea: Desktop,
  max: Desktop,
  random: () => number,
): Promise<{ made: number; answered: number; silent: number }> {
  lea.cut();
  max.cut();
  await world.settle();
  const now = world.clock.now();
  const ids: string[] = [];
  let before: ScheduleCommandName | undefined;
  for (const desktop of [lea, max]) {
    for (let i = between(random, 1, 3); i > 0; i -= 1) {
      // What was just edited elsewhere is edited here too, more often than not: that is where edits conflict.
      const drawn = Array.from({ length: 12 }, () => anEdit(random, primaryOf(desktop), now));
      const [name, said] =
        (random() < 0.6 ? drawn.find(([same]) => same === before) : undefined) ?? anEdit(random, primaryOf(desktop), now);
      before = name;
      const done = desktop.app.edit('primary', [{ name, said }]);
      ids.push(...('problem' in done ? [] : done.map(({ id }) => id)));
    }
  }
  await world.forward(between(random, 0, 3) * HOUR_MS);
  await mendInTurn(world, random() < 0.5 ? ['lea', 'max'] : ['max', 'lea']);
  const verdicts = new Map(world.backup().map((entry) => [JSON.parse(entry.author).id as string, true]));
  const refused = [lea, max].flatMap(({ app }) => app.replica.returned.map(({ id }) => id));
  const answered = ids.filter((id) => verdicts.has(id) || refused.includes(id)).length;
  const at = world.clock.now();
  const { workspace: known } = world.relay.state;
  const gaps = coverageOf(known, { from: at, until: at + 29 * DAY_MS }).filter(({ kind }) => kind === 'gap');
  const silent = emptyHours(find(known, 'schedule', 'primary') as Schedule, at).filter(
    (hour) => !gaps.some(({ from, until }) => from <= hour && hour < until),
  ).length;
  return { made: ids.length, answered, silent };
}

describe('edits made apart', () => {
  it(
    `[SCH14] [SYN4] ends every one of ${runs} conflicting pairs applied or parked, with no gap unseen and the same schedule everywhere (R17)`,
    async () => {
      let made = 0;
      let parked = 0;
      for (let run = 0; run < runs; run += pairsAWorld) {
        const random = seededRandom(firstSeed + run);
        const world = await World.start(workspace);
        const [lea, max] = [await world.desktop('lea'), await world.desktop('max')];
        for (let pair = 0; pair < Math.min(pairsAWorld, runs - run); pair += 1) {
          const label = `EDIT_SEED=${firstSeed + run}, pair ${pair}`;
          const done = await editApart(world, lea, max, random);
          expect({ ...done, answered: done.made }, label).toEqual({ ...done, silent: 0 });
          expect(differences(world), label).toEqual([]);
          made += done.made;
          await world.forward(MINUTE_MS);
        }
        parked += lea.app.replica.returned.length + max.app.replica.returned.length;
      }
      process.stdout.write(`R17: ${runs} pairs, ${made} edits, ${parked} parked and shown to their author\n`);
      expect(parked).toBeGreaterThan(0);
    },
    patienceMs,
  );

  // The control: whole schedules in place of edits, the last one winning, do lose what the other lead did.
  it('[SCH13] finds the edit that is lost when whole schedules are sent', async () => {
    const world = await World.start(workspace);
    const [lea, max] = [await world.desktop('lea'), await world.desktop('max')];
    await world.settle();
    lea.cut();
    max.cut();
    for (const [desktop, person] of [
      [lea, 'dana'],
      [max, 'lea'],
    ] as const) {
      const schedule = primaryOf(desktop);
      const member = { id: person, person, places: [{ position: 'b00' }] };
      const layers = schedule.layers.map((layer) => ({ ...layer, members: [...layer.members, member] }));
      desktop.app.replica.command('schedule.defined', { kind: 'schedule', id: 'primary' }, { definition: { ...schedule, layers } });
    }
    await mendInTurn(world, ['lea', 'max']);
    const after = find(world.relay.state.workspace, 'schedule', 'primary') as Schedule;
    const months = Array.from({ length: 20 }, (_, week) => peopleOnCall(after, world.clock.now() + week * 7 * DAY_MS)[0]);
    expect(months).toContain('lea');
    expect(months).not.toContain('dana');
  });
});
