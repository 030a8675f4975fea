import ICAL from 'ical.js';
import { dayNumberOf, parseDate, type LocalDateTime } from '../time/calendar.ts';

/** One property of a calendar file, as jCal has it. */
export interface Property {
  name: string;
  parameters: Readonly<Record<string, unknown>>;
  type: string;
  values: readonly unknown[];
}

/** Reads one unfolded line; undefined when it is no property. ical.js throws for those, and for whatever it does not expect. */
export function readProperty(content: string): Property | undefined {
  try {
    const [name, parameters, type, ...values] = ICAL.parse.property(content, ICAL.design.defaultSet) as [
      string,
      Record<string, unknown>,
      string,
      ...unknown[],
    ];
    return { name, parameters, type, values };
  } catch {
    return undefined;
  }
}

/** A parameter as text; of several values the first. */
export function parameterOf(property: Property, name: string): string | undefined {
  const given = Object.hasOwn(property.parameters, name) ? property.parameters[name] : undefined;
  const first: unknown = Array.isArray(given) ? given[0] : given;
  return typeof first === 'string' ? first : undefined;
}

/** A date or a moment as a calendar file writes it, before anybody knows which zone it is in. */
export interface WrittenTime {
  local: LocalDateTime;
  isDay: boolean;
  isUtc: boolean;
  /** The zone it names; undefined for UTC and for a floating time. */
  zone?: string | undefined;
}

const pattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z?))?$/;

/** Reads a jCal date or date-time; undefined when it names a day or a time that does not exist. */
export function readTime(value: unknown, zone?: string): WrittenTime | undefined {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  const date = match && parseDate(match[1] ?? '');
  if (!match || !date || dayNumberOf(date) < -700_000) {
    return undefined;
  }
  const [hour, minute, second] = [match[2], match[3], match[4]].map((digits) => Number(digits ?? 0));
  if (hour === undefined || minute === undefined || second === undefined || hour > 23 || minute > 59 || second > 60) {
    return undefined;
  }
  const isUtc = match[5] === 'Z';
  // A leap second is told by no clock of ours.
  const local = { ...date, hour, minute, second: Math.min(second, 59) };
  return { local, isDay: match[2] === undefined, isUtc, zone: isUtc ? undefined : zone };
}

/** All times of a property (EXDATE and RDATE may have many); what cannot be read is undefined. A period gives its beginning. */
export function timesOf(property: Property): (WrittenTime | undefined)[] {
  const zone = parameterOf(property, 'tzid');
  return property.values.map((value) => readTime(Array.isArray(value) ? value[0] : value, zone));
}

/** Whole days and milliseconds of a DURATION; days are counted on the wall, hours as they pass. Undefined for anything else. */
export function readDuration(text: string): { days: number; ms: number } | undefined {
  const match = /^\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/.exec(text);
  if (!match || match.slice(1).every((part) => part === undefined)) {
    return undefined;
  }
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  return { days: weeks * 7 + days, ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}
