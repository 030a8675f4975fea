import { expect, it } from 'vitest';
import { decodeEvent, type AuthorPart } from '../../shared/log/envelope.ts';
import { emptyState, fold } from '../../shared/state/state.ts';
import { BareDesktop } from '../harness/bare-desktop.ts';
import { between, seededRandom } from '../harness/random.ts';
import { RelayLog } from '../harness/relay-log.ts';
import { stateHash } from '../harness/state-hash.ts';

const runs = Number(process.env['ACK_RUNS'] ?? 200);
const firstSeed = Number(process.env['ACK_SEED'] ?? 1);
const people = ['ana', 'bo', 'lea'];
/** Incidents a log is used for before the next begins: a new one each time would be most of the work. */
const incidentsALog = 20;

interface House {
  log: RelayLog;
  desktops: BareDesktop[];
}

async function house(): Promise<House> {
  const log = await RelayLog.withSample();
  return { log, desktops: Array.from({ length: 10 }, (_, i) => new BareDesktop(log, log.enrol(people[i % people.length] ?? 'ana'))) };
}

/** An incident that rings, and some desktops that know of it. */
async function ringing({ log, desktops }: House, count: number): Promise<{ incident: string; some: BareDesktop[] }> {
  const incident = log.trigger();
  await log.ledger.settled();
  const some = desktops.slice(0, count);
  some.forEach((desktop) => desktop.pull());
  return { incident, some };
}

/** Everybody hears everything; how many different states there are then. */
function statesOf({ log, desktops }: House): number {
  desktops.forEach((desktop) => desktop.pull());
  return new Set([log.ledger.state, ...desktops.map(({ replica }) => replica.view)].map(stateHash)).size;
}

type Change = (part: AuthorPart, log: RelayLog) => AuthorPart;

/**
 * One acknowledges without the relay what the others resolve, reopen and escalate; who is heard when is chance.
 * Notes in `seen` up to which entry the author of each knew the log.
 */
async function ringsAgain(all: House, seed: number, seen: Map<string, number>, change?: Change): Promise<void> {
  const { log } = all;
  const random = seededRandom(seed);
  const { incident, some } = await ringing(all, between(random, 2, 4));
  const push = (desktop: BareDesktop | undefined) => desktop?.push(change && ((part) => change(part, log)));
  for (let steps = between(random, 4, 14); steps > 0; steps -= 1) {
    const desktop = some[between(random, 0, some.length - 1)];
    const dice = random();
    if (dice < 0.5) {
      const what = (['acknowledged', 'acknowledged', 'resolved', 'reopened', 'reopened', 'escalated'] as const)[between(random, 0, 5)];
      const made = desktop?.does(what ?? 'acknowledged', incident);
      seen.set(made?.id ?? 'nothing was made', made?.base.seq ?? 0);
    } else if (dice < 0.8) {
      await push(desktop);
    } else {
      desktop?.pull(between(random, 1, 5));
    }
  }
  for (const desktop of some) {
    await push(desktop);
  }
}

/** Of acknowledgements whose author had not seen the beginning of what rang when they were heard: how many silenced it. */
function judged({ log }: House, seen: ReadonlyMap<string, number>): { silenced: number; stale: number } {
  const state = emptyState();
  let [silenced, stale] = [0, 0];
  for (const event of log.store.read(0, 1_000_000).map(decodeEvent)) {
    const before = state.incidents.get(event.entity.id);
    fold(state, event);
    if (event.type === 'incident.acknowledged' && before?.status === 'triggered') {
      const { seq, device } = before.epochBegan;
      const isStale = (seen.get(event.id) ?? 0) < seq && device !== event.device;
      stale += isStale ? 1 : 0;
      silenced += isStale && state.incidents.get(event.entity.id)?.status === 'acknowledged' ? 1 : 0;
    }
  }
  return { silenced, stale };
}

async function manyRingAgain(count: number, change?: Change) {
  const total = { silenced: 0, stale: 0, lost: 0, states: 1 };
  for (let done = 0; done < count; done += incidentsALog) {
    const all = await house();
    const seen = new Map<string, number>();
    for (let i = done; i < Math.min(count, done + incidentsALog); i += 1) {
      await ringsAgain(all, firstSeed + i, seen, change);
    }
    const { silenced, stale } = judged(all, seen);
    total.silenced += silenced;
    total.stale += stale;
    total.states = Math.max(total.states, statesOf(all));
    const returned = all.desktops.flatMap(({ replica }) => replica.returned);
    const known = new Set([...all.log.store.read(0, 1_000_000), ...returned].map(({ id }) => id));
    total.lost += [...seen.keys()].filter((id) => !known.has(id)).length;
  }
  return total;
}

it(
  `[INC3] [SYN4] silences nothing that rang again since in ${runs} orders of acknowledgements made offline (R15)`,
  { timeout: 60_000 + runs * 100 },
  async () => {
    const { silenced, stale, lost, states } = await manyRingAgain(runs);
    const line = `${stale} acknowledgements of a ringing before, ${silenced} silenced what rang, ${lost} commands lost, ${states} state each`;
    process.stdout.write(`R15: ${runs} orders, ${line}\n`);
    expect(stale).toBeGreaterThan(runs / 20);
    expect([silenced, lost, states]).toEqual([0, 0, 1]);
  },
);

it('[INC3] would be silenced by an acknowledgement that did not say which ringing it is for', async () => {
  const forWhateverRings: Change = (part, { ledger: { state, head } }) => {
    const epoch = state.incidents.get(part.entity.id)?.epoch;
    return part.type === 'incident.acknowledged' && epoch !== undefined
      ? { ...part, base: { ...part.base, seq: head.seq, epoch }, body: { ...part.body, epoch } }
      : part;
  };
  expect((await manyRingAgain(60, forWhateverRings)).silenced).toBeGreaterThan(0);
});

it(
  `[INC4] [SYN4] keeps every one of 2 to 10 acknowledgements made at once, ${runs} times, and everybody agrees on whose it is (R16)`,
  { timeout: 60_000 + runs * 100 },
  async () => {
    let [sent, kept, states] = [0, 0, 1];
    for (let done = 0; done < runs; done += incidentsALog) {
      const all = await house();
      for (let i = done; i < Math.min(runs, done + incidentsALog); i += 1) {
        const random = seededRandom(firstSeed + i);
        const { incident, some } = await ringing(all, between(random, 2, 10));
        some.forEach((desktop) => desktop.does('acknowledged', incident));
        const order = some.map((desktop) => ({ desktop, at: random() })).toSorted((a, b) => a.at - b.at);
        for (const { desktop } of order) {
          await desktop.push();
          some[between(random, 0, some.length - 1)]?.pull(between(random, 1, 3));
        }
        sent += some.length;
        expect(all.log.ledger.state.incidents.get(incident)?.acknowledgement?.person).toBe(order[0]?.desktop.replica.person);
      }
      kept += all.log.store.read(0, 1_000_000).filter(({ author }) => author.includes('"incident.acknowledged"')).length;
      states = Math.max(states, statesOf(all));
    }
    process.stdout.write(`R16: ${runs} times, ${sent} acknowledgements sent, ${kept} in the log, ${states} state each\n`);
    expect([kept, states]).toEqual([sent, 1]);
  },
);
