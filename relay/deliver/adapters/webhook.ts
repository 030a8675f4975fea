import { createHmac } from 'node:crypto';
import type { Event } from '../../../shared/log/envelope.ts';
import { isoOf } from '../../../shared/time/instant.ts';
import type { Change, Channel } from '../channel.ts';
import { outcomeOf, post } from '../http-outcome.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';

/** An address that is told of changes, and the secrets its receiver may check them by; several while one replaces another. */
export interface Webhook {
  url: string;
  secrets: readonly string[];
}

/** The key of a secret as Standard Webhooks writes it: `whsec_` and base64. */
function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

/** The headers of Standard Webhooks: the id stays over retries, each secret signs, and the time is that of this attempt (seconds). */
export function signedHeaders(id: string, seconds: number, body: string, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64')}`,
  );
  return {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}

/** What a receiver gets: the change, and the incident as it stands now. */
export function changeBody({ event, incident }: Change): string {
  const { id, number, title, severity, priority, service, status, epoch, triggeredAt, acknowledgement, resolution, tags } = incident;
  return JSON.stringify({
    type: event.type,
    timestamp: isoOf(event.recordedAt),
    data: {
      event: { id: event.id, seq: event.seq, actor: actorOf(event), body: event.body },
      incident: {
        id,
        number,
        title,
        severity,
        priority: priority ?? null,
        service,
        status,
        epoch,
        triggeredAt: isoOf(triggeredAt),
        acknowledgedBy: acknowledgement?.person ?? null,
        resolvedAt: resolution ? isoOf(resolution.at) : null,
        tags: tags ?? [],
      },
    },
  });
}

function actorOf({ actor }: Event): { kind: string; id: string | null } {
  return { kind: actor.kind, id: 'id' in actor ? actor.id : null };
}

/** A webhook signed by Standard Webhooks. */
export function webhookChannel({ url, secrets }: Webhook, http: OutgoingHttp): Channel<Change> {
  return {
    send: (change, _to, signal) => {
      const body = changeBody(change);
      const headers = signedHeaders(change.id, Math.floor(change.at / 1000), body, secrets);
      return post(http, { url, headers, body }, signal, (answer) => outcomeOf(answer));
    },
  };
}
