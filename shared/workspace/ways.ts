import type { OutsideChannel } from '../incident/incident-events.ts';
import type { Event } from '../log/envelope.ts';
import { eventOf } from '../log/typed-event.ts';
import { MINUTE_MS, type Instant } from '../time/instant.ts';
import { addressKindOf } from './contact.ts';
import type { Person } from './definitions.ts';
import { wayBodies, type WayBody, type WayKind } from './way-events.ts';

/** A way outside as a person has it: by what, and to which of their addresses; the first unless named. */
export interface Way {
  channel: OutsideChannel;
  address?: string | undefined;
}

/** What became of the last test of one way; instants are relay ms. */
export interface WayTest extends Way {
  at: Instant;
  outcome: 'sent' | 'failed' | 'confirmed';
  why?: string | undefined;
}

/** What is known of a person's ways beside their rules. */
export interface WayRecord {
  /** The test asked for last, and when (relay ms). */
  asked?: { test: string; at: Instant; ways: readonly Way[] } | undefined;
  /** The last outcome of each way, by `wayName`. */
  tests: Readonly<Record<string, WayTest>>;
  /** When each address was verified (relay ms), by `addressName`. */
  verified: Readonly<Record<string, Instant>>;
}

/** How long after a test another may be asked for: a test costs money and attention. */
export const testAgainAfterMs = MINUTE_MS;

/** How long a test a laptop could not send waits for the relay: one that comes hours later would call somebody who sleeps. */
export const testKeepsMs = 5 * MINUTE_MS;

/** Names a way within its person. */
export function wayName({ channel, address }: Way): string {
  return address === undefined ? channel : `${channel}/${address}`;
}

/** Names an address within its person. */
export function addressName(kind: WayKind, address: string | undefined): string {
  return address === undefined ? kind : `${kind}/${address}`;
}

/** The ways outside a person's rules lead to, each once, in the order they are taken: sooner first. */
export function waysOf(person: Pick<Person, 'pages'> | undefined): Way[] {
  const found = new Map<string, Way>();
  for (const { channel, to } of (person?.pages ?? []).toSorted((a, b) => a.afterMs - b.afterMs)) {
    if (channel !== 'desktop' && channel !== 'terminal') {
      const way: Way = { channel, ...(to === undefined || addressKindOf(channel) === undefined ? {} : { address: to }) };
      found.set(wayName(way), way);
    }
  }
  return [...found.values()];
}

/** The ways a test goes by: those of the person's rules, of them only the channels asked for; and a channel asked for by name though no rule leads there. */
export function waysToTest(person: Pick<Person, 'pages'> | undefined, channels: readonly OutsideChannel[] | undefined): Way[] {
  const own = waysOf(person);
  return channels === undefined
    ? own
    : channels.flatMap((channel) => {
        const ways = own.filter((way) => way.channel === channel);
        return ways.length > 0 ? ways : [{ channel }];
      });
}

/** What is known of somebody's ways after an event about them; the same for one that is not about them. */
export function waysAfter(record: WayRecord | undefined, event: Event, person: Person | undefined): WayRecord | undefined {
  if (!eventOf(wayBodies, event)) {
    return record;
  }
  const known = record ?? { tests: {}, verified: {} };
  const at = event.recordedAt;
  switch (event.type) {
    case 'way.test-asked': {
      const { channels } = event.body as WayBody<'way.test-asked'>;
      return { ...known, asked: { test: event.id, at, ways: waysToTest(person, channels) } };
    }
    case 'way.tested': {
      const { channel, address, outcome, why } = event.body as WayBody<'way.tested'>;
      const way: Way = { channel, ...(address === undefined ? {} : { address }) };
      return { ...known, tests: { ...known.tests, [wayName(way)]: { ...way, at, outcome, ...(why === undefined ? {} : { why }) } } };
    }
    case 'way.verified': {
      const { kind, address } = event.body as WayBody<'way.verified'>;
      return { ...known, verified: { ...known.verified, [addressName(kind, address)]: at } };
    }
    case 'way.unverified': {
      const { kind, address } = event.body as WayBody<'way.unverified'>;
      const { [addressName(kind, address)]: _, ...verified } = known.verified;
      return { ...known, verified };
    }
    default:
      return record;
  }
}
