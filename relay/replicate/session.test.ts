import { inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Peer, relayWith } from '../../test/harness/peer.ts';
import { LoggedDevice } from '../../test/harness/relay-log.ts';
import { helloText } from '../../shared/protocol/up.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';

function upTo(seq: number): number[] {
  return Array.from({ length: seq }, (_, i) => i + 1);
}

it('[WIRE6] sends a new desktop everything, then every entry as it becomes durable, each once and in order', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  const peer = new Peer(hub, devices[0] as LoggedDevice);
  peer.hello();
  const { seq } = log.ledger.head;
  expect(peer.entries).toEqual(upTo(seq));
  [1, 2, 3].forEach(() => log.trigger());
  await log.ledger.settled();
  log.trigger();
  await log.ledger.settled();
  expect(peer.entries).toEqual(upTo(seq + 4));
});

it('[WIRE6] sends a desktop that comes back what it lacks, and nothing it has', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  const { seq, hash } = log.store.head();
  log.trigger();
  await log.ledger.settled();
  const peer = new Peer(hub, devices[0] as LoggedDevice);
  peer.hello({ seq, headHash: hash, log: log.store.log });
  expect(peer.said('welcome')).toMatchObject([{ common: true, seq: seq + 1, log: log.store.log, person: 'ana' }]);
  expect(peer.entries).toEqual([seq + 1]);
});

it('[SYN7] says so when the desktop’s history is another', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  const { seq, hash } = log.store.head();
  const common = (more: object) => {
    const peer = new Peer(hub, devices[0] as LoggedDevice);
    peer.hello({ seq, headHash: hash, log: log.store.log, ...more });
    const [welcome] = peer.said('welcome');
    expect(peer.entries[0]).toBe(welcome?.kind === 'welcome' && welcome.common ? undefined : 1);
    return welcome?.kind === 'welcome' && welcome.common;
  };
  expect(common({})).toBe(true);
  expect(common({ headHash: 'f'.repeat(64) })).toBe(false);
  expect(common({ seq: seq + 5 })).toBe(false);
  expect(common({ log: log.newId() })).toBe(false);
});

it('[WIRE6] waits with further pages until the desktop has kept those sent', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  for (let i = 0; i < 2500; i += 1) {
    log.trigger();
  }
  await log.ledger.settled();
  const peer = new Peer(hub, devices[0] as LoggedDevice);
  peer.hello();
  const { seq } = log.ledger.head;
  expect(peer.entries.length).toBeLessThan(1500);
  for (let kept = 0; kept !== peer.entries.length;) {
    kept = peer.entries.length;
    peer.say({ kind: 'credit', seq: kept });
  }
  expect(peer.entries).toEqual(upTo(seq));
  expect(peer.said('entries').every((message) => message.kind === 'entries' && message.entries.length <= 500)).toBe(true);
  log.trigger();
  await log.ledger.settled();
  expect(peer.entries.at(-1)).toBe(seq + 1);
});

// A page is read from the disk, which may be ahead of the turn that publishes; the desktop once heard no more after that.
it('[WIRE6] goes on after a page that was ahead of what was published', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  const peer = new Peer(hub, devices[0] as LoggedDevice);
  const append = log.store.append.bind(log.store);
  const { promise, resolve } = Promise.withResolvers<void>();
  log.store.append = async (...given) => {
    await append(...given);
    await promise;
  };
  log.trigger();
  await new Promise<void>((done) => setImmediate(done));
  peer.hello();
  const seq = peer.entries.length;
  peer.say({ kind: 'credit', seq });
  resolve();
  await log.ledger.settled();
  log.trigger();
  await log.ledger.settled();
  expect(peer.entries).toEqual(upTo(seq + 1));
});

it('[WIRE6] spares a desktop that does not keep up, and goes on where it stopped', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  const peer = new Peer(hub, devices[0] as LoggedDevice);
  peer.hello();
  const { seq } = log.ledger.head;
  peer.bufferedBytes = 2 * 1024 * 1024;
  log.trigger();
  await log.ledger.settled();
  expect(peer.entries).toEqual(upTo(seq));
  peer.bufferedBytes = 0;
  peer.say({ kind: 'credit', seq });
  expect(peer.entries).toEqual(upTo(seq + 1));
});

it('[WIRE3] lets nobody in who does not prove to be a device it knows', async () => {
  const { log, hub, devices } = await relayWith(['ana', 'bo']);
  const [ana, bo] = devices as [LoggedDevice, LoggedDevice];
  const refusalFor = (device: LoggedDevice, more: object) => {
    const peer = new Peer(hub, device);
    peer.hello(more);
    expect(peer.entries).toEqual([]);
    return peer.refusal;
  };
  const again = 'This relay does not know this device; pair it again.';
  expect(refusalFor(ana, { device: bo.id })).toBe(again);
  expect(refusalFor(ana, { signature: ana.sign('watchbell hello') })).toBe(again);
  expect(refusalFor(ana, { device: log.newId() })).toBe(again);
  expect(refusalFor(new LoggedDevice(ana.id, 'ana', () => log.newId()), {})).toBe(again);
  const overheard = new Peer(hub, ana);
  overheard.hello();
  const replayed = new Peer(hub, ana);
  const challenge = overheard.received[0];
  replayed.hello({ signature: ana.sign(helloText(challenge?.kind === 'challenge' ? challenge.nonce : '', ana.id)) });
  expect(replayed.refusal).toBe(again);
});

it('[WIRE3] takes nothing before hello, and nothing it cannot read', async () => {
  const { hub, devices } = await relayWith(['ana']);
  const early = new Peer(hub, devices[0] as LoggedDevice);
  early.say({ kind: 'ping', sentAt: 1 });
  expect(early.refusal).toBe('The desktop must say hello first.');
  expect(early.closed).toBe(true);
  for (const frame of ['', 'nonsense', '{}', '[]', '{"kind":"hello"}', '{"kind":"push","commands":"all"}']) {
    const peer = new Peer(hub, devices[0] as LoggedDevice);
    peer.session.receive(frame);
    expect(peer.refusal, frame).toBe('The relay does not understand this desktop; update one of them.');
  }
});

it('[WIRE5] speaks the older of both versions', async () => {
  const { hub, devices } = await relayWith(['ana']);
  const peer = new Peer(hub, devices[0] as LoggedDevice);
  peer.hello({ protocol: 1 });
  expect(peer.refusal).toBeUndefined();
  const newer = new Peer(hub, devices[0] as LoggedDevice);
  newer.hello({ protocol: 9 });
  expect(newer.said('welcome')).toMatchObject([{ protocol: protocolVersion }]);
});

it('[SYN1] answers every command of a push with its verdict', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  const ana = devices[0] as LoggedDevice;
  const incident = log.trigger();
  const peer = new Peer(hub, ana);
  peer.hello();
  const forged = { ...ana.acknowledges(incident), signature: 'c2ln' };
  peer.say({ kind: 'push', commands: [ana.acknowledges(incident), ana.acknowledges(log.newId()), forged] });
  await log.ledger.settled();
  const [results] = peer.said('results');
  expect(results).toMatchObject({
    results: [{ outcome: 'recorded', verdict: 'applied' }, { outcome: 'recorded', verdict: 'parked' }, { outcome: 'refused' }],
  });
});

it('[LOG5] confirms no command the disk did not take, and asks the desktop to come back', async () => {
  const { log, hub, devices, troubles } = await relayWith(['ana']);
  const ana = devices[0] as LoggedDevice;
  const incident = log.trigger();
  await log.ledger.settled();
  const peer = new Peer(hub, ana);
  peer.hello();
  log.store.failure = 'ENOSPC';
  peer.say({ kind: 'push', commands: [ana.acknowledges(incident)] });
  await log.ledger.settled();
  expect(peer.said('results')).toEqual([]);
  expect(peer.said('refused')).toMatchObject([{ retryAfterMs: 5000 }]);
  expect(troubles).toHaveLength(1);
});

it('[SYN12] cuts a revoked device off at once, and does not let it back', async () => {
  const { log, hub, devices } = await relayWith(['ana', 'bo']);
  const [ana, bo] = devices as [LoggedDevice, LoggedDevice];
  const [peer, other] = [new Peer(hub, ana), new Peer(hub, bo)];
  peer.hello();
  other.hello();
  log.ledger.write({ type: 'device.revoked', entity: { kind: 'device', id: ana.id }, body: {} }, { kind: 'admin' });
  const incident = log.trigger();
  peer.say({ kind: 'push', commands: [ana.acknowledges(incident)] });
  await log.ledger.settled();
  expect(peer.refusal).toBe('This device was revoked; ask an admin, then pair it again.');
  expect(peer.closed).toBe(true);
  expect(other.closed).toBe(false);
  expect(log.ledger.state.incidents.get(incident)?.status).toBe('triggered');
  const back = new Peer(hub, ana);
  back.hello();
  expect(back.refusal).toBe('This device was revoked; ask an admin, then pair it again.');
});

it('[SYN9] drops a desktop it has not heard of for 45 s', async () => {
  const { log, hub, devices } = await relayWith(['ana', 'bo']);
  const [silent, alive] = [new Peer(hub, devices[0] as LoggedDevice), new Peer(hub, devices[1] as LoggedDevice)];
  silent.hello();
  alive.hello();
  log.nowMs += 30 * SECOND_MS;
  alive.say({ kind: 'ping', sentAt: 5 });
  expect(alive.said('pong')).toMatchObject([{ pingedAt: 5, receivedAt: log.nowMs, sentAt: log.nowMs }]);
  log.nowMs += 16 * SECOND_MS;
  hub.dropSilent();
  expect([silent.closed, alive.closed, hub.connections]).toEqual([true, false, 1]);
});

it('[SYN13] asks everyone to come back when the relay restarts, and lets nobody in meanwhile', async () => {
  const { hub, devices } = await relayWith(['ana']);
  const peer = new Peer(hub, devices[0] as LoggedDevice);
  peer.hello();
  hub.drain();
  expect(peer.said('refused')).toMatchObject([{ why: 'The relay is restarting.', retryAfterMs: 1000 }]);
  expect(new Peer(hub, devices[0] as LoggedDevice).refusal).toBe('The relay is restarting.');
});

it('[SYN21] begins a long log with a snapshot, for a desktop that has nothing and speaks of it, and goes on live', async () => {
  const { log, hub, devices } = await relayWith(['ana'], { snapshotFrom: 5 });
  const incident = log.trigger();
  await log.ledger.settled();
  const ana = devices[0] as LoggedDevice;
  const peer = new Peer(hub, ana);
  peer.hello({ protocol: protocolVersion });
  const { seq, hash } = log.store.head();
  expect(peer.said('snapshot')).toMatchObject([{ seq, hash, incidents: 1 }]);
  log.trigger();
  await log.ledger.settled();
  peer.say({ kind: 'take-snapshot', yes: true });
  peer.say({ kind: 'next-part' });
  const parts = peer.received.flatMap((message) => (message.kind === 'snapshot-part' ? [message] : []));
  expect(parts.flatMap(({ incidents }) => incidents.map((json) => (JSON.parse(json) as { id: string }).id))).toEqual([incident]);
  expect(parts.map(({ last }) => last)).toEqual([...parts.slice(1).map(() => false), true]);
  // What was recorded meanwhile follows.
  expect(peer.entries).toEqual([seq + 1]);
  peer.say({ kind: 'ask-earlier', before: seq });
  const earlier = peer.received.flatMap((message) => (message.kind === 'earlier' ? [message.entries.map((entry) => entry.seq)] : []));
  expect(earlier).toEqual([Array.from({ length: seq - 1 }, (_, i) => i + 1)]);
});

it('[SYN21] sends the whole log to a desktop that reads by other rules, does not speak of snapshots, or has something', async () => {
  const { log, hub, devices } = await relayWith(['ana'], { snapshotFrom: 5 });
  const ana = devices[0] as LoggedDevice;
  const all = Array.from({ length: log.store.head().seq }, (_, i) => i + 1);
  const other = new Peer(hub, ana);
  other.hello({ protocol: protocolVersion });
  other.say({ kind: 'take-snapshot', yes: false });
  expect(other.entries).toEqual(all);
  const older = new Peer(hub, ana);
  older.hello({ protocol: 2 });
  expect([older.entries, older.said('snapshot')]).toEqual([all, []]);
  const behind = new Peer(hub, ana);
  behind.hello({ protocol: protocolVersion, log: log.store.log, seq: 2, headHash: log.store.hashAt(2) ?? '' });
  expect([behind.entries, behind.said('snapshot')]).toEqual([all.slice(2), []]);
});

it('[WIRE4] refuses a second hello, a desktop that asks without taking, and goes on when the log cannot be read', async () => {
  const { log, hub, devices, troubles } = await relayWith(['ana'], { snapshotFrom: 5 });
  const ana = devices[0] as LoggedDevice;
  const twice = new Peer(hub, ana);
  twice.hello({ protocol: protocolVersion });
  twice.hello({ protocol: protocolVersion });
  expect(twice.refusal).toBe('The desktop said hello twice; update it.');
  const greedy = new Peer(hub, ana);
  greedy.hello({ protocol: 1 });
  greedy.bufferedBytes = 2 * 1024 * 1024;
  greedy.say({ kind: 'ask-earlier', before: 9 });
  expect(greedy.refusal).toMatch(/asks for more than it takes/);
  const feeding = Array.from({ length: 10 }, () => {
    const peer = new Peer(hub, ana);
    peer.hello({ protocol: protocolVersion });
    return peer;
  });
  expect(feeding.filter(({ refusal }) => refusal !== undefined).map(({ refusal }) => refusal)).toHaveLength(2);
  feeding.forEach(({ session }) => hub.disconnect(session));
  const read = log.store.read.bind(log.store);
  log.store.read = () => {
    throw new Error('database disk image is malformed');
  };
  const unlucky = new Peer(hub, ana);
  unlucky.hello({ protocol: 1 });
  expect(unlucky.said('refused')).toMatchObject([{ why: 'The relay cannot read its log right now.', retryAfterMs: 5000 }]);
  expect(troubles).toHaveLength(1);
  log.store.read = read;
  const later = new Peer(hub, ana);
  later.hello({ protocol: 1 });
  expect(later.entries.length).toBeGreaterThan(5);
});

it('[SYN26] packs many entries for whom it can, in a fifth of their bytes, and tells the others the same in words', async () => {
  const { log, hub, devices } = await relayWith(['ana']);
  for (let i = 0; i < 300; i += 1) {
    log.trigger();
  }
  await log.ledger.settled();
  const packed = new Map<Peer, Buffer[]>();
  const peerThat = (protocol: number) => {
    const peer = new Peer(hub, devices[0] as LoggedDevice);
    const frames: Buffer[] = [];
    packed.set(peer, frames);
    Object.assign(peer, {
      sendPacked: (frame: Buffer) => {
        frames.push(frame);
        peer.send(inflateRawSync(frame).toString('utf8'));
      },
    });
    peer.hello({ protocol });
    return peer;
  };
  const [older, newer] = [peerThat(3), peerThat(4)];
  log.trigger();
  await log.ledger.settled();
  expect(older.entries).toEqual(upTo(log.ledger.head.seq));
  expect(newer.entries).toEqual(older.entries);
  expect(packed.get(older)).toEqual([]);
  const frames = packed.get(newer) ?? [];
  const said = newer.said('entries');
  // The one entry that came at last is shorter in words.
  expect(frames.length).toBe(said.length - 1);
  const bytes = frames.reduce((sum, { length }) => sum + length, 0);
  expect(bytes).toBeLessThan(JSON.stringify(said).length / 5);
});
