/** One component of a calendar file with the properties an import reads, unfolded, in the order they stand. */
export interface Block {
  name: string;
  /** Line of its BEGIN, from 1. */
  line: number;
  properties: string[];
  /** Components inside it: the observances of a time zone. Those of an event (its alarms) are not kept. */
  parts: Block[];
  /** Its END is missing. */
  isCut: boolean;
  /** How many characters it has of what is read. */
  size: number;
  /** It has more of it than is read. */
  isTooLong: boolean;
}

/** What stands in a calendar file. */
export interface Scanned {
  isCalendar: boolean;
  events: Block[];
  zones: Block[];
  /** How many components of other kinds there are, by name: tasks, journals, free-busy times. */
  others: Map<string, number>;
  isTooLong: boolean;
}

const wanted = new Set(
  (
    'uid summary dtstart dtend duration rrule exrule rdate exdate recurrence-id status attendee organizer ' +
    'x-microsoft-cdo-busystatus tzid x-lic-location tzoffsetto'
  ).split(' '),
);
/** Longer ones are given cut, and found unreadable if that matters. */
const longestProperty = 64 * 1024;
const mostProperties = 2000;
const longestBlock = 256 * 1024;
const mostParts = 500;

/** The lines of a text, unfolded (RFC 5545, 3.1), each with where it begins. Continuations of what nobody reads are passed over. */
function* unfolded(text: string): Generator<{ line: number; content: string }> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 0;
  let current: { line: number; content: string } | undefined;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const contentEnd = text[end - 1] === '\r' ? end - 1 : end;
    line += 1;
    if (contentEnd <= at) {
      at = end + 1;
      continue;
    }
    if ((text[at] === ' ' || text[at] === '\t') && current) {
      if (current.content.length < longestProperty) {
        current.content += text.slice(at + 1, Math.min(contentEnd, at + 1 + longestProperty));
      }
    } else {
      if (current) {
        yield current;
      }
      current = { line, content: text.slice(at, Math.min(contentEnd, at + longestProperty)) };
    }
    at = end + 1;
  }
  if (current) {
    yield current;
  }
}

/** Finds the events and time zones of a calendar file, whatever else is in it; stops when there are more than `mostEvents`. */
export function scanCalendar(text: string, mostEvents: number): Scanned {
  const scanned: Scanned = { isCalendar: false, events: [], zones: [], others: new Map(), isTooLong: false };
  const lines = text.includes('\n') ? text : text.replaceAll('\r', '\n');
  let block: Block | undefined;
  let part: Block | undefined;
  // Components inside the block that are not kept.
  let inside = 0;
  for (const { line, content } of unfolded(lines)) {
    const name = /^[A-Za-z0-9-]{1,40}(?=[:;])/.exec(content)?.[0].toLowerCase();
    if (name === 'begin') {
      const kind = content.slice(6, 60).trim().toLowerCase();
      scanned.isCalendar ||= kind === 'vcalendar';
      const isTop = kind === 'vevent' || kind === 'vtimezone';
      if (isTop || kind === 'vcalendar') {
        cut(block);
        [block, part, inside] = [undefined, undefined, 0];
      }
      if (isTop) {
        block = { name: kind, line, properties: [], parts: [], isCut: false, size: 0, isTooLong: false };
        (kind === 'vevent' ? scanned.events : scanned.zones).push(block);
      } else if (block?.name === 'vtimezone' && inside === 0 && block.parts.length < mostParts) {
        part = { name: kind, line, properties: [], parts: [], isCut: false, size: 0, isTooLong: false };
        block.parts.push(part);
        inside = 1;
      } else if (block) {
        inside += 1;
      } else if (kind !== 'vcalendar' && scanned.others.size < 100) {
        scanned.others.set(kind, (scanned.others.get(kind) ?? 0) + 1);
      }
      if (scanned.events.length > mostEvents) {
        return { ...scanned, isTooLong: true };
      }
    } else if (name === 'end') {
      const kind = content.slice(4, 60).trim().toLowerCase();
      if (kind === 'vcalendar') {
        cut(block);
      }
      if (inside > 0 && kind !== block?.name) {
        inside -= 1;
        part = inside === 0 ? undefined : part;
      } else {
        [block, part, inside] = [undefined, undefined, 0];
      }
    } else if (block && name !== undefined && wanted.has(name)) {
      const into = inside === 0 ? block : part;
      if (into && into.properties.length < mostProperties && into.size < longestBlock) {
        into.properties.push(content);
        into.size += content.length;
      } else if (into) {
        into.isTooLong = true;
      }
    }
  }
  cut(block);
  return scanned;
}

function cut(block: Block | undefined): void {
  if (block) {
    block.isCut = true;
  }
}
