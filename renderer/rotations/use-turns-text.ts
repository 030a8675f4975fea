import { useTranslation } from 'react-i18next';
import type { Turns } from '../../shared/schedule/turns.ts';
import { dayNumberOf, parseDate } from '../../shared/time/calendar.ts';
import type { LocalWindow } from '../../shared/time/local-window.ts';
import { weekdays } from '../../shared/time/local-window.ts';
import { useLocale } from '../ui/use-locale.ts';
import { dayTitle } from './range-title.ts';
import { useShown } from './shown.ts';

/** How turns are taken, in a sentence or two. */
export function useTurnsText(): (turns: Turns) => string {
  const { t } = useTranslation();
  const { view } = useShown();
  const locale = useLocale();
  const day = (text: string, options: Intl.DateTimeFormatOptions): string => {
    const date = parseDate(text);
    return date ? dayTitle(dayNumberOf(date), locale, options) : text;
  };
  const hoursText = ({ days, from, until }: LocalWindow): string => {
    // 1970-01-05 was a Monday.
    const names = days
      ?.toSorted((a, b) => weekdays.indexOf(a) - weekdays.indexOf(b))
      .map((name) => dayTitle(4 + weekdays.indexOf(name), locale, { weekday: 'short' }));
    return `${names === undefined ? '' : `${names.join(', ')} `}${from} – ${until}`;
  };
  return ({ zone, turn, handoffAt, startsOn, endsOn, together = 1, hours, holidays }) => {
    const { unit, length: count } = turn;
    const when = unit === 'week' ? day(startsOn, { weekday: 'long' }) : unit === 'month' ? day(startsOn, { day: 'numeric' }) : '';
    return [
      t(`rotations.turns.${unit}`, { count, when, at: handoffAt }),
      ...(zone === view.zone ? [] : [t('rotations.turns.zone', { zone: zone.replaceAll('_', ' ') })]),
      ...(together > 1 ? [t('rotations.turns.together', { count: together })] : []),
      ...(hours ? [t('rotations.turns.hours', { hours: hours.map(hoursText).join(' · ') })] : []),
      ...(holidays ? [t(`rotations.turns.holidays.${holidays.serve}`, { calendar: holidays.calendar })] : []),
      ...(endsOn === undefined ? [] : [t('rotations.turns.ends', { on: day(endsOn, { day: 'numeric', month: 'long', year: 'numeric' }) })]),
    ].join(' ');
  };
}
