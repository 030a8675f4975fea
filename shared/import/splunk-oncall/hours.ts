import type { Construct } from '../construct.ts';
import { minutesBetween, onDays, weekSpan, type WeekSpan } from '../week.ts';

const dayKeys = ['m', 't', 'w', 'th', 'f', 'sa', 'su'];

/** The hours of a shift: none are always. Those that reach over several days go by the calendar's weeks. */
export interface ShiftHours {
  spans: WeekSpan[];
  mayOnlyBeWeeks: boolean;
}

/** Reads the hours a shift serves: all, part of each day, or from one weekday to another; undefined when they cannot be read. */
export function readHours(shift: Construct): ShiftHours | undefined {
  const type = shift.text('shifttype');
  const mask = readMask(shift, 'mask');
  if (type === 'std') {
    return { spans: [], mayOnlyBeWeeks: false };
  }
  if (type === 'pho' && mask && mask.days.length > 0 && mask.times.length > 0) {
    const spans = mask.times.flatMap(({ from, until }) => onDays(mask.days, from, minutesBetween(from, until)));
    return { spans, mayOnlyBeWeeks: false };
  }
  const end = readMask(shift, 'mask3');
  readMask(shift, 'mask2');
  const [firstDay, lastDay, begins, ends] = [mask?.days[0], end?.days[0], mask?.times[0], end?.times[0]];
  if (type !== 'cstm' || firstDay === undefined || lastDay === undefined || !begins || !ends) {
    return undefined;
  }
  const minutes = (lastDay - firstDay) * 1440 + ends.until - begins.from;
  const span = weekSpan(firstDay, begins.from, minutes > 0 ? minutes : minutes + 7 * 1440);
  return span && { spans: [span], mayOnlyBeWeeks: true };
}

function readMask(shift: Construct, key: string): { days: number[]; times: { from: number; until: number }[] } | undefined {
  const mask = shift.part(key);
  const day = mask?.part('day');
  const minute = (time: Construct | undefined) => (time?.number('hour') ?? NaN) * 60 + (time?.number('minute') ?? 0);
  const times = (mask?.parts('time') ?? []).map((time) => ({ from: minute(time.part('start')), until: minute(time.part('end')) }));
  const isTime = times.every(
    ({ from, until }) => Number.isInteger(from) && Number.isInteger(until) && from >= 0 && from < 1440 && until >= 0 && until <= 1440,
  );
  return mask && isTime ? { days: dayKeys.flatMap((name, i) => (day?.flag(name) === true ? [i] : [])), times } : undefined;
}
