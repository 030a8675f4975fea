import { z } from 'zod';
import type { Alert } from '../../../shared/alert/alert.ts';
import type { Change } from '../../../shared/alert/change.ts';
import { sizeUpTo } from '../../../shared/alert/size.ts';
import { parseIso, type Instant } from '../../../shared/time/instant.ts';
import type { Definition } from '../../../shared/workspace/definitions.ts';

/** What a sender sent, with all a parser may look at; `integration` is how the workspace defines it. */
export interface Sent {
  body: unknown;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  query: Readonly<Record<string, unknown>>;
  now: Instant;
  integration?: Definition<'integration'> | undefined;
}

/** What was read of it. `ignored` says why nothing, or not all, was made of a body that is well formed; or all that is wrong, as sentences. */
export type Parsed = { alerts: Alert[]; changes: Change[]; ignored?: string } | { errors: string[] };

/** Reads what a sender sent; pure. */
export type Parse = (sent: Sent) => Parsed;

/** Reading a body of many alerts: yields every so many, for other work to be done meanwhile. */
export type Reading = Generator<undefined, Parsed>;

/** So many alerts are read, and taken, before other work gets its turn. */
export const alertsABit = 50;

/** Reads to the end without letting anything else have a turn. */
export function atOnce(reading: Reading): Parsed {
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      return value;
    }
  }
}

/** Reads the alerts of a list by their schema, each into ours, or tells what is wrong with them; `at` is where in the body they stand. */
export function* readEach<T>(
  schema: z.ZodType<T>,
  list: readonly unknown[],
  at: readonly string[],
  make: (one: T, index: number) => Alert,
): Reading {
  const alerts: Alert[] = [];
  const issues: z.core.$ZodIssue[] = [];
  for (const [index, one] of list.entries()) {
    const parsed = schema.safeParse(one, { reportInput: true });
    if (parsed.success) {
      alerts.push(make(parsed.data, index));
    } else {
      issues.push(...parsed.error.issues.map((issue) => ({ ...issue, path: [...at, index, ...issue.path] })));
    }
    if (index % alertsABit === alertsABit - 1) {
      yield;
    }
  }
  return issues.length > 0 ? wrong(issues) : { alerts, changes: [] };
}

/** Text as monitors write it: a number or yes and no will do. */
export const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Text that may be missing; what is of another kind than text counts as missing, because a page matters more. */
export const textIfAny = text
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);

/** Labels that may be missing. */
export const labelsIfAny = z.record(z.string(), z.unknown()).optional().catch(undefined);

/** A body that was well formed and says nothing to keep, with why. */
export function nothing(why: string): Parsed {
  return { alerts: [], changes: [], ignored: why };
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'an object with names and values',
  record: 'an object with names and values',
  array: 'a list',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What is wrong in one place, as a sentence that says what to send there. */
function problemOf(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.') || 'body';
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') {
    const wanted = issue.code === 'invalid_type' ? (kinds[issue.expected] ?? issue.expected) : 'text';
    return issue.input === undefined ? `${name}: is missing; it must be ${wanted}` : `${name}: must be ${wanted}`;
  }
  return issue.code === 'invalid_value' && issue.message.startsWith('Invalid')
    ? `${name}: must be one of ${issue.values.map(String).join(', ')}`
    : `${name}: ${issue.message}`;
}

/** Reads a body by its schema, then makes of it what `make` says; or tells everything that is wrong with it. */
export function read<T>(schema: z.ZodType<T>, body: unknown, make: (data: T) => Parsed): Parsed {
  const parsed = schema.safeParse(body, { reportInput: true });
  return parsed.success ? make(parsed.data) : wrong(parsed.error.issues);
}

/** Reads what stands around a list by its schema, then the list as `make` says; or tells what is wrong with it. */
export function* readAround<T>(schema: z.ZodType<T>, body: unknown, make: (data: T) => Reading): Reading {
  const parsed = schema.safeParse(body, { reportInput: true });
  return parsed.success ? yield* make(parsed.data) : wrong(parsed.error.issues);
}

function wrong(issues: readonly z.core.$ZodIssue[]): { errors: string[] } {
  return { errors: issues.slice(0, 20).map(problemOf) };
}

/**
 * The details of an alert: what stands in a body beside the fields that were given a place. One of those whose value could not be
 * read stays too; empty ones go.
 */
export function unplaced(raw: object, placed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).filter(
      ([name, value]) => value !== null && value !== '' && !(Object.hasOwn(placed, name) && placed[name] !== undefined),
    ),
  );
}

/** A moment a monitor wrote with a space in place of the T and UTC in place of the Z, as ISO 8601; any other text as it is. */
export function isoText(written: string | undefined): string | undefined {
  const iso = written
    ?.trim()
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(UTC|Z|[+-]\d{2}:?\d{2})?$/, (_, day, time, zone) => {
      return `${day}T${time}${zone === undefined || zone === 'UTC' ? 'Z' : zone}`;
    });
  return iso !== undefined && parseIso(iso) !== undefined ? iso : written;
}

/** How long one field of the details may be as JSON where a sender sends whole pages of them. */
const longestField = 4000;

/** Details without those fields that are too long for a log, which are named in their place: their page is a link away. */
export function slim(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isShort = (value: unknown) => sizeUpTo(value, longestField) <= longestField;
  const long = Object.keys(details).filter((name) => !isShort(details[name]));
  const short = Object.entries(details).filter(([name]) => !long.includes(name));
  return { ...Object.fromEntries(short), ...(long.length === 0 ? {} : { leftOut: long }) };
}

/**
 * The details of what is told by one object within a body: the fields of both that were not given a place, each short enough for a
 * log; those of the object under its name.
 */
export function slimAround(
  data: object,
  name: string,
  placed: Readonly<Record<string, unknown>>,
  inner: Readonly<Record<string, unknown>>,
) {
  const object = (data as Record<string, unknown>)[name];
  const rest = typeof object === 'object' && object !== null ? slim(unplaced(object, inner)) : {};
  return { ...slim(unplaced(data, { ...placed, [name]: object })), ...(Object.keys(rest).length === 0 ? {} : { [name]: rest }) };
}
