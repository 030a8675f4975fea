/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z, on the relay's clock unless said otherwise. */
export type Instant = number;

/** Milliseconds in one second. */
export const SECOND_MS = 1000;
/** Milliseconds in one minute. */
export const MINUTE_MS = 60 * SECOND_MS;
/** Milliseconds in one hour. */
export const HOUR_MS = 60 * MINUTE_MS;
/** Milliseconds in one day of 24 hours; a local day may be longer or shorter, see `zone.ts`. */
export const DAY_MS = 24 * HOUR_MS;

// The one place of shared/ that touches Date: parsing and formatting with an explicit argument reads no clock.
/* oxlint-disable no-restricted-globals */

/** Writes an instant as ISO 8601 in UTC with milliseconds: `2026-11-23T03:00:00.000Z`. */
export function isoOf(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** Reads an ISO 8601 date and time that carries an offset or `Z`; undefined when it does not parse or names no offset. */
export function parseIso(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    return undefined;
  }
  const instant = new Date(text).getTime();
  // A day that does not exist is refused: Date would take 30 February for 2 March.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  return Number.isNaN(instant) || !isDay ? undefined : instant;
}
