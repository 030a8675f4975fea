import { dayNumberOf, localOfWallMs, wallMsOf, type LocalDateTime } from '../time/calendar.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { daysLater } from './file-zones.ts';
import type { FileEvent } from './file-event.ts';
import { readTime, type WrittenTime } from './property.ts';
import { isTooFrequent, TooMuchWork, wallStarts, type Budget, type RuleData } from './recurrence.ts';
import type { Approximation, NotUnderstood, Stretch } from './report.ts';
import type { WallClock } from './zone-reader.ts';

/** From when until when occurrences are wanted. */
export interface Horizon {
  from: Instant;
  until: Instant;
}

/** Gives the clock a written time is read by; undefined when nobody knows it. */
export type ClockOfTime = (time: WrittenTime) => WallClock | undefined;

const mostOccurrences = 2000;
const budgetOfOne = 30_000;

/** Names the occurrence a time means: a day, a wall time in no zone, or an instant. */
export function occurrenceKey(time: WrittenTime, clock: WallClock | undefined): string {
  if (time.isDay) {
    return `d${dayNumberOf(time.local)}`;
  }
  return clock ? `i${clock.instantOf(time.local)}` : `w${wallMsOf(time.local)}`;
}

/** When an event takes place within the horizon, or why it never does. */
export function occurrencesOf(
  event: FileEvent,
  clocks: { own: WallClock; of: ClockOfTime },
  excluded: ReadonlySet<string>,
  horizon: Horizon,
  budget: Budget,
): { times: Pick<Stretch, 'from' | 'until'>[]; how: Approximation[] } | { why: NotUnderstood } {
  const { own } = clocks;
  const endOf = lengthOf(event, clocks);
  if (!endOf || endOf(event.start.local, own.instantOf(event.start.local)) <= own.instantOf(event.start.local)) {
    return { why: { code: 'ends-before-it-begins' } };
  }
  const firstFrom = own.instantOf(event.start.local);
  const lengthMs = endOf(event.start.local, firstFrom) - firstFrom;
  const frequent = event.rules.find(isTooFrequent);
  if (frequent) {
    return { why: { code: 'repeats-too-often', rule: ruleText(frequent) } };
  }
  const left = new Set([
    ...excluded,
    ...event.excluded.map((time) => occurrenceKey(time, time.isUtc || time.zone !== undefined ? clocks.of(time) : undefined)),
  ]);
  const found = new Map<Instant, Instant>();
  let isBeyond = false;
  const take = (local: LocalDateTime, from: Instant): void => {
    const until = endOf(local, from);
    if (left.size > 0 && [`i${from}`, `w${wallMsOf(local)}`, `d${dayNumberOf(local)}`].some((key) => left.has(key))) {
      return;
    }
    if (until > horizon.from && from < horizon.until) {
      found.set(from, until);
    } else {
      isBeyond = true;
    }
  };
  take(event.start.local, own.instantOf(event.start.local));
  event.added.forEach((time) => {
    const clock = time.isUtc || time.zone !== undefined ? clocks.of(time) : own;
    if (clock) {
      take(time.local, clock.instantOf(time.local));
    }
  });
  const spent: Budget = { left: Math.min(budgetOfOne, budget.left) };
  const given = spent.left;
  let isTooMuch = false;
  try {
    for (const rule of event.rules) {
      const reach = reachOf(rule, horizon, clocks);
      for (const local of wallStarts(rule, event.start.local, horizon.from - lengthMs - 2 * DAY_MS, spent)) {
        const from = own.instantOf(local);
        if (reach(local, from)) {
          isBeyond ||= from >= horizon.until;
          break;
        }
        take(local, from);
        if (found.size >= mostOccurrences) {
          throw new TooMuchWork();
        }
      }
    }
  } catch (error) {
    if (!(error instanceof TooMuchWork)) {
      return { why: { code: 'bad-rule', rule: event.rules.map(ruleText).join(' ') } };
    }
    isTooMuch = true;
  } finally {
    // One purse for the whole file.
    budget.left -= given - spent.left;
  }
  if (found.size === 0) {
    return { why: isTooMuch ? { code: 'too-much-work' } : { code: 'outside-horizon' } };
  }
  const times = [...found].map(([from, until]) => ({ from, until })).toSorted((a, b) => a.from - b.from);
  return {
    times,
    how: [
      ...(isTooMuch ? [{ code: 'first-occurrences-only' as const, count: times.length }] : []),
      ...(isBeyond ? [{ code: 'within-horizon-only' as const }] : []),
    ],
  };
}

/** Where an occurrence ends that begins at a wall time: as long on the wall as the first one, or as long by the watch when it ends in another zone. */
function lengthOf(
  { start, end }: FileEvent,
  { own, of }: { own: WallClock; of: ClockOfTime },
): ((local: LocalDateTime, from: Instant) => Instant) | undefined {
  if ('days' in end) {
    return (local, from) => (end.days === 0 ? from : own.instantOf(daysLater(local, end.days))) + end.ms;
  }
  if (end.isUtc === start.isUtc && end.zone === start.zone) {
    const wallLengthMs = wallMsOf(end.local) - wallMsOf(start.local);
    return (local) => own.instantOf(localOfWallMs(wallMsOf(local) + wallLengthMs));
  }
  const clock = of(end);
  const lengthMs = clock && clock.instantOf(end.local) - own.instantOf(start.local);
  return lengthMs === undefined ? undefined : (_, from) => from + lengthMs;
}

/** Whether a start lies beyond a rule's UNTIL or the horizon. */
function reachOf(
  rule: RuleData,
  horizon: Horizon,
  { own, of }: { own: WallClock; of: ClockOfTime },
): (local: LocalDateTime, from: Instant) => boolean {
  const until = readTime(rule['until']);
  const last = until && !until.isDay ? (until.isUtc ? of(until) : own)?.instantOf(until.local) : undefined;
  return (local, from) =>
    from >= horizon.until ||
    (last !== undefined && from > last) ||
    (until?.isDay === true && dayNumberOf(local) > dayNumberOf(until.local));
}

function ruleText(rule: RuleData): string {
  return Object.entries(rule)
    .map(([name, value]) => `${name.toUpperCase()}=${String(value)}`)
    .join(';')
    .slice(0, 200);
}
