import { expect, it } from 'vitest';
import { Peer, relayWith } from '../../test/harness/peer.ts';
import { fc } from '../../test/harness/properties.ts';
import type { LoggedDevice } from '../../test/harness/relay-log.ts';
import type { Frame } from './frame.ts';
import { PageFrames } from './page-frames.ts';

const entriesIn = ({ text }: Frame) => (JSON.parse(text) as { entries: { seq: number }[] }).entries.map(({ seq }) => seq);
const upTo = (from: number, last: number) => Array.from({ length: last - from }, (_, i) => from + i + 1);

async function longLog(entries: number) {
  const relay = await relayWith(['ana', 'bo']);
  while (relay.log.ledger.head.seq < entries) {
    relay.log.trigger();
  }
  await relay.log.ledger.settled();
  return relay;
}

it('[SYN25] gives every entry once and in order, wherever one begins and whatever is added meanwhile', async () => {
  const { log } = await longLog(1500);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1500), { minLength: 1, maxLength: 4 }), fc.nat(3), async (begins, more) => {
      const pages = new PageFrames(log.store);
      for (const begin of begins) {
        const got: number[] = [];
        for (let page = pages.after(begin); page; page = pages.after(page.last)) {
          got.push(...entriesIn(page.frame));
          expect(page.last).toBe(got.at(-1));
          for (let i = 0; i < more && got.length < 1000; i += 1) {
            log.trigger();
          }
          await log.ledger.settled();
        }
        expect(got).toEqual(upTo(begin, log.store.head().seq));
      }
    }),
    { numRuns: 15 },
  );
});

it('[SYN25] reads a page once for all that lack it, from the second page on also for those that began elsewhere', async () => {
  const { log, hub, devices } = await longLog(1800);
  const asked: number[] = [];
  const { store } = log;
  const read = store.read.bind(store);
  store.read = (after, limit) => {
    asked.push(after);
    return read(after, limit);
  };
  const { seq } = store.head();
  for (const from of [0, 3, 17, 99, 0, 3]) {
    const peer = new Peer(hub, devices[0] as LoggedDevice);
    const headHash = store.hashAt(from) ?? '0'.repeat(64);
    peer.hello({ seq: from, headHash, log: store.log });
    while (peer.entries.at(-1) !== seq) {
      peer.say({ kind: 'credit', seq: peer.entries.at(-1) ?? from });
    }
    expect(peer.entries).toEqual(upTo(from, seq));
  }
  const whole = asked.filter((after) => after > 100 && after < 1500);
  expect(whole.length).toBeGreaterThan(1);
  expect(new Set(whole).size).toBe(whole.length);
  // Control: where each desktop has pages of its own, they are read as often as there are desktops.
  asked.length = 0;
  for (const own of [new PageFrames(store), new PageFrames(store)]) {
    for (let page = own.after(0); page; page = own.after(page.last)) {
      expect(entriesIn(page.frame).at(-1)).toBe(page.last);
    }
  }
  expect(new Set(asked).size).toBe(asked.length / 2);
});

it('[SYN25] reads the last page once for all that come back to it, until something is added', async () => {
  const { log } = await longLog(300);
  const pages = new PageFrames(log.store);
  const { seq } = log.store.head();
  const [one, another] = [pages.after(seq - 200), pages.after(seq - 100)];
  expect([pages.after(seq - 200), pages.after(seq - 100)]).toEqual([one, another]);
  expect(pages.after(seq - 200)?.frame).toBe(one?.frame);
  expect(pages.after(seq)).toBeUndefined();
  log.trigger();
  await log.ledger.settled();
  const { frame, last } = pages.after(seq - 200) ?? {};
  expect(last).toBe(seq + 1);
  expect(JSON.parse(frame?.text ?? '')).toMatchObject({ head: seq + 1 });
  expect(entriesIn(frame as Frame)).toEqual(upTo(seq - 200, seq + 1));
});
