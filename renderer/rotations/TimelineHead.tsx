import { IconConfetti } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { useClock } from '../stores/clock-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import type { Day, Zoom } from './days.ts';
import { placeIn } from './place.ts';
import { dayTitle } from './range-title.ts';
import { useShown } from './shown.ts';
import { useTimeline } from './timeline-context.ts';
import css from './Timeline.module.css';

/** The days by name, with public holidays and where the clocks change. */
export function TimelineHead(): ReactElement {
  const { t } = useTranslation();
  const { window, days, zoom } = useTimeline();
  const { view, at } = useShown();
  const locale = useLocale();
  const today = useClock((clock) => days.find(({ from, until }) => from <= clock.now && clock.now < until)?.number);
  const holidays = Map.groupBy(view.holidays, ({ date }) => date);
  const hoursOf = (day: Day): number => (day.until - day.from) / HOUR_MS;
  const nameOf = (day: Day): string | undefined =>
    holidays.has(day.date) ? [...new Set(holidays.get(day.date)?.map(({ name }) => name))].join(', ') : undefined;
  const notes = days.flatMap((day) => {
    const holiday = nameOf(day);
    const hours = hoursOf(day);
    return [
      ...(holiday === undefined ? [] : [t('rotations.holidayOn', { day: at(day.from).replace(/,? \d\d:\d\d$/, ''), holiday })]),
      ...(hours === 24 ? [] : [t('rotations.longDay', { day: at(day.from).replace(/,? \d\d:\d\d$/, ''), hours })]),
    ];
  });
  return (
    <div className={css['head']} data-notes={notes.length > 0 || undefined}>
      <div className={css['corner']} />
      <div className={css['track']} aria-hidden>
        {days
          .filter((day) => zoom !== 'quarter' || day.weekday === 1)
          .map((day) => (
            <div
              key={day.number}
              className={css['date']}
              data-today={day.number === today || undefined}
              data-weekend={day.weekend || undefined}
              style={placeIn(window, zoom === 'quarter' ? { from: day.from, until: day.from + 7 * DAY_MS } : day)}
              title={nameOf(day)}
            >
              <DateName day={day} zoom={zoom} locale={locale} />
              {nameOf(day) !== undefined && (
                <span className={css['holiday']}>
                  <IconConfetti size={12} />
                  <span>{nameOf(day)}</span>
                </span>
              )}
              {Math.round((day.until - day.from) / 3_600_000) !== 24 && (
                <span className={css['holiday']}>{(day.until - day.from) / 3_600_000} h</span>
              )}
            </div>
          ))}
      </div>
      <div className="visually-hidden">{notes.join(' ')}</div>
    </div>
  );
}

function DateName({ day, zoom, locale }: { day: Day; zoom: Zoom; locale: string }): ReactElement {
  switch (zoom) {
    case 'week':
    case 'calendar':
      return <b>{dayTitle(day.number, locale, { weekday: 'short', day: 'numeric' })}</b>;
    case 'weeks':
    case 'month':
      return (
        <>
          <span>{dayTitle(day.number, locale, { weekday: 'narrow' })}</span>
          <b>{dayTitle(day.number, locale, { day: 'numeric' })}</b>
        </>
      );
    case 'quarter':
      return <b>{dayTitle(day.number, locale, { day: 'numeric', month: 'short' })}</b>;
  }
}
