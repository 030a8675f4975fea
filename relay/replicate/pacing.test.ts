import { expect, it } from 'vitest';
import { BusyTime } from '../../test/harness/busy-time.ts';
import { Peer, relayWith } from '../../test/harness/peer.ts';
import type { LoggedDevice, RelayLog } from '../../test/harness/relay-log.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { Pacing } from './pacing.ts';
import type { Session } from './session.ts';

/** A relay that so many laptops follow, each of which takes so long to be told. */
async function followed(laptops: number, eachMs: number) {
  const time = new BusyTime();
  const { log, hub, devices } = await relayWith(['ana'], { clock: time });
  const peers = Array.from({ length: laptops }, () => {
    const peer = new Peer(hub, devices[0] as LoggedDevice);
    const { seq, hash } = log.store.head();
    peer.hello({ seq, headHash: hash, log: log.store.log, protocol: protocolVersion });
    const send = peer.send.bind(peer);
    peer.send = (frame) => {
      time.ms += eachMs;
      send(frame);
    };
    return peer;
  });
  return { time, log, hub, peers };
}

async function triggered(log: RelayLog): Promise<number> {
  log.trigger();
  await log.ledger.settled();
  return log.ledger.head.seq;
}

it('[SYN24] tells few laptops of every entry at once', async () => {
  const { log, peers } = await followed(3, 0.02);
  for (let i = 0; i < 20; i += 1) {
    const seq = await triggered(log);
    expect(peers.map(({ entries }) => entries.at(-1))).toEqual([seq, seq, seq]);
  }
});

it('[SYN24] tells many at once when it was quiet, and then of all that has come meanwhile in one frame', async () => {
  const { time, log, peers } = await followed(50, 0.4);
  const have = (seq: number) => peers.filter(({ entries }) => entries.at(-1) === seq).length;
  const [one] = peers;
  const first = await triggered(log);
  // Five milliseconds of it in one turn of the event loop, and the rest in the next ones.
  expect(have(first)).toBe(13);
  [1, 2, 3].forEach(() => time.pass(0));
  expect(have(first)).toBe(50);
  const restMs = 3 * 50 * 0.4;
  const frames = one?.said('entries').length ?? 0;
  for (let i = 0; i < 6; i += 1) {
    await triggered(log);
    time.pass(restMs / 6 - 1);
  }
  expect(have(first)).toBe(50);
  time.pass(6);
  expect(one?.entries).toEqual(Array.from({ length: 7 }, (_, i) => first + i));
  expect(one?.said('entries').length).toBe(frames + 1);
});

it('[SYN24] tells each laptop everything once and in order, also one that comes or goes while others are told', async () => {
  const { time, log, hub, peers } = await followed(50, 0.4);
  const { seq } = log.store.head();
  await triggered(log);
  const gone = peers[40];
  hub.disconnect(gone?.session as Session);
  const late = new Peer(hub, peers[0]?.device as LoggedDevice);
  late.hello({ seq, headHash: log.store.hashAt(seq) ?? '', log: log.store.log, protocol: protocolVersion });
  await triggered(log);
  time.pass(0);
  await triggered(log);
  for (let i = 0; i < 40; i += 1) {
    time.pass(10);
  }
  for (const peer of [...peers.filter((each) => each !== gone), late]) {
    expect(peer.entries).toEqual([seq + 1, seq + 2, seq + 3]);
  }
  expect(gone?.entries).toEqual([]);
});

/** The share of the time something takes that is asked for all the time, and how long one who asked waited for it at most. */
function measured(tookMs: number, paced: (time: BusyTime, work: () => Iterator<void>) => () => void) {
  const time = new BusyTime();
  let askedAt: number | undefined;
  let busyMs = 0;
  let waitedMs = 0;
  const ask = paced(time, function* () {
    yield;
    waitedMs = Math.max(waitedMs, time.ms - (askedAt ?? time.ms));
    askedAt = undefined;
    time.ms += tookMs;
    busyMs += tookMs;
  });
  while (time.ms < 20_000) {
    askedAt ??= time.ms;
    ask();
    time.pass(1);
  }
  return { share: busyMs / time.ms, waitedMs };
}

it.each([
  { tookMs: 5, most: 0.26, longestMs: 16 },
  { tookMs: 60, most: 0.26, longestMs: 181 },
  { tookMs: 500, most: 0.68, longestMs: 251 },
])('[SYN24] lets what takes $tookMs ms have at most $most of the time, and wait $longestMs ms at most', ({ tookMs, most, longestMs }) => {
  const { share, waitedMs } = measured(tookMs, (time, work) => {
    const pacing = new Pacing(time, work);
    return () => pacing.ask();
  });
  expect(share).toBeLessThan(most);
  expect(share).toBeGreaterThan(most - 0.03);
  expect(waitedMs).toBeLessThanOrEqual(longestMs);
  // Control: done whenever it is asked for, it takes nearly all of the time.
  const always = measured(tookMs, (_, work) => () => void Array.from({ [Symbol.iterator]: work }));
  expect(always.share).toBeGreaterThan(0.8);
});

it('[SYN24] lets no laptop that follows think it is behind, in however many frames it is told what has come meanwhile', async () => {
  const { time, log, peers } = await followed(10, 0.4);
  await triggered(log);
  const [one] = peers;
  for (let i = 0; i < 700; i += 1) {
    log.trigger();
  }
  await log.ledger.settled();
  for (let i = 0; i < 100; i += 1) {
    time.pass(10);
  }
  const frames = one?.said('entries').flatMap((each) => (each.kind === 'entries' ? [each] : [])) ?? [];
  expect(one?.entries.at(-1)).toBe(log.ledger.head.seq);
  expect(Math.max(...frames.map(({ entries }) => entries.length))).toBeGreaterThan(100);
  expect(frames.map(({ head }) => head)).toEqual(frames.map(({ entries }) => entries.at(-1)?.seq));
});

it('[SYN24] begins anew after a step that failed', () => {
  const time = new BusyTime();
  let begun = 0;
  const pacing = new Pacing(time, function* () {
    begun += 1;
    yield;
    if (begun === 1) {
      throw new Error('no more');
    }
  });
  expect(() => pacing.ask()).toThrow('no more');
  pacing.ask();
  expect(begun).toBe(2);
});

it.each(['ask', 'now'] as const)('[SYN24] does what a step itself asks for by "%s" once its round is over', (by) => {
  const time = new BusyTime();
  const done: string[] = [];
  const pacing: Pacing = new Pacing(time, function* () {
    done.push('begun');
    yield;
    if (done.length === 1) {
      pacing[by]();
    }
    done.push('ended');
  });
  pacing.ask();
  expect(done).toEqual(['begun', 'ended']);
  time.pass(1);
  expect(done).toEqual(['begun', 'ended', 'begun', 'ended']);
});

it('[SYN24] tells of what a checkpoint is about before it, and [SYN12] cuts off a revoked device at once, whatever waits', async () => {
  const { time, log, hub, peers } = await followed(50, 0.4);
  const [one] = peers;
  await triggered(log);
  [1, 2, 3].forEach(() => time.pass(0));
  const seq = await triggered(log);
  hub.bearWitness({ log: log.store.log, seq, hash: log.store.head().hash, at: log.nowMs, signature: 'c2ln'.repeat(22) });
  expect([one?.entries.at(-1), one?.said('checkpoint')]).toEqual([seq - 1, []]);
  for (let i = 0; i < 20; i += 1) {
    time.pass(10);
  }
  for (const { entries, received } of peers) {
    expect(entries.at(-1)).toBe(seq);
    expect(received.slice(-2).map(({ kind }) => kind)).toEqual(['entries', 'checkpoint']);
  }
  [1, 2, 3, 4].forEach(() => time.pass(100));
  await triggered(log);
  await triggered(log);
  expect(one?.entries.at(-1)).toBe(seq + 1);
  const device = one?.device.id ?? '';
  log.ledger.write({ type: 'device.revoked', entity: { kind: 'device', id: device }, body: {} }, { kind: 'admin' });
  await log.ledger.settled();
  expect(one?.entries.at(-1)).toBe(seq + 3);
  expect(one?.refusal).toMatch(/revoked/);
});
