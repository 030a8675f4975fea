import { expect, it } from 'vitest';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { entriesOf, idOf, log, mondayNight } from '../../test/harness/entries.ts';
import { genesis, verifyChain, type ChainHead } from '../../shared/log/chain.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { CommandOutcome, DownMessage } from '../../shared/protocol/down.ts';
import { UpMessage } from '../../shared/protocol/up.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Testimony } from '../../shared/sync/testimony.ts';
import type { WireListener } from './connector.ts';
import { Link } from './link.ts';
import type { LinkedReplica } from './linked-replica.ts';

const entries = entriesOf(Array.from({ length: 5 }, () => ({ type: 'incident.annotated', body: { text: 'x' } })));

/** What the link keeps up to date; only as much of it as the link sees. */
class PlainReplica implements LinkedReplica {
  head: ChainHead = genesis;
  pending: { id: string; author: string; signature: string }[] = [];
  outcomes: CommandOutcome[] = [];
  offsetMs = 0;
  startedOver = 0;
  caughtUpTimes = 0;
  full: string | undefined;

  receive(fresh: readonly StoredEvent[]) {
    if (this.full !== undefined) {
      throw new Error(this.full);
    }
    const { head, broken } = verifyChain(this.head, fresh);
    this.head = head;
    return broken;
  }

  settle(results: readonly CommandOutcome[]): void {
    this.outcomes.push(...results);
  }

  gaps: number[] = [];
  isFoldedOtherwise = false;
  /** What this copy says to a checkpoint, and what it holds. */
  testimony: Testimony = 'holds';
  holds: StoredEvent[] = [];
  readonly evidence = {
    witness: () => this.testimony,
    trail: () => [{ seq: this.head.seq, hash: this.head.hash }],
    held: (after: number, limit: number) => this.holds.filter(({ seq }) => seq > after).slice(0, limit),
    enrolment: () => this.holds[0],
  };

  adopted: { head: ChainHead; definitions: readonly StoredEvent[]; incidents: readonly string[] } | undefined;
  missing: number | undefined;
  readonly past = {
    missingBefore: () => this.missing,
    add: ([first]: readonly StoredEvent[]) => {
      this.missing = first && first.seq > 1 ? first.seq : undefined;
      return undefined;
    },
  };

  adopt(snapshot: { head: ChainHead; definitions: readonly StoredEvent[]; incidents: readonly string[] }): void {
    this.adopted = { ...snapshot };
    this.head = snapshot.head;
    this.missing = snapshot.head.seq + 1;
  }

  closeGap(expected: number): void {
    this.gaps.push(expected);
  }

  startOver(): void {
    this.startedOver += 1;
    this.head = genesis;
  }

  caughtUp(): void {
    this.caughtUpTimes += 1;
  }

  setClock(offsetMs: number): void {
    this.offsetMs = offsetMs;
  }
}

/** The relay's end, played by hand. */
class Relay {
  readonly clock = new FakeClock(mondayNight);
  readonly replica = new PlainReplica();
  readonly said: UpMessage[] = [];
  readonly attempts: number[] = [];
  reachable = true;
  listener: WireListener | undefined;
  closed = 0;
  readonly link: Link;

  constructor() {
    this.link = new Link({
      url: 'http://relay',
      device: idOf('device'),
      sign: () => 'c2ln',
      connector: { connect: (_url, listener) => this.#connect(listener) },
      clock: this.clock,
      random: () => 1,
      replica: this.replica,
    });
  }

  #connect(listener: WireListener) {
    this.attempts.push(this.clock.now() - mondayNight);
    if (!this.reachable) {
      queueMicrotask(() => listener.closed('Nothing answers.'));
      return { send: () => undefined, close: () => undefined };
    }
    this.listener = listener;
    return {
      send: (frame: string) => void this.said.push(UpMessage.parse(JSON.parse(frame))),
      close: () => {
        this.closed += 1;
      },
    };
  }

  say(message: DownMessage): void {
    this.listener?.received(JSON.stringify(message));
  }

  /** Says everything a relay says at first, and has `seq` entries. */
  welcome(seq = 0, more: Partial<Extract<DownMessage, { kind: 'welcome' }>> = {}): void {
    this.say({ kind: 'challenge', nonce: 'n'.repeat(40) });
    this.say({ kind: 'welcome', protocol: 1, log, seq, common: true, now: mondayNight, ...more });
  }

  kinds(): string[] {
    return this.said.map(({ kind }) => kind);
  }
}

function started(): Relay {
  const relay = new Relay();
  relay.link.start();
  return relay;
}

it('[SYN6] is live once everything the relay has is here, and shows how far it is until then', () => {
  const relay = started();
  expect(relay.link.status.state).toBe('connecting');
  relay.welcome(5);
  expect(relay.link.status).toMatchObject({ state: 'updating', progress: { done: 0, total: 5 } });
  relay.say({ kind: 'entries', entries: entries.slice(0, 2), head: 5 });
  expect(relay.link.status).toMatchObject({ state: 'updating', progress: { done: 2, total: 5 } });
  expect(relay.link.isLive).toBe(false);
  relay.say({ kind: 'entries', entries: entries.slice(2), head: 5 });
  expect(relay.link.status).toMatchObject({ state: 'online', progress: undefined });
  expect(relay.replica.caughtUpTimes).toBe(1);
  expect(relay.kinds()).toEqual(['hello', 'ping', 'credit', 'credit']);
});

it('[SYN14] keeps nothing that does not follow, and asks again', () => {
  const relay = started();
  relay.welcome(5);
  relay.say({ kind: 'entries', entries: entries.slice(1, 3), head: 5 });
  expect(relay.link.status).toMatchObject({ state: 'offline', why: expect.stringMatching(/does not follow this copy/) as string });
  expect(relay.replica.head.seq).toBe(0);
  expect(relay.closed).toBe(1);
});

it('[SYN14] says so when this laptop’s disk is full, and tries again', async () => {
  const relay = started();
  relay.welcome(5);
  relay.replica.full = 'ENOSPC';
  relay.say({ kind: 'entries', entries, head: 5 });
  expect(relay.link.status).toMatchObject({
    state: 'offline',
    why: 'This laptop could not keep what the relay sent (ENOSPC); free some space.',
  });
  relay.replica.full = undefined;
  await relay.clock.forward(2 * SECOND_MS);
  relay.welcome(5);
  relay.say({ kind: 'entries', entries, head: 5 });
  expect(relay.link.isLive).toBe(true);
});

it('[SYN7] starts over when its history is not the relay’s', () => {
  const relay = started();
  relay.welcome(5, { common: false });
  expect(relay.replica.startedOver).toBe(1);
});

it('[SYN1] carries up what is pending, once each, a hundred at a time', () => {
  const relay = started();
  relay.replica.pending = Array.from({ length: 150 }, (_, i) => ({ id: idOf(i), author: '{}', signature: 'c2ln' }));
  relay.link.push();
  expect(relay.kinds()).toEqual([]);
  relay.welcome();
  const pushes = () => relay.said.flatMap((message) => (message.kind === 'push' ? [message.commands.length] : []));
  expect(pushes()).toEqual([100, 50]);
  relay.link.push();
  expect(pushes()).toEqual([100, 50]);
  // Answered but not yet in the log here: pushing it again would be answered again, without an end.
  relay.say({ kind: 'results', results: [{ outcome: 'recorded', id: idOf(0), seq: 1, verdict: 'applied' }] });
  relay.link.push();
  expect(pushes()).toEqual([100, 50]);
  relay.replica.pending = [...relay.replica.pending.slice(1), { id: idOf('new'), author: '{}', signature: 'c2ln' }];
  relay.link.push();
  expect(pushes()).toEqual([100, 50, 1]);
});

it('[SYN1] carries up again what a lost connection may have swallowed', async () => {
  const relay = started();
  relay.replica.pending = [{ id: idOf(0), author: '{}', signature: 'c2ln' }];
  relay.welcome();
  relay.listener?.closed('The connection was cut.');
  await relay.clock.forward(2 * SECOND_MS);
  relay.welcome();
  expect(relay.kinds().filter((kind) => kind === 'push')).toHaveLength(2);
});

it('[SYN13] tries again ever more rarely, never later than a minute, and from the start after a good connection', async () => {
  const relay = new Relay();
  relay.reachable = false;
  relay.link.start();
  await relay.clock.forward(5 * MINUTE_MS);
  expect(relay.attempts.map((at) => at / SECOND_MS)).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
  relay.reachable = true;
  await relay.clock.forward(MINUTE_MS);
  relay.welcome();
  for (let i = 0; i < 4; i += 1) {
    await relay.clock.forward(20 * SECOND_MS);
    relay.say({ kind: 'pong', pingedAt: relay.clock.now(), receivedAt: relay.clock.now(), sentAt: relay.clock.now() });
  }
  const lostAt = relay.clock.now() - mondayNight;
  relay.listener?.closed('The connection was cut.');
  await relay.clock.forward(SECOND_MS);
  expect(relay.attempts.at(-1)).toBe(lostAt + 500);
});

it('[SYN13] comes back when the relay asked it to', async () => {
  const relay = started();
  relay.welcome();
  relay.say({ kind: 'refused', why: 'The relay is restarting.', retryAfterMs: 40_000 });
  expect(relay.link.status).toMatchObject({ state: 'offline', why: 'The relay is restarting.' });
  await relay.clock.forward(39 * SECOND_MS);
  expect(relay.attempts).toHaveLength(1);
  await relay.clock.forward(2 * SECOND_MS);
  expect(relay.attempts).toHaveLength(2);
});

it('[SYN12] shows that the relay will not have it, and keeps saying so while it tries', async () => {
  const relay = started();
  relay.welcome();
  relay.say({ kind: 'refused', why: 'This device was revoked; ask an admin, then pair it again.' });
  expect(relay.link.status).toMatchObject({ state: 'refused', why: 'This device was revoked; ask an admin, then pair it again.' });
  relay.reachable = false;
  await relay.clock.forward(5 * SECOND_MS);
  expect(relay.link.status.state).toBe('refused');
});

it('[SYN9] notices a connection on which nothing comes any more', async () => {
  const relay = started();
  relay.welcome();
  await relay.clock.forward(40 * SECOND_MS);
  expect(relay.link.isLive).toBe(true);
  await relay.clock.forward(20 * SECOND_MS);
  expect(relay.link.status).toMatchObject({ state: 'offline', why: 'The relay has gone silent.' });
});

it('[SYN9] asks at once after a pause, and gives up in five seconds', async () => {
  const relay = started();
  relay.welcome();
  await relay.clock.forward(SECOND_MS);
  relay.link.probe();
  expect(relay.kinds().at(-1)).toBe('ping');
  await relay.clock.forward(6 * SECOND_MS);
  expect(relay.link.isLive).toBe(false);
  const other = started();
  other.welcome();
  await other.clock.forward(SECOND_MS);
  other.link.probe();
  other.say({ kind: 'pong', pingedAt: 1, receivedAt: 1, sentAt: 1 });
  await other.clock.forward(6 * SECOND_MS);
  expect(other.link.isLive).toBe(true);
});

it('[SYN40] connects anew at once after a pause in which the relay has given it up, and knows nothing until it has heard', async () => {
  const relay = started();
  relay.welcome();
  relay.clock.sleep(10 * MINUTE_MS);
  relay.link.probe();
  expect(relay.link.status.state).toBe('connecting');
  expect([relay.attempts.length, relay.closed]).toEqual([2, 1]);
  relay.link.probe();
  expect(relay.kinds()).toEqual(['hello', 'ping']);
  relay.welcome();
  expect(relay.link.isLive).toBe(true);
  relay.link.stop();
});

it('[SYN40] knows nothing for certain after a short pause either, until the relay has answered', async () => {
  const relay = started();
  relay.welcome();
  await relay.clock.forward(SECOND_MS);
  expect(relay.link.settling).toBeUndefined();
  relay.link.probe();
  expect([relay.link.isLive, relay.link.settling]).toEqual([true, 'connecting']);
  const now = relay.clock.now();
  relay.say({ kind: 'pong', pingedAt: now - 1, receivedAt: now, sentAt: now });
  expect(relay.link.settling).toBe('connecting');
  relay.say({ kind: 'pong', pingedAt: now, receivedAt: now, sentAt: now });
  expect(relay.link.settling).toBeUndefined();
});

it('[SYN40] counts no failure from before a pause: the laptop may be elsewhere', async () => {
  const relay = new Relay();
  relay.reachable = false;
  relay.link.start();
  await relay.clock.forward(5 * MINUTE_MS);
  const wokeAt = relay.clock.now() - mondayNight;
  relay.link.probe();
  await relay.clock.forward(4 * SECOND_MS);
  expect(relay.attempts.filter((at) => at >= wokeAt).map((at) => (at - wokeAt) / SECOND_MS)).toEqual([0, 1, 3]);
});

it('[SYN10] measures how far the relay’s clock is from its own', () => {
  const relay = started();
  relay.welcome();
  const ping = relay.said.find(({ kind }) => kind === 'ping');
  const theirs = relay.clock.now() + 7200_000;
  relay.say({ kind: 'pong', pingedAt: ping?.kind === 'ping' ? ping.sentAt : 0, receivedAt: theirs, sentAt: theirs });
  expect(relay.replica.offsetMs).toBe(7200_000);
});

it('[WIRE3] hangs up on a relay it does not understand', () => {
  const relay = started();
  relay.welcome();
  relay.listener?.received('{"kind":"dance"}');
  expect(relay.link.status.why).toBe('The relay speaks a language this desktop does not know; update one of them.');
});

it('[SYN13] is still when it was stopped', async () => {
  const relay = started();
  relay.welcome();
  relay.link.stop();
  relay.listener?.closed('Closed here.');
  await relay.clock.forward(5 * MINUTE_MS);
  expect(relay.attempts).toHaveLength(1);
});

it('[SYN17] offers what it holds, page by page, to a relay whose history is another, and only then begins anew', () => {
  const relay = started();
  relay.replica.holds = entriesOf(Array.from({ length: 450 }, () => ({ type: 'incident.annotated', body: { text: 'x' } })));
  relay.replica.head = { seq: 450, hash: relay.replica.holds.at(-1)?.hash ?? '', recordedAt: mondayNight, log };
  relay.welcome(3, { protocol: 2, common: false });
  const offered = () => relay.said.flatMap((message) => (message.kind === 'offer' ? [[message.entries.length, message.last]] : []));
  expect(relay.kinds().slice(-1)).toEqual(['trail']);
  relay.say({ kind: 'parted', at: 20 });
  expect(offered()).toEqual([[200, false]]);
  expect(relay.replica.startedOver).toBe(0);
  relay.say({ kind: 'recovered', upTo: 220 });
  expect(relay.link.status).toMatchObject({ state: 'updating', progress: { done: 420, total: 450 } });
  relay.say({ kind: 'recovered', upTo: 420 });
  expect(offered()).toEqual([
    [200, false],
    [200, false],
    [30, true],
  ]);
  expect(relay.replica.startedOver).toBe(0);
  relay.say({ kind: 'recovered', upTo: 450 });
  expect(relay.replica.startedOver).toBe(1);
  expect(relay.attempts).toHaveLength(2);
});

it('[SYN17] keeps all of it when the connection breaks before the relay has taken everything', async () => {
  const relay = started();
  relay.replica.holds = [...entries];
  relay.replica.head = { seq: 5, hash: entries.at(-1)?.hash ?? '', recordedAt: mondayNight, log };
  relay.welcome(3, { protocol: 2, common: false });
  relay.say({ kind: 'parted', at: 0 });
  relay.listener?.closed('The connection was cut.');
  await relay.clock.forward(2 * SECOND_MS);
  expect(relay.replica.startedOver).toBe(0);
  relay.welcome(3, { protocol: 2, common: false });
  relay.say({ kind: 'parted', at: 0 });
  relay.say({ kind: 'recovered', upTo: 5 });
  expect(relay.replica.startedOver).toBe(1);
});

it('[SYN20] sends again from the number the relay expects, and gives up on a relay that goes on missing it', () => {
  const relay = started();
  relay.replica.pending = [1, 2].map((i) => ({ id: idOf(i), author: '{}', signature: 'c2ln' }));
  relay.welcome();
  const pushes = () => relay.kinds().filter((kind) => kind === 'push').length;
  const gap = { kind: 'results' as const, results: [{ outcome: 'gap' as const, id: idOf(1), expected: 7 }] };
  relay.say(gap);
  expect([relay.replica.gaps, pushes()]).toEqual([[7], 2]);
  for (let i = 0; i < 200; i += 1) {
    relay.say(gap);
  }
  expect(relay.link.status).toMatchObject({ state: 'offline', why: expect.stringMatching(/goes on missing a number/) as string });
  expect(pushes()).toBeLessThan(150);
});
