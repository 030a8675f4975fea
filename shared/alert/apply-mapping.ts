import { severities } from '../log/severity.ts';
import { isoOf, parseIso, type Instant } from '../time/instant.ts';
import type { Alert } from './alert.ts';
import { beside } from './beside.ts';
import { fitAlert } from './fit.ts';
import { labelReader, reader, wordReader, type Reader, type Reading } from './expression.ts';
import { isRecord, parsePath, textOf, valueAt } from './json-path.ts';
import { mappedActions, type Mapping } from './mapping.ts';
import { obviousNames } from './obvious.ts';
import { actionOfWord, severityOfWord } from './words.ts';

/** Alerts read from a body and how many were to be ignored; or everything that is wrong with it, as sentences. */
export type Mapped = { alerts: Alert[]; ignored: number } | { errors: string[] };

const mostAlerts = 10_000;

/**
 * Reads a body as a mapping says, and by the obvious names where it says nothing or finds nothing (B2, S56). In doubt about the
 * action it rings, about the severity it is an error; an alert without a key is named by its text, as `keyOfText` does. What no
 * field has taken is kept in the details. Without a mapping a body must carry a text under an obvious name; with one it rings whatever it carries.
 */
export function applyMapping(
  mapping: Mapping | undefined,
  body: unknown,
  now: Instant,
  keyOfText: (summary: string, source: string) => string,
): Mapped {
  const list = alertsIn(mapping?.each, body);
  if ('errors' in list) {
    return list;
  }
  const drawn = drawer(mapping, keyOfText);
  const path = mapping?.each === undefined ? undefined : parsePath(mapping.each);
  const rest = path && isRecord(body) && body !== list.found[0] ? restBeside(path.steps, body) : {};
  const around = beside(rest, list.found.length);
  const alerts: Alert[] = [];
  const errors: string[] = [];
  let ignored = 0;
  list.found.forEach((here, index) => {
    const alert = drawn({ here, root: body, used: new Set() }, around(index), now);
    if (alert === 'ignore') {
      ignored += 1;
    } else if (typeof alert === 'string') {
      errors.push(list.found.length === 1 ? alert : `alert ${index + 1}: ${alert}`);
    } else {
      alerts.push(alert);
    }
  });
  return errors.length > 0 ? { errors: errors.slice(0, 20) } : { alerts, ignored };
}

function alertsIn(each: string | undefined, body: unknown): { found: unknown[] } | { errors: string[] } {
  const path = each === undefined ? undefined : parsePath(each);
  const at = path ? valueAt(path, body, body) : body;
  const found = Array.isArray(at) ? (at as unknown[]) : [at];
  if (found.length > mostAlerts) {
    return { errors: [`the body carries ${found.length} alerts; send at most ${mostAlerts} at a time`] };
  }
  if (each !== undefined && at === undefined) {
    return { errors: [`there is nothing at ${each}, where the mapping of this integration looks for alerts`] };
  }
  const strange = found.findIndex((one) => !isRecord(one));
  return strange === -1
    ? { found }
    : { errors: [`${found.length > 1 ? `alert ${strange + 1}` : 'the body'} is not a JSON object; send names and values in braces`] };
}

/** What stands in a body beside the list at a path, without the list. */
function restBeside(steps: readonly (string | number)[], body: Record<string, unknown>): Record<string, unknown> {
  const [first, ...more] = steps;
  const { [String(first)]: inner, ...rest } = body;
  const innerRest = more.length > 0 && isRecord(inner) ? restBeside(more, inner) : {};
  return Object.keys(innerRest).length === 0 ? rest : { ...rest, [String(first)]: innerRest };
}

/** How one alert is drawn: 'ignore' when it is to be, a sentence when it cannot be. */
function drawer(
  mapping: Mapping | undefined,
  keyOfText: (summary: string, source: string) => string,
): (reading: Reading, around: Record<string, unknown>, now: Instant) => Alert | string {
  const plain = {
    ...both('dedupKey', mapping),
    ...both('summary', mapping),
    ...both('source', mapping),
    ...both('component', mapping),
    ...both('group', mapping),
    ...both('class', mapping),
    ...both('occurredAt', mapping),
    ...both('groupKey', mapping),
    ...both('expiresAt', mapping),
    ...both('client', mapping),
    ...both('clientUrl', mapping),
  } as Record<PlainField, Reader>;
  const known = Object.entries({ ...obviousNames.known, ...mapping?.known }).map(([field, of]) => [field, reader(of)] as const);
  const links = [...(mapping?.links ?? []), ...(obviousNames.links ?? [])].map(({ href, text }) => [reader(href), reader(text)] as const);
  const images = [...(mapping?.images ?? []), ...(obviousNames.images ?? [])].map(({ src, alt }) => [reader(src), reader(alt)] as const);
  const labels = labelReader(mapping?.labels ?? obviousNames.labels);
  const action = wordReader(mapping?.action, obviousNames.action, mappedActions, actionOfWord);
  const severity = wordReader(mapping?.severity, obviousNames.severity, severities, severityOfWord);
  return (reading, around, now) => {
    const text = (field: PlainField) => textOf(plain[field](reading));
    const asked = action(reading);
    if (asked.meaning === 'ignore') {
      return 'ignore';
    }
    const wanted = asked.meaning ?? 'trigger';
    const source = text('source');
    const said = text('summary');
    const summary = said === '' && mapping ? textOf(reading.here) : said;
    const key = text('dedupKey');
    if (summary === '' && (wanted === 'trigger' || key === '')) {
      return `it says nothing that could be shown; give it one of ${['summary', 'title', 'message'].join(', ')}, or write a mapping for this integration`;
    }
    const expiresAt = wanted === 'trigger' ? instantOf(plain.expiresAt(reading)) : undefined;
    const occurredAt = plain.occurredAt(reading);
    const fields = {
      action: wanted,
      dedupKey: key === '' ? keyOfText(summary, source) : key,
      summary,
      source,
      severity: severity(reading).meaning ?? severityOfWord(asked.word) ?? 'error',
      component: text('component'),
      group: text('group'),
      class: text('class'),
      occurredAt: isoText(occurredAt),
      groupKey: text('groupKey'),
      expiresAt: expiresAt !== undefined && expiresAt > now ? expiresAt : undefined,
      known: Object.fromEntries(known.map(([field, of]) => [field, knownOf(field, of(reading))])),
      labels: labels(reading),
      links: links.map(([href, name]) => ({ href: textOf(href(reading)), text: textOf(name(reading)) })),
      images: images.map(([src, alt]) => ({ src: textOf(src(reading)), alt: textOf(alt(reading)) })),
      client: text('client'),
      clientUrl: text('clientUrl'),
    };
    const details = Object.entries(reading.here as object).filter(([name]) => !reading.used.has(name));
    return fitAlert({ ...fields, details: { ...around, ...Object.fromEntries(details) } });
  };
}

const plainFields = [
  ...(['dedupKey', 'summary', 'source', 'component', 'group', 'class'] as const),
  ...(['occurredAt', 'groupKey', 'expiresAt', 'client', 'clientUrl'] as const),
];
type PlainField = (typeof plainFields)[number];

function both(field: PlainField, mapping: Mapping | undefined): Record<string, Reader> {
  const [first, second] = [reader(mapping?.[field]), reader(obviousNames[field])];
  return { [field]: (reading: Reading) => first(reading) ?? second(reading) };
}

function knownOf(field: string, value: unknown): string | number | boolean | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  const text = textOf(value);
  return text === '' ? undefined : field === 'priority' ? text.toUpperCase() : text;
}

/** An instant as monitors write one: ISO 8601, or seconds or milliseconds since 1970. */
function instantOf(value: unknown): Instant | undefined {
  const text = textOf(value);
  const number = /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  return number === undefined ? parseIso(text) : Math.round(number < 1e11 ? number * 1000 : number);
}

function isoText(value: unknown): string | undefined {
  const instant = typeof value === 'number' || /^\d{9,13}$/.test(textOf(value)) ? instantOf(value) : undefined;
  return instant === undefined ? textOf(value) : isoOf(instant);
}
