import { expect, it } from 'vitest';
import { BusyTime } from '../../test/harness/busy-time.ts';
import { Peer, relayWith } from '../../test/harness/peer.ts';
import { fc } from '../../test/harness/properties.ts';
import type { LoggedDevice, RelayLog } from '../../test/harness/relay-log.ts';
import type { DownMessage } from '../../shared/protocol/down.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { Hub } from './hub.ts';

/** A laptop whom it takes some time to be told, that goes by what it is told, and that may be slow. */
class Laptop extends Peer {
  readonly #time: BusyTime;
  begins = 0;
  /** What it does the next time it is sent something. */
  next: (() => void) | undefined;
  readonly afterItsEnd: DownMessage[] = [];

  constructor(hub: Hub, device: LoggedDevice, time: BusyTime) {
    super(hub, device);
    this.#time = time;
  }

  override send(frame: string): void {
    const { next } = this;
    this.next = undefined;
    next?.();
    if (this.closed) {
      this.afterItsEnd.push(JSON.parse(frame) as DownMessage);
    }
    super.send(frame);
    // The first comes while it is made.
    if (this.received.length > 1) {
      this.#time.ms += 0.7;
    }
  }

  get heardTo(): number {
    return this.entries.at(-1) ?? this.begins;
  }

  follow(log: RelayLog, behind: number): void {
    this.begins = Math.max(0, log.store.head().seq - behind);
    const headHash = log.store.hashAt(this.begins) ?? '0'.repeat(64);
    this.hello({ seq: this.begins, headHash, log: log.store.log, protocol: protocolVersion });
  }
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('happens' as const), n: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('happens' as const), n: fc.integer({ min: 90, max: 120 }) }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('passes' as const), n: fc.constantFrom(0, 0, 1, 20, 300) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constantFrom('comes', 'goes', 'keeps', 'keeps', 'is full', 'is free', 'pings', 'goes as it is told', 'is dropped'),
      n: fc.nat(11),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('checkpoint', 'revoked'), n: fc.nat(1) }) },
);

async function world() {
  const time = new BusyTime();
  const { log, hub, devices, troubles } = await relayWith(['ana', 'bo', 'sam'], { clock: time });
  const everyone: Laptop[] = [];
  const there = new Set<Laptop>();
  const come = (n: number) => {
    const laptop = new Laptop(hub, devices[n % 3] as LoggedDevice, time);
    laptop.follow(log, n * 60);
    everyone.push(laptop);
    there.add(laptop);
  };
  const go = (laptop: Laptop) => {
    hub.disconnect(laptop.session);
    there.delete(laptop);
  };
  const deeds: Record<string, (n: number, laptop: Laptop) => void> = {
    comes: come,
    goes: (_, laptop) => go(laptop),
    keeps: (_, laptop) => laptop.say({ kind: 'credit', seq: laptop.heardTo }),
    pings: (_, laptop) => laptop.say({ kind: 'ping', sentAt: 1 }),
    'is full': (_, laptop) => (laptop.bufferedBytes = 2_000_000),
    'is free': (_, laptop) => (laptop.bufferedBytes = 0),
    'goes as it is told': (n, laptop) => (laptop.next = () => go([...there][(n * 5) % there.size] ?? laptop)),
    'is dropped': (_, laptop) => (laptop.next = () => go(laptop)),
    checkpoint: () => {
      const { seq, hash } = log.store.head();
      hub.bearWitness({ log: log.store.log, seq, hash, at: log.nowMs, signature: 'c2ln'.repeat(22) });
    },
    revoked: (n) => {
      const id = devices[n]?.id ?? '';
      log.ledger.write({ type: 'device.revoked', entity: { kind: 'device', id }, body: {} }, { kind: 'admin' });
    },
    passes: (n) => time.pass(n),
    happens: (n) => Array.from({ length: n }, () => log.trigger()),
  };
  const settle = async () => {
    await log.ledger.settled();
    for (let i = 0; i < 300; i += 1) {
      time.pass(5);
      there.forEach((laptop) => {
        if (laptop.received.at(-1)?.kind === 'entries') {
          laptop.say({ kind: 'credit', seq: laptop.heardTo });
        }
      });
    }
  };
  return { log, hub, everyone, there, deeds, settle, troubles };
}

it('[SYN24] tells whoever is there everything once and in order, whatever comes between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
      const { log, hub, everyone, there, deeds, settle, troubles } = await world();
      [0, 1, 2, 3].forEach((n) => deeds['comes']?.(n % 2, undefined as never));
      for (const [{ what, n }, settles] of steps) {
        const laptop = [...there][n % Math.max(1, there.size)] ?? everyone[0];
        deeds[what]?.(n, laptop as Laptop);
        if (settles) {
          await log.ledger.settled();
        }
      }
      there.forEach((laptop) => {
        laptop.bufferedBytes = 0;
        laptop.next = undefined;
        laptop.say({ kind: 'ping', sentAt: 1 });
      });
      await settle();
      const { seq } = log.store.head();
      for (const laptop of everyone) {
        const { begins, entries, heardTo } = laptop;
        expect(entries).toEqual(Array.from({ length: heardTo - begins }, (_, i) => begins + i + 1));
        expect(laptop.afterItsEnd).toEqual([]);
        let heard = begins;
        for (const message of laptop.received) {
          heard = message.kind === 'entries' ? (message.entries.at(-1)?.seq ?? heard) : heard;
          expect(message.kind === 'checkpoint' ? message.checkpoint.seq : 0).toBeLessThanOrEqual(heard);
        }
        if (there.has(laptop) && !laptop.closed) {
          expect(heardTo).toBe(seq);
        }
      }
      expect(troubles).toEqual([]);
      const toldLast = [...there].filter(({ closed }) => !closed);
      log.trigger();
      log.trigger();
      await log.ledger.settled();
      hub.drain();
      for (const laptop of toldLast) {
        expect([laptop.heardTo, laptop.received.at(-1)?.kind, laptop.closed]).toEqual([seq + 2, 'refused', true]);
      }
    }),
    { numRuns: 60 },
  );
});

it('[SYN40] answers a ping after all that is on the disk by then, however long it waits to be told, and [SYN24] tells it once', async () => {
  const time = new BusyTime();
  const { log, hub, devices } = await relayWith(['ana'], { clock: time });
  const [slept, other] = [0, 1].map(() => new Laptop(hub, devices[0] as LoggedDevice, time)) as [Laptop, Laptop];
  [slept, other].forEach((laptop) => laptop.follow(log, 0));
  for (let i = 0; i < 3; i += 1) {
    log.trigger();
    await log.ledger.settled();
  }
  const { seq } = log.store.head();
  // They wait, for telling has just taken its share.
  expect([slept.heardTo, other.heardTo]).toEqual([seq - 2, seq - 2]);
  slept.say({ kind: 'ping', sentAt: 1 });
  expect(slept.received.slice(-2).map(({ kind }) => kind)).toEqual(['entries', 'pong']);
  expect([slept.heardTo, other.heardTo]).toEqual([seq, seq - 2]);
  time.pass(250);
  expect([slept.entries, other.entries]).toEqual([
    [seq - 2, seq - 1, seq],
    [seq - 2, seq - 1, seq],
  ]);
});

it('[SYN24] ends the session of a laptop for whom the log cannot be read, and no timer fails for it', async () => {
  const time = new BusyTime();
  const { log, hub, devices, troubles } = await relayWith(['ana'], { clock: time });
  const come = () => {
    const laptop = new Laptop(hub, devices[0] as LoggedDevice, time);
    laptop.follow(log, 0);
    return laptop;
  };
  const happens = async () => {
    log.trigger();
    await log.ledger.settled();
  };
  const early = [come(), come()];
  await happens();
  await happens();
  // What was not told yet is followed by what nobody was there for: who comes now lacks none of it, and hears it out of turn.
  early.forEach(({ session }) => hub.disconnect(session));
  await happens();
  const late = come();
  await happens();
  const { store } = log;
  const read = store.read.bind(store);
  store.read = () => {
    throw new Error('disk I/O error');
  };
  time.pass(250);
  expect(late.refusal).toBe('The relay cannot read its log right now.');
  expect(late.closed).toBe(true);
  expect(troubles.length).toBe(1);
  store.read = read;
  const again = come();
  await happens();
  time.pass(250);
  expect(again.heardTo).toBe(store.head().seq);
});
