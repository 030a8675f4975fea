import { z } from 'zod';
import type { Change } from '../../shared/alert/change.ts';
import { parseIso } from '../../shared/time/instant.ts';
import { beginningOf, carriable } from './carriable.ts';
import { asRecord, cutShort, errorText, Link, unknownIn, unusable, usable } from './pagerduty-events.ts';

const text = z.string().nullish().catch(undefined);
const Payload = z.looseObject({
  summary: z.string().min(1),
  timestamp: text,
  source: text,
  custom_details: z.unknown().optional(),
});

/** The body of `POST /v2/change/enqueue` as PagerDuty documents it; unknown fields are kept in the change's details. */
const Body = z.looseObject({
  routing_key: z.string().length(32),
  payload: Payload,
  links: z.array(z.unknown()).nullish().catch(undefined),
});

/** A body read, or everything wrong with it in the incumbent's words. */
export type ParsedChange = { routingKey: string; change: Change } | { errors: string[] };

/** Reads a change event of the PagerDuty Events API v2 (B2). */
export function parseChange(body: unknown): ParsedChange {
  const parsed = Body.safeParse(carriable(body), { reportInput: true });
  if (!parsed.success) {
    return { errors: parsed.error.issues.map(errorText) };
  }
  const { routing_key: routingKey, payload, links, ...event } = parsed.data;
  const at = payload.timestamp ? parseIso(payload.timestamp) : undefined;
  const { custom_details: custom, timestamp, source } = payload;
  const unread = timestamp && at === undefined ? { timestamp } : {};
  const unshown = unusable(Link, links);
  const kept = { ...cutShort(payload), ...unread, ...(unshown.length === 0 ? {} : { links: unshown }) };
  const other = { ...unknownIn(event, Body.shape), ...unknownIn(payload, Payload.shape), ...kept };
  const details = {
    ...(custom === undefined || custom === null ? {} : asRecord(custom)),
    ...(Object.keys(other).length === 0 ? {} : { other }),
  };
  const shown = links ? usable(Link, links) : [];
  return {
    routingKey,
    change: {
      summary: beginningOf(payload.summary, 1024),
      ...(source ? { source: beginningOf(source, 1024) } : {}),
      ...(at === undefined ? {} : { at }),
      ...(shown.length === 0 ? {} : { links: shown }),
      ...(Object.keys(details).length === 0 ? {} : { details }),
    },
  };
}
