import { z } from 'zod';
import { deviceHeader, deviceRequestText } from '../../shared/protocol/device-request.ts';
import { parseIso } from '../../shared/time/instant.ts';
import { OutsideChannel } from '../../shared/incident/incident-events.ts';
import { WayKind } from '../../shared/workspace/way-events.ts';
import type { RelayWays } from '../../shared/workspace/way-view.ts';

const answerWithinMs = 15_000;

const iso = z
  .string()
  .nullable()
  .transform((text) => (text === null ? undefined : parseIso(text)));
const orNone = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const Answer = z.object({
  addresses: z.array(z.object({ kind: WayKind, name: orNone, shown: orNone, verifiedAt: iso, codeSent: z.boolean() })),
  ways: z.array(z.object({ channel: OutsideChannel, address: orNone, why: orNone })),
});

/** Who asks, and where; `now` is relay ms. */
export interface OwnWaysEdges {
  relayUrl: string;
  device: string;
  sign(text: string): string;
  now(): number;
}

/** What a relay answered: what it knows of the person's ways, or a sentence that says why not and what to do. */
export type OwnWaysAnswer = { ways: RelayWays } | { problem: string };

/** Asks the relay for this laptop's person, signed with its key, what must not stand in the log: addresses, and codes to verify them. */
export async function askOwnWays(
  { relayUrl, device, sign, now }: OwnWaysEdges,
  path: '' | '/code' | '/confirm' | '/forget' = '',
  body?: object,
): Promise<OwnWaysAnswer> {
  const at = now();
  const method = body === undefined ? 'GET' : 'POST';
  const address = new URL(`${relayUrl.replace(/\/+$/, '')}/v1/me/ways${path}`);
  const signature = sign(deviceRequestText({ method, path: `/v1/me/ways${path}`, at, body }));
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers: { authorization: deviceHeader({ device, at, signature }), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithinMs),
    });
  } catch {
    return { problem: 'The relay does not answer; try again when it is there.' };
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const { detail } = (answer ?? {}) as { detail?: unknown };
    return {
      problem:
        typeof detail === 'string' && !detail.startsWith('There is nothing at') ? detail : 'This relay cannot do that yet; update it.',
    };
  }
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) {
    return { problem: 'This relay cannot do that yet; update it.' };
  }
  const { addresses, ways } = parsed.data;
  return {
    ways: {
      addresses,
      nowhere: ways.flatMap(({ channel, address: to, why }) => (why === undefined ? [] : [{ channel, address: to, why }])),
    },
  };
}
