import { z } from 'zod';
import type { Alert } from '../../shared/alert/alert.ts';
import { Severity } from '../../shared/log/severity.ts';
import { beginningOf, carriable } from './carriable.ts';

const maxSummary = 1024;
const maxDedupKey = 255;

const httpAddress = z
  .string()
  .max(2048)
  .regex(/^https?:\/\//i);
const words = z
  .string()
  .transform((text) => beginningOf(text, maxSummary))
  .optional()
  .catch(undefined);
/** A link as PagerDuty writes it; text that cannot be used is left out. */
export const Link = z.object({ href: httpAddress, text: words });
const Image = z.object({ src: httpAddress, href: httpAddress.optional().catch(undefined), alt: words });

const Payload = z.looseObject({
  summary: z.string().min(1),
  source: z.string().min(1),
  severity: Severity,
  timestamp: z.string().nullish(),
  component: z.string().nullish(),
  group: z.string().nullish(),
  class: z.string().nullish(),
  custom_details: z.unknown().optional(),
});

/** The body of `POST /v2/enqueue` as PagerDuty documents it; unknown fields are kept in the alert's details. */
const Body = z.looseObject({
  routing_key: z.string().length(32),
  event_action: z.enum(['trigger', 'acknowledge', 'resolve']),
  dedup_key: z.string().max(maxDedupKey).nullish(),
  payload: Payload.nullish(),
  images: z.array(z.unknown()).nullish(),
  links: z.array(z.unknown()).nullish(),
  client: z.string().nullish(),
  client_url: z.string().nullish(),
});

/** A body read, or everything wrong with it in the incumbent's words. */
export type ParsedEnqueue = { routingKey: string; alert: Alert } | { errors: string[] };

/** Reads a body of the PagerDuty Events API v2 (B2). `newKey` names the problem when the sender did not. */
export function parseEnqueue(body: unknown, newKey: string): ParsedEnqueue {
  const parsed = Body.safeParse(withoutIdlePayload(carriable(body)), { reportInput: true });
  if (!parsed.success) {
    return { errors: parsed.error.issues.map(errorText) };
  }
  const { data } = parsed;
  const { payload } = data;
  const errors = [
    ...(data.event_action === 'trigger' && !payload ? ["'payload' is missing or blank"] : []),
    ...(data.event_action !== 'trigger' && !data.dedup_key ? ["'dedup_key' is missing or blank"] : []),
  ];
  if (errors.length > 0) {
    return { errors };
  }
  return { routingKey: data.routing_key, alert: alertOf(data, data.dedup_key || newKey) };
}

/** Only a trigger has use for a payload: half a one must not keep a resolve from being heard. */
function withoutIdlePayload(body: unknown): unknown {
  const { event_action: action } = (body ?? {}) as { event_action?: unknown };
  return action === 'acknowledge' || action === 'resolve' ? { ...(body as object), payload: undefined } : body;
}

function alertOf(data: z.infer<typeof Body>, dedupKey: string): Alert {
  const { payload } = data;
  return {
    action: data.event_action,
    dedupKey,
    summary: beginningOf(payload?.summary ?? '', maxSummary),
    source: beginningOf(payload?.source ?? '', maxSummary),
    severity: payload?.severity ?? 'critical',
    ...optional('component', payload?.component),
    ...optional('group', payload?.group),
    ...optional('class', payload?.class),
    ...(payload?.timestamp ? { occurredAt: beginningOf(payload.timestamp, 100) } : {}),
    ...detailsOf(data),
    ...(data.links ? { links: usable(Link, data.links) } : {}),
    ...(data.images ? { images: usable(Image, data.images) } : {}),
    ...optional('client', data.client),
    ...optional('clientUrl', data.client_url),
  };
}

const mostShown = 50;

/** The first 50 that can be shown; one that cannot is no reason to lose the page. */
export function usable<T>(schema: z.ZodType<T>, given: readonly unknown[]): T[] {
  return given
    .flatMap((each) => {
      const parsed = schema.safeParse(each);
      return parsed.success ? [parsed.data] : [];
    })
    .slice(0, mostShown);
}

/** The others, as they came. */
export function unusable(schema: z.ZodType, given: readonly unknown[] | null | undefined): unknown[] {
  let shown = 0;
  return (given ?? []).filter((each) => !schema.safeParse(each).success || (shown += 1) > mostShown);
}

function optional<K extends string>(name: K, value: string | null | undefined): { [P in K]?: string } {
  return (value === null || value === undefined ? {} : { [name]: beginningOf(value, maxSummary) }) as { [P in K]?: string };
}

/** What the sender knew beyond our fields: its custom details, and under "other" the fields PagerDuty does not document, what cannot be shown as a link or an image, and what is longer than its field. */
function detailsOf({ payload, ...event }: z.infer<typeof Body>): { details?: Record<string, unknown> } {
  const [links, images] = [unusable(Link, event.links), unusable(Image, event.images)];
  const { client, client_url } = event;
  const other = {
    ...unknownIn(event, Body.shape),
    ...unknownIn(payload ?? {}, Payload.shape),
    ...cutShort({ client, client_url }),
    ...cutShort(payload ?? {}),
    ...(links.length === 0 ? {} : { links }),
    ...(images.length === 0 ? {} : { images }),
  };
  const details = {
    ...(payload?.custom_details === undefined || payload.custom_details === null ? {} : asRecord(payload.custom_details)),
    ...(Object.keys(other).length === 0 ? {} : { other }),
  };
  return Object.keys(details).length === 0 ? {} : { details };
}

/** The texts a field of ours holds the beginning of alone, whole. */
export function cutShort(texts: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => typeof text === 'string' && text.length > maxSummary));
}

/** The fields of a value that none is known for. */
export function unknownIn(value: object, known: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !Object.hasOwn(known, name)));
}

/** A value as details: as they are when they have names. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : { details: value };
}

/** What is wrong with a field, in the incumbent's words. */
export function errorText(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.') || 'body';
  if (issue.input === undefined || issue.input === '' || issue.input === null) {
    return `'${name}' is missing or blank`;
  }
  if (name === 'routing_key') {
    return "'routing_key' must be a string of 32 characters";
  }
  if (issue.code === 'invalid_value') {
    return `'${name}' is invalid (must be one of the following: ${issue.values.map((value) => `'${String(value)}'`).join(', ')})`;
  }
  return issue.code === 'too_big' ? `'${name}' is too long (at most ${String(issue.maximum)})` : `'${name}' is invalid (${issue.message})`;
}
