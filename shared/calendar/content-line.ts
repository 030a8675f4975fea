import ICAL from 'ical.js';
import { isoOf, parseIso, SECOND_MS, type Instant } from '../time/instant.ts';

/** The most octets a line may have before it is folded, its line break not counted (RFC 5545, 3.1). */
export const foldAfterOctets = 75;

// Years have four digits here; an instant may lie far outside.
const earliest = parseIso('0001-01-01T00:00:00Z') ?? 0;
const latest = parseIso('9999-12-31T23:59:59Z') ?? 0;

// oxlint-disable-next-line no-control-regex -- RFC 5545 allows no control characters in text but the tab and the line break.
const notInText = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF]/g;

/** Text as a calendar may hold it: line breaks of one kind, no other control characters, no half characters. */
export function calendarText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(notInText, '');
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) {
    return 1;
  }
  return codePoint < 0x8_00 ? 2 : codePoint < 0x1_00_00 ? 3 : 4;
}

/**
 * Folds a line so that no piece has more than 75 octets, the space that begins a continuation counted, and no character is cut.
 * ical.js folds too, but does not count that space.
 */
export function foldLine(unfolded: string): string {
  // No UTF-16 unit takes more than three octets, and most lines are short.
  if (unfolded.length * 3 <= foldAfterOctets) {
    return unfolded;
  }
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of unfolded) {
    const more = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + more > foldAfterOctets) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += more;
  }
  return [...pieces, piece].join('\r\n');
}

/** The second a calendar writes for an instant: calendars know no milliseconds, and no years beyond 9999. */
export function secondOf(at: Instant): Instant {
  return Math.floor(Math.min(latest, Math.max(earliest, at)) / SECOND_MS) * SECOND_MS;
}

function line(name: string, type: string, value: string): string {
  return foldLine(ICAL.stringify.property([name, {}, type, value], ICAL.design.defaultSet, true));
}

/** A property whose value is text, escaped and folded, without the line break at its end. */
export function textLine(name: string, text: string): string {
  return line(name, 'text', calendarText(text));
}

/** A property whose value is an instant, written in UTC so that every program shows the same moment. */
export function instantLine(name: string, at: Instant): string {
  return line(name, 'date-time', isoOf(secondOf(at)).replace('.000', ''));
}

/** A property whose value stands as it is: a duration, a number, a word of the standard. */
export function plainLine(name: string, value: string, type = 'unknown'): string {
  return line(name, type, value);
}

/** A text property the standard does not know (`X-WR-CALNAME`), which ical.js would neither type nor escape. */
export function ownTextLine(name: string, text: string): string {
  const escaped = calendarText(text)
    .replaceAll(/[\\;,]/g, (special) => `\\${special}`)
    .replaceAll('\n', '\\n');
  return foldLine(`${name}:${escaped}`);
}
