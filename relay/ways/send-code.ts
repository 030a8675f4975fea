import { ownMessage } from '../../shared/delivery/own-message.ts';
import type { OutsideChannel } from '../../shared/incident/incident-events.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import type { WayKind } from '../../shared/workspace/way-events.ts';
import type { Outlets } from '../deliver/outlets.ts';

/** The ways a code takes to a kind of address, in the order they are tried: a number is written to, and called where nothing writes. */
const waysOfKind: Readonly<Record<WayKind, readonly OutsideChannel[]>> = {
  mail: ['mail'],
  phone: ['sms', 'voice'],
  push: ['push'],
  chat: ['chat'],
};

const answerWithinMs = 10 * SECOND_MS;

/** What sending a code works with. */
export interface SendCodeEdges {
  outlets: Pick<Outlets, 'waysTo' | 'message' | 'languageOf'>;
  now(): number;
  newId(): string;
  redact(text: string): string;
}

/** A code on its way to an address that may be nobody's yet. */
export interface CodeToSend {
  person: string;
  zone: string;
  kind: WayKind;
  /** The address itself; for push and chat the relay knows where they go. */
  address: string;
  code: string;
}

/**
 * Brings a code to an address by its providers, one after the other; resolves to the way it went, or to why it went by none. Beside the
 * outbox, for a code stands nowhere but in memory and on the phone it went to.
 */
export async function sendCode(
  { person, zone, kind, address, code }: CodeToSend,
  { outlets, now, newId, redact }: SendCodeEdges,
): Promise<{ by: OutsideChannel } | { why: string }> {
  const message = ownMessage({ id: newId(), language: outlets.languageOf(person), zone, at: now(), code });
  const contact = kind === 'mail' ? { email: address } : kind === 'phone' ? { phone: address } : undefined;
  let why = 'No provider for it is set up on the relay.';
  for (const channel of waysOfKind[kind]) {
    const ways = outlets.waysTo({ kind: 'person', person, channel }, contact);
    if (typeof ways === 'string') {
      why = ways;
      continue;
    }
    for (const { provider, to } of ways) {
      try {
        const outcome = await outlets.message(provider, channel).send(message, to, AbortSignal.timeout(answerWithinMs));
        if (outcome.outcome === 'sent') {
          return { by: channel };
        }
        why = redact(outcome.why);
      } catch {
        why = 'The provider’s adapter failed.';
      }
    }
  }
  return { why };
}
