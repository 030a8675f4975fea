import { z } from 'zod';
import type { Alert, Known } from '../../shared/alert/alert.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { Priority } from '../../shared/incident/priority.ts';
import type { Severity } from '../../shared/log/severity.ts';
import { beginningOf, carriable } from './carriable.ts';

const maxText = 1024;
const maxDedupKey = 255;
const mostLabels = 100;
const longestNote = 10_000;

/** What cannot be read as it should is left out here and kept in the details: only a message no alert can do without is insisted on. */
const text = z.string().nullish().catch(undefined);
const Body = z.looseObject({
  message: z.string({ error: 'Message can not be empty.' }).trim().min(1, 'Message can not be empty.'),
  alias: text,
  description: text,
  entity: text,
  source: text,
  user: text,
  note: text,
  priority: Priority.nullish().catch(undefined),
  tags: z.array(z.string()).nullish().catch(undefined),
  details: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
type Body = z.infer<typeof Body>;

/** What is read into fields of ours, and therefore stands in no detail. */
const readElsewhere = new Set(['message', 'source', 'note', 'priority', 'details', 'alias', 'user', 'entity']);

/** How bad a priority is: P3 is what an alert without one has there, and it escalates there as here. */
const severityOf: Readonly<Record<Priority, Severity>> = { P1: 'critical', P2: 'error', P3: 'error', P4: 'warning', P5: 'info' };

/** A body read, or what is wrong with it, by field. */
export type ParsedOpsgenie = { alert: Alert; note?: string } | { errors: Record<string, string> };

/** The dedup key an alias stands for: itself, or a derived one when it is longer than a key may be (Opsgenie allows 512). */
export function keyOfAlias(alias: string): string {
  return alias.length <= maxDedupKey ? alias : derivedId(['opsgenie', alias]);
}

/** The severity an alert of a priority has. */
export function severityOfPriority(priority: Priority): Severity {
  return severityOf[priority];
}

/**
 * Reads the body of Opsgenie's `POST /v2/alerts` (S140): `newKey` names the problem when no alias does, `sentFrom` is the address
 * that counts as its source when none is given.
 */
export function parseCreateAlert(body: unknown, { newKey, sentFrom }: { newKey: string; sentFrom: string }): ParsedOpsgenie {
  const given = carriable(body);
  const parsed = Body.safeParse(given);
  if (!parsed.success) {
    return { errors: Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.') || 'body', message])) };
  }
  const { data } = parsed;
  const priority = data.priority ?? 'P3';
  const details = detailsOf(data, given as Record<string, unknown>);
  const labels = labelsOf(data);
  const links = linksOf(data);
  const note = data.note?.trim();
  return {
    alert: {
      action: 'trigger',
      dedupKey: data.alias ? keyOfAlias(data.alias) : newKey,
      summary: beginningOf(data.message, maxText),
      source: beginningOf(data.source || sentFrom, maxText),
      severity: severityOf[priority],
      known: knownOf(data, priority),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(details).length === 0 ? {} : { details }),
      ...(links.length === 0 ? {} : { links }),
      client: 'Opsgenie API',
    },
    ...(note ? { note: beginningOf(note, longestNote) } : {}),
  };
}

function knownOf({ tags, entity, user }: Body, priority: Priority): Known {
  return {
    priority,
    ...(tags?.length ? { tags: beginningOf(tags.join(', '), 2000) } : {}),
    ...(entity ? { domain: beginningOf(entity, 2000) } : {}),
    ...(user ? { reporter: beginningOf(user, 2000) } : {}),
  };
}

/** Details are names and values by their nature; a tag is one where it is written `name:value`. */
function labelsOf({ details, tags }: Body): Record<string, string> {
  const tagged = (tags ?? []).flatMap((tag) => {
    const [, name, value] = /^([\w.-]{1,100}):(?!\/\/)(.+)$/s.exec(tag) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  const plain = Object.entries(details ?? {}).flatMap(([name, value]) =>
    name.trim() !== '' && ['string', 'number', 'boolean'].includes(typeof value) ? [[beginningOf(name, 100), String(value)] as const] : [],
  );
  return Object.fromEntries([...tagged, ...plain].slice(-mostLabels).map(([name, value]) => [name, beginningOf(value, 500)]));
}

function linksOf({ details }: Body): NonNullable<Alert['links']> {
  return Object.entries(details ?? {})
    .flatMap(([name, value]) =>
      typeof value === 'string' && value.length <= 2048 && /^https?:\/\/\S+$/i.test(value)
        ? [{ href: value, text: beginningOf(name, maxText) }]
        : [],
    )
    .slice(0, 50);
}

/** Everything else the sender said, as it said it: its own details by their names, the rest by theirs. */
function detailsOf({ alias, details, priority, note, message }: Body, given: Record<string, unknown>): Record<string, unknown> {
  const rest = Object.entries(given).filter(([name, value]) => !readElsewhere.has(name) && value !== null && value !== '');
  return {
    ...details,
    ...Object.fromEntries(rest),
    ...(alias && alias.length > maxDedupKey ? { alias } : {}),
    // Whole, when a field of ours holds its beginning alone.
    ...(note && note.length > longestNote ? { note } : {}),
    ...(message.length > maxText ? { message } : {}),
    ...(given['details'] && !details ? { details: given['details'] } : {}),
    ...(given['priority'] && !priority ? { priority: given['priority'] } : {}),
  };
}
