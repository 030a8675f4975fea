import ICAL from 'ical.js';
import { dateOfDayNumber, dayNumberOf, type LocalDateTime } from '../time/calendar.ts';
import { DAY_MS } from '../time/instant.ts';

/** A recurrence rule as jCal has it. */
export type RuleData = Record<string, unknown>;

/** How much one may compute, in units of a few microseconds; a rule can ask for more than a computer ever will. */
export interface Budget {
  left: number;
}

/** The rule asks for more than was allowed. */
export class TooMuchWork extends Error {}

/** A rule that repeats so often that no shift can be meant. */
export function isTooFrequent(rule: RuleData): boolean {
  return ['SECONDLY', 'MINUTELY'].includes(String(rule['freq']).toUpperCase());
}

/**
 * ical.js looks for the next occurrence in loops that need not end (30 February) and cannot be stopped from outside, so every
 * turn of them is paid for from a budget.
 */
function boundedIterator(recur: ICAL.Recur, dtstart: ICAL.Time, budget: Budget): ICAL.RecurIterator {
  const pay = (price: number) => {
    budget.left -= price;
    if (!(budget.left > 0)) {
      throw new TooMuchWork();
    }
  };
  // The constructor computes already, so what the methods need must not be a field.
  class BoundedIterator extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      pay(1);
      return super.check_contracting_rules();
    }
    override is_day_in_byday(time: ICAL.Time): 0 | 1 {
      pay(1);
      return super.is_day_in_byday(time);
    }
    override next_month(): number {
      pay(80);
      return super.next_month();
    }
    override next_year(): 0 | 1 {
      pay(10);
      return super.next_year();
    }
    override increment_monthday(days: number): void {
      pay(days / 10);
      super.increment_monthday(days);
    }
    override increment_month(): void {
      pay(2);
      super.increment_month();
    }
    override increment_year(years: number): void {
      pay(1);
      super.increment_year(years);
    }
    override expand_year_days(year: number): number {
      pay(20);
      return super.expand_year_days(year);
    }
  }
  return new BoundedIterator({ rule: recur, dtstart });
}

/**
 * Moves the start of a rule without a count near a wall time, in step with the rule, so that one from long ago costs no more than
 * one of today. A day is only moved to where it is again: a month's to the same month, 29 February to a leap year.
 */
function nearer(rule: RuleData, start: LocalDateTime, fromWallMs: number): LocalDateTime {
  const freq = String(rule['freq']).toUpperCase();
  const interval = Number(rule['interval'] ?? 1);
  if (rule['count'] !== undefined || !Number.isInteger(interval) || interval < 1 || interval > 10_000) {
    return start;
  }
  const fromDay = Math.floor(fromWallMs / DAY_MS);
  if (freq === 'DAILY' || freq === 'WEEKLY') {
    const stride = interval * (freq === 'WEEKLY' ? 7 : 1);
    const first = dayNumberOf(start);
    const strides = Math.floor((fromDay - first) / stride) - 1;
    return strides > 0 ? { ...start, ...dateOfDayNumber(first + strides * stride) } : start;
  }
  if (freq === 'MONTHLY' || freq === 'YEARLY') {
    const stride = interval * (freq === 'YEARLY' ? 4 : 1);
    const strides = Math.floor((dateOfDayNumber(fromDay).year - start.year) / stride) - 1;
    const moved = { ...start, year: start.year + strides * stride };
    return strides > 0 && dateOfDayNumber(dayNumberOf(moved)).day === start.day ? moved : start;
  }
  return start;
}

/** Whether a start is a whole number of intervals from the first; ical.js forgets INTERVAL in a monthly rule with BYMONTH. */
function isInStep(rule: RuleData, start: LocalDateTime, local: LocalDateTime): boolean {
  const interval = Number(rule['interval'] ?? 1);
  const months = local.year * 12 + local.month - (start.year * 12 + start.month);
  return String(rule['freq']).toUpperCase() !== 'MONTHLY' || !(interval > 1) || months % interval === 0;
}

/**
 * The starts a rule gives on the wall clock of its event, in order, from about `fromWallMs` on; its UNTIL is the caller's to heed.
 * Throws TooMuchWork when the budget is spent, and what ical.js throws for a rule that is none.
 */
export function* wallStarts(rule: RuleData, start: LocalDateTime, fromWallMs: number, budget: Budget): Generator<LocalDateTime> {
  const { until: _, ...endless } = rule;
  const { year, month, day, hour, minute, second } = nearer(rule, start, fromWallMs);
  const dtstart = new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, ICAL.Timezone.localTimezone);
  const iterator = boundedIterator(ICAL.Recur.fromData(endless), dtstart, budget);
  for (;;) {
    const next = iterator.next() as ICAL.Time | null;
    if (!next || next.year > 9999) {
      return;
    }
    budget.left -= 3;
    const local = { year: next.year, month: next.month, day: next.day, hour: next.hour, minute: next.minute, second: next.second };
    if (isInStep(rule, start, local)) {
      yield local;
    }
  }
}
