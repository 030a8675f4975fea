import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { mondayNight } from './entries.ts';
import { HttpSink } from './http-sink.ts';
import { between, seededRandom } from './random.ts';
import { RelayLog } from './relay-log.ts';
import { eventsToward } from './workspaces.ts';

/** Where a runner dies: before the provider is called, while it is, when it has answered, and as the answer leaves it. */
const points = ['before', 'during', 'after', 'answered'] as const;
type Point = (typeof points)[number];

/** What a runner's process is told. Its clock goes `speed` times as fast from `realStart` on, so that a lease is over soon. */
export interface RunnerLife {
  life: number;
  folder: string;
  speed: number;
  realStart: number;
  diesAt?: { call: number; point: Point } | undefined;
  /** What a control takes away: the lease, the fence, or recording what was sent after and not before it is sent. */
  without?: 'lease' | 'fence' | 'record' | undefined;
}

/** The time of a campaign, relay ms. */
export function virtualNow({ realStart, speed }: Pick<RunnerLife, 'realStart' | 'speed'>): number {
  return mondayNight + Math.floor((Date.now() - realStart) * speed);
}

/** A message as it arrived: which pages it holds, and which life sent it. */
interface Arrival {
  life: number;
  call: number;
  pages: string[];
}

/** What a campaign came to. */
export interface Campaign {
  kills: Record<Point, number>;
  pages: number;
  missed: string[];
  /** Calls a runner gave up as too slow: what they held may have arrived, as after a death. */
  slow: number;
  /** Calls that were written down only when the lease was over and somebody else had begun; a busy disk at so fast a clock. */
  overtaken: number;
  /** Messages with a page in them that had arrived before. */
  again: number;
  /** Pages that arrived again more often than they were in doubt as a runner died. */
  unexcused: string[];
}

const people = ['ana', 'bo', 'sam', 'dana', 'lea', 'kim'];
const rooms = ['major', 'comms'];
const workspace = JSON.stringify({
  organisation: { name: 'Shop', catchAll: { notify: ['person:ana'], repeatEvery: '1h' } },
  people: Object.fromEntries(people.map((id) => [id, { name: id, role: 'responder', pages: [{ channel: 'chat' }] }])),
  channels: Object.fromEntries(rooms.map((id) => [id, { name: id }])),
  policies: { all: { name: 'All', steps: [{ notify: people.map((id) => `person:${id}`), acknowledgeWithin: '3h' }] } },
  services: { checkout: { name: 'Shop', policy: 'all' } },
});
const speed = 5;
/** How long a provider takes, real ms: long enough for another runner to look meanwhile. */
const answersAfterMs = 20;
/** Fewer than this on their way, and another incident begins. */
const supply = 12;

/** Two runner processes over one outbox, killed and started again until there were `kills`; then two that live until all is sent. */
export async function killTwoRunners(
  folder: string,
  { kills, seed, without }: { kills: number; seed: number; without?: RunnerLife['without'] },
): Promise<Campaign> {
  const random = seededRandom(seed);
  const realStart = Date.now();
  const log = RelayLog.enrolled(new SqliteEventStore(join(folder, 'log.db')));
  eventsToward(log.ledger.state, workspace).forEach(({ type, entity, body }) => {
    log.ledger.write({ type, entity: entity ?? { kind: 'organisation', id: 'organisation' }, body: body ?? {} }, { kind: 'admin' });
  });
  await log.ledger.settled();
  const { outbox } = log.store;
  const sink = await HttpSink.start();
  const children = new Map<number, ChildProcess>();
  onTestFinished(() => children.forEach((child) => child.kill('SIGKILL')));
  const deaths = new Map<number, RunnerLife['diesAt']>();
  const arrivals: Arrival[] = [];
  const wanted = new Set<string>();
  const late: Record<'in doubt' | 'overtaken', { life: number; call: number }[]> = { 'in doubt': [], overtaken: [] };
  const { promise: drained, resolve: isDrained } = Promise.withResolvers<void>();
  const isEmpty = () => outbox.counts().waiting + outbox.counts().sending === 0;

  let again = 0;
  /** So often something may be sent again though nothing is wrong: once for each death, and for each call that was given up. */
  const mostExcused = () => kills + late['in doubt'].length;
  const seen = (page: string) => arrivals.filter(({ pages }) => pages.includes(page)).length;

  const begin = async () => {
    log.nowMs = virtualNow({ realStart, speed });
    const incident = log.trigger();
    const { number } = log.ledger.state.incidents.get(incident) ?? { number: 0 };
    const body = {
      stepId: log.newId(),
      epoch: 1,
      position: { cycle: 1, level: 1, repeat: 0 },
      // A moment later, so that both runners wake for it in the same instant.
      dueAt: log.nowMs + 1500,
      targets: people,
      channels: rooms,
      outcome: 'paged',
      reason: 'triggered',
    };
    await log.ledger.write({ type: 'step.fired', entity: { kind: 'incident', id: incident }, body }, { kind: 'engine' }).durable;
    [...people, ...rooms].forEach((to) => wanted.add(`${to} #${number}`));
  };
  let isBeginning = false;
  const keepUp = async () => {
    if (!isBeginning && outbox.counts().waiting < supply) {
      isBeginning = true;
      try {
        await begin();
      } finally {
        isBeginning = false;
      }
    }
  };

  sink.answer = (response, request) => {
    const [, life = '', room = ''] = /^\/life\/(\d+)\/?(\w*)/.exec(request.url ?? '') ?? [];
    const { channel, text } = sink.last.json as { channel?: string; text: string };
    const to = channel?.slice(1) ?? room;
    arrivals.push({
      life: Number(life),
      call: Number(request.headers['x-call']),
      pages: [...text.matchAll(/#\d+/g)].map(([number]) => `${to} ${number}`),
    });
    const came = arrivals.at(-1)?.pages ?? [];
    again += came.some((page) => seen(page) > 1) ? 1 : 0;
    if (without === 'lease' ? again > mostExcused() + 5 : without !== undefined && came.some((page) => seen(page) > kills + 1)) {
      // A control that has shown it need not go on until all is recorded: without a lease that is hardly ever.
      isDrained();
    }
    const diesAt = deaths.get(Number(life));
    // The very call may have been given up before it arrived.
    const isTheCall = diesAt !== undefined && (arrivals.at(-1)?.call ?? 0) >= diesAt.call;
    if (isTheCall && diesAt?.point === 'during') {
      children.get(Number(life))?.kill('SIGKILL');
      response.destroy();
      return;
    }
    setTimeout(() => {
      response.writeHead(200).end('ok', () => {
        if (isTheCall && diesAt?.point === 'answered') {
          children.get(Number(life))?.kill('SIGKILL');
        }
      });
    }, answersAfterMs);
  };

  let lives = 0;
  const live = (diesAt: RunnerLife['diesAt'], onSaid: () => void): Promise<void> => {
    lives += 1;
    const life = lives;
    const chat = { kind: 'mattermost', url: `${sink.url}/life/${life}` };
    const providers = {
      providers: { chat, ...Object.fromEntries(rooms.map((room) => [room, { ...chat, url: `${chat.url}/${room}` }])) },
      channels: { chat: ['chat'] },
      rooms: Object.fromEntries(rooms.map((room) => [room, [room]])),
      people: Object.fromEntries(people.map((id) => [id, { addresses: { chat: `@${id}` } }])),
    };
    writeFileSync(join(folder, `providers-${life}.yaml`), JSON.stringify(providers), { mode: 0o600 });
    deaths.set(life, diesAt);
    const told: RunnerLife = { life, folder, speed, realStart, diesAt, without };
    const script = join(import.meta.dirname, 'runner-process.ts');
    const child = spawn(process.execPath, [script, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.set(life, child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { became, call = 0 } = JSON.parse(line) as { became: string; call?: number };
      if (became === 'in doubt' || became === 'overtaken') {
        late[became].push({ life, call });
      }
      onSaid();
    });
    return new Promise((resolve) => child.once('exit', () => resolve()));
  };

  const killed = Object.fromEntries(points.map((point) => [point, 0])) as Record<Point, number>;
  let left = kills;
  const dieAgainAndAgain = async () => {
    while (left > 0) {
      left -= 1;
      const point = points[between(random, 0, points.length - 1)] ?? 'before';
      await keepUp();
      await live({ call: between(random, 1, 3), point }, () => void keepUp());
      killed[point] += 1;
    }
  };
  await Promise.all([dieAgainAndAgain(), dieAgainAndAgain()]);

  // Without a lease the two have to meet over a page: they get more to do until that has shown.
  const goOn = () => (without === 'lease' ? void keepUp() : isEmpty() && isDrained());
  const last = [1, 2].map(async () => live(undefined, goOn));
  await drained;
  children.forEach((child) => child.kill('SIGKILL'));
  await Promise.all(last);
  await sink.stop();
  await log.store.close();

  const sentIn = (life: number) => arrivals.filter((arrival) => arrival.life === life);
  // One call at a time is made and recorded: a death leaves at most the last one in doubt, even if it came a moment late.
  const atDeath = [...deaths].flatMap(([life, diesAt]) => (diesAt && diesAt.point !== 'before' ? (sentIn(life).at(-1)?.pages ?? []) : []));
  const inDoubt = [
    ...atDeath,
    ...Object.values(late)
      .flat()
      .flatMap(({ life, call }) => sentIn(life).find((each) => each.call === call)?.pages ?? []),
  ];
  return {
    kills: killed,
    pages: wanted.size,
    slow: late['in doubt'].length,
    overtaken: late.overtaken.length,
    missed: [...wanted].filter((page) => seen(page) === 0),
    again,
    unexcused: [...wanted].filter((page) => seen(page) - 1 > inDoubt.filter((each) => each === page).length),
  };
}
