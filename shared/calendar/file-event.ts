import { parameterOf, readDuration, readProperty, timesOf, type Property, type WrittenTime } from './property.ts';
import type { Budget, RuleData } from './recurrence.ts';
import type { NotUnderstood } from './report.ts';
import type { Block } from './scan.ts';

/** Somebody an event names: by address, by name, or both. */
export interface Named {
  mail?: string | undefined;
  name?: string | undefined;
}

/** An event as the file has it, before anybody knows the zones and people it means. */
export interface FileEvent {
  line: number;
  uid: string;
  summary: string;
  start: WrittenTime;
  end: WrittenTime | { days: number; ms: number };
  rules: RuleData[];
  added: WrittenTime[];
  excluded: WrittenTime[];
  /** Which occurrence of its series this event stands in for. */
  insteadOf?: WrittenTime | undefined;
  isThisAndFuture: boolean;
  isCancelled: boolean;
  isOutOfOffice: boolean;
  attendees: Named[];
  organizer?: Named | undefined;
  /** Properties that could not be read, and without which the event still means something. */
  leftOut: string[];
}

/** An event that means nothing, and why. */
export interface BrokenEvent {
  line: number;
  uid: string;
  summary: string;
  why: NotUnderstood;
}

const longestText = 200;
/** An event of this many characters or fewer is read in no time. */
const shortBlock = 8192;

function shortText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestText).toWellFormed().trim() : '';
}

function namedBy(property: Property): Named {
  const address = shortText(property.values[0]).replace(/^mailto:/i, '');
  const mail = parameterOf(property, 'email') ?? (address.includes('@') ? address : undefined);
  return { mail, name: parameterOf(property, 'cn')?.slice(0, longestText) };
}

function isAsked(attendee: Property): boolean {
  const word = (name: string) => parameterOf(attendee, name)?.toUpperCase() ?? '';
  return word('partstat') !== 'DECLINED' && !['ROOM', 'RESOURCE'].includes(word('cutype')) && word('role') !== 'NON-PARTICIPANT';
}

/** Reads an event's properties. Long lists of dates are paid for from the file's budget. */
export function readEvent(block: Block, budget: Budget): FileEvent | BrokenEvent {
  const isLong = block.size > shortBlock;
  const leftOut = new Set<string>();
  const readable =
    block.isTooLong || (isLong && budget.left <= 0)
      ? block.properties.filter((content) => /^(?:uid|summary)[:;]/i.test(content))
      : block.properties;
  const properties = readable.flatMap((content) => {
    const property = readProperty(content);
    if (!property) {
      leftOut.add((/^[\w-]+/.exec(content)?.[0] ?? '').toUpperCase());
    }
    return property ?? [];
  });
  const named = (name: string) => properties.filter((property) => property.name === name);
  const first = (name: string) => named(name)[0];
  const times = (name: string) =>
    named(name)
      .flatMap(timesOf)
      .flatMap((time) => {
        if (!time) {
          leftOut.add(name.toUpperCase());
        }
        return time ?? [];
      });
  const known = { line: block.line, uid: shortText(first('uid')?.values[0]), summary: shortText(first('summary')?.values[0]) };
  const broken = (why: NotUnderstood): BrokenEvent => ({ ...known, why });
  if (block.isCut) {
    return broken({ code: 'cut-short' });
  }
  if (readable.length < block.properties.length) {
    return broken({ code: 'too-much-work' });
  }
  if (isLong) {
    budget.left -= block.size / 8;
  }
  if (!first('dtstart')) {
    return broken(leftOut.has('DTSTART') ? { code: 'unreadable', property: 'DTSTART' } : { code: 'no-start' });
  }
  const [start] = times('dtstart');
  if (!start) {
    return broken({ code: 'unreadable', property: 'DTSTART' });
  }
  if (leftOut.has('RRULE')) {
    return broken({ code: 'bad-rule', rule: ruleText(block) });
  }
  const end = endOf(start, first('dtend') && times('dtend')[0], first('duration'));
  const unread = ['DTEND', 'DURATION', 'RECURRENCE-ID'].find((name) => leftOut.has(name));
  if (!end || unread !== undefined) {
    return broken(
      end
        ? { code: 'unreadable', property: unread ?? '' }
        : { code: first('duration') || first('dtend') ? 'unreadable' : 'no-length', property: first('duration') ? 'DURATION' : 'DTEND' },
    );
  }
  const [insteadOf] = times('recurrence-id');
  if (first('exrule')) {
    leftOut.add('EXRULE');
  }
  const instead = first('recurrence-id');
  return {
    ...known,
    start,
    end,
    rules: insteadOf ? [] : named('rrule').map(({ values }) => values[0] as RuleData),
    added: insteadOf ? [] : times('rdate'),
    excluded: times('exdate'),
    insteadOf,
    isThisAndFuture: instead !== undefined && parameterOf(instead, 'range')?.toUpperCase() === 'THISANDFUTURE',
    isCancelled: shortText(first('status')?.values[0]).toUpperCase() === 'CANCELLED',
    isOutOfOffice: shortText(first('x-microsoft-cdo-busystatus')?.values[0]).toUpperCase() === 'OOF',
    attendees: named('attendee').filter(isAsked).map(namedBy),
    organizer: named('organizer').map(namedBy)[0],
    leftOut: [...leftOut],
  };
}

function ruleText(block: Block): string {
  return (block.properties.find((content) => /^rrule/i.test(content)) ?? '').slice(0, longestText);
}

/** Where an event ends: as it says, after a day when it is one day and says nothing; undefined when nothing says it. */
function endOf(start: WrittenTime, end: WrittenTime | undefined, duration: Property | undefined): FileEvent['end'] | undefined {
  if (end) {
    return end.isDay === start.isDay ? end : undefined;
  }
  if (duration) {
    const read = readDuration(String(duration.values[0]));
    return read && start.isDay && read.ms > 0 ? undefined : read;
  }
  return start.isDay ? { days: 1, ms: 0 } : undefined;
}
