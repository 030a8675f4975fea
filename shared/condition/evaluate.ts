import { RE2JS } from 're2js';
import { dateOfDayNumber, dayNumberOf, type LocalDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { isWithin, nextEdge } from '../time/local-window.ts';
import { instantsOf, localAt, type Zone } from '../time/zone.ts';
import { operationOf, type Comparison, type Condition } from './condition.ts';
import { kindOfField } from './fields.ts';

/** What is known, by the names of fields; one with several values holds where any of them does. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The present, as a condition sees it: in the zone and with the holidays of whoever wrote it. */
export interface Moment {
  now: Instant;
  zone: Zone;
  isHoliday(date: LocalDate): boolean;
}

/** Whether a condition holds. Of what is not known nothing holds but that it is not so. */
export function holds(condition: Condition, facts: Facts, moment: Moment): boolean {
  if ('all' in condition) {
    return condition.all.every((each) => holds(each, facts, moment));
  }
  if ('any' in condition) {
    return condition.any.some((each) => holds(each, facts, moment));
  }
  if ('not' in condition) {
    return !holds(condition.not, facts, moment);
  }
  if ('during' in condition) {
    return isWithin(condition.during, moment.zone, moment.now);
  }
  if ('holiday' in condition) {
    return moment.isHoliday(localAt(moment.zone, moment.now)) === condition.holiday;
  }
  return compares(condition, facts[condition.field]);
}

type Plain = string | number | boolean;

/** Whether a comparison holds for what is known of its field. */
export function compares(comparison: Comparison, fact: Facts[string]): boolean {
  const known: readonly Plain[] = fact === undefined ? [] : typeof fact === 'object' ? fact : [fact];
  const { operator, value } = operationOf(comparison);
  const rank = rankBy(comparison.field);
  const any = (test: (each: Plain) => boolean) => known.some(test);
  const wanted = [value].flat() as Plain[];
  switch (operator) {
    case 'is':
    case 'in':
      return any((each) => wanted.some((one) => same(each, one)));
    case 'isNot':
    case 'notIn':
      return !any((each) => wanted.some((one) => same(each, one)));
    case 'atLeast':
      return any((each) => rank(each) >= rank(value));
    case 'atMost':
      return any((each) => rank(each) <= rank(value));
    case 'above':
      return any((each) => rank(each) > rank(value));
    case 'below':
      return any((each) => rank(each) < rank(value));
    case 'contains':
      return any((each) => String(each).toLowerCase().includes(String(value).toLowerCase()));
    case 'matches':
      return any((each) => finds(String(value), String(each)));
    case 'exists':
      return known.length > 0 === value;
  }
}

function same(a: Plain, b: Plain): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** How a field's values are put in order; the worse a severity or priority the higher. What has no order compares with nothing. */
function rankBy(field: string): (value: unknown) => number {
  const kind = kindOfField(field);
  return (value) => {
    if (typeof kind === 'object') {
      const at = kind.ranked.indexOf(String(value));
      return at === -1 ? NaN : 0 - at;
    }
    return typeof value === 'string' && value.trim() !== '' ? Number(value) : typeof value === 'number' ? value : NaN;
  };
}

/** How much of a text is looked through for a pattern: no title or label worth a page is longer, and time grows with it (S3). */
const textLength = 2000;
const mostRemembered = 2000;
const found = new Map<string, boolean>();

/** Whether a text has a pattern in it. What was looked for before is remembered: the same incident is asked again and again. */
function finds(pattern: string, text: string): boolean {
  const looked = text.slice(0, textLength);
  const key = `${pattern}\n${looked}`;
  const known = found.get(key);
  if (known !== undefined) {
    return known;
  }
  const result = compiled(pattern).matcher(looked).find();
  if (found.size >= mostRemembered) {
    found.clear();
  }
  found.set(key, result);
  return result;
}

const patterns = new Map<string, RE2JS>();

function compiled(pattern: string): RE2JS {
  const known = patterns.get(pattern) ?? RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  patterns.set(pattern, known);
  return known;
}

/** Whether the passing of time plays a part in a condition. */
export function isTimed(condition: Condition): boolean {
  if ('all' in condition || 'any' in condition) {
    return ('all' in condition ? condition.all : condition.any).some(isTimed);
  }
  return 'not' in condition ? isTimed(condition.not) : 'during' in condition || 'holiday' in condition;
}

/** The next instant after now at which the passing of time alone may change whether a condition holds; undefined when it plays no part. */
export function nextChange(condition: Condition, moment: Moment): Instant | undefined {
  const changes = changesOf(condition, moment);
  return changes.length === 0 ? undefined : Math.min(...changes);
}

function changesOf(condition: Condition, moment: Moment): Instant[] {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    return parts.flatMap((each) => changesOf(each, moment));
  }
  if ('not' in condition) {
    return changesOf(condition.not, moment);
  }
  if ('during' in condition) {
    return [nextEdge(condition.during, moment.zone, moment.now)];
  }
  return 'holiday' in condition ? [nextMidnight(moment)] : [];
}

function nextMidnight({ zone, now }: Moment): Instant {
  const tomorrow = dateOfDayNumber(dayNumberOf(localAt(zone, now)) + 1);
  const { first, last } = instantsOf(zone, { ...tomorrow, hour: 0, minute: 0, second: 0 });
  return first > now ? first : last;
}
