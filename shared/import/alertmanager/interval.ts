import { weekdays } from '../../time/local-window.ts';
import { findZone } from '../../time/zone.ts';
import type { Construct } from '../construct.ts';
import { minuteOf, onDays, type WeekSpan } from '../week.ts';

/** One stretch of a time interval: hours of every week on the clock of a zone, or why it is none. */
export type Stretch = { zone: string; spans: WeekSpan[] } | { why: string };

/** A time interval of Alertmanager: what it is called, each of its stretches, and those in words. */
export interface Interval {
  from: Construct;
  name: string;
  stretches: Stretch[];
  words: string[];
}

/** Reads a time interval. */
export function readInterval(from: Construct): Interval {
  const parts = from.parts('time_intervals');
  return { from, name: from.name ?? '', stretches: parts.map(stretchOf), words: parts.map(intervalInWords) };
}

/** One stretch of a time interval as hours of the week. */
export function stretchOf(interval: Construct): Stretch {
  const dated = ['days_of_month', 'months', 'years'].filter((field) => interval.texts(field).length > 0);
  if (dated.length > 0) {
    return { why: `it depends on ${dated.map((field) => field.replaceAll('_', ' ')).join(' and ')}, and hours come again every week here` };
  }
  const location = interval.text('location') ?? 'UTC';
  const zone = findZone(location)?.name;
  if (zone === undefined) {
    return { why: `"${location}" is not the clock of a place` };
  }
  const days = daysOf(interval.texts('weekdays'));
  const times = interval.parts('times').map((time) => [minuteOf(time.text('start_time')), minuteOf(time.text('end_time'))] as const);
  const spans = (times.length === 0 ? [[0, 1440] as const] : times).map(([start, end]) =>
    days && start !== undefined && end !== undefined && start < end ? onDays(days, start, end - start) : undefined,
  );
  return spans.every((each) => each !== undefined) ? { zone, spans: spans.flat() } : { why: 'its days or times cannot be read' };
}

/** Weekdays from Monday (0) of names and ranges of them, which begin with Sunday; all of them when none are named. */
function daysOf(names: readonly string[]): number[] | undefined {
  const sundayFirst = (name: string) => {
    const at = weekdays.findIndex((day) => name.trim().toLowerCase().startsWith(day));
    return at === -1 ? undefined : (at + 1) % 7;
  };
  const ranges = names.map((each) => {
    const [first, last = first] = each.split(':').map(sundayFirst);
    return first === undefined || last === undefined || last < first
      ? undefined
      : Array.from({ length: last - first + 1 }, (_, i) => (first + i + 6) % 7);
  });
  if (names.length === 0) {
    return [0, 1, 2, 3, 4, 5, 6];
  }
  return ranges.every((range) => range !== undefined) ? [...new Set(ranges.flat())] : undefined;
}

/** One stretch of a time interval in words. */
export function intervalInWords(interval: Construct): string {
  const times = interval.parts('times').map((time) => `${time.text('start_time') ?? '00:00'} to ${time.text('end_time') ?? '24:00'}`);
  const said = [
    times.join(' and '),
    ...[
      ['weekdays', 'on'],
      ['days_of_month', 'on days'],
      ['months', 'in'],
      ['years', 'of'],
    ].map(([field = '', word = '']) => {
      const values = interval.texts(field);
      return values.length > 0 ? `${word} ${values.join(', ')}` : '';
    }),
    interval.has('location') ? `on the clock of ${interval.text('location') ?? '?'}` : 'in UTC',
  ];
  return said.filter((part) => part !== '').join(' ');
}
