import { IconConfetti } from '@tabler/icons-react';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stretch } from '../../shared/balance/stretch.ts';
import { dateOfDayNumber } from '../../shared/time/calendar.ts';
import { useClock } from '../stores/clock-store.ts';
import { useLocale } from '../ui/use-locale.ts';
import type { Day } from './days.ts';
import css from './MonthCalendar.module.css';
import { placeIn } from './place.ts';
import { dayTitle } from './range-title.ts';
import { weeksOf, type Row } from './rows.ts';
import { useShown } from './shown.ts';
import { TimelineBar } from './TimelineBar.tsx';
import { TimelineContext } from './timeline-context.ts';
import { useBarDrag } from './use-bar-drag.ts';
import { useTimelineKeys } from './use-timeline-keys.ts';

const weekDays = 7;

/** A month as it hangs on a wall: a row a week, with who is on call and who is away. The same keys and the same dragging as on the time line. */
export function MonthCalendar({ days }: { days: readonly Day[] }): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const locale = useLocale();
  const weeks = useMemo(
    () =>
      Array.from({ length: days.length / weekDays }, (_, i) => {
        const ofWeek = days.slice(i * weekDays, (i + 1) * weekDays);
        return { from: ofWeek[0]?.from ?? 0, until: ofWeek.at(-1)?.until ?? 1, days: ofWeek };
      }),
    [days],
  );
  const window = useMemo(() => ({ from: days[0]?.from ?? 0, until: days.at(-1)?.until ?? 1 }), [days]);
  const rows = useMemo(() => weeksOf(view, weeks), [view, weeks]);
  const { cursor, setCursor, onKeyDown, holder } = useTimelineKeys(rows, window);
  const isBehind = view.from !== window.from || view.until !== window.until;
  return (
    // The arrow keys go between the bars, which are buttons and take the focus themselves.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={holder}
      className={css['calendar']}
      role="group"
      aria-label={t('rotations.timeline', { schedule: view.name })}
      aria-busy={isBehind || undefined}
      data-zoom="calendar"
      onKeyDown={onKeyDown}
    >
      <div className={css['names']} aria-hidden>
        {days.slice(0, weekDays).map((day) => (
          <span key={day.number}>{dayTitle(day.number, locale, { weekday: 'short' })}</span>
        ))}
      </div>
      {weeks.map((week, i) => (
        <TimelineContext.Provider key={week.from} value={{ window: week, days: week.days, zoom: 'week', cursor, setCursor }}>
          <Week week={week} row={rows[i] as Row} month={dateOfDayNumber(days[weekDays - 1]?.number ?? 0).month} />
        </TimelineContext.Provider>
      ))}
    </div>
  );
}

function Week({ week, row, month }: { week: Stretch & { days: readonly Day[] }; row: Row; month: number }): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const locale = useLocale();
  const drag = useBarDrag(row, view.mayEdit);
  const monday = week.days[0]?.number ?? 0;
  const today = useClock((clock) => week.days.find(({ from, until }) => from <= clock.now && clock.now < until)?.number);
  const holidays = new Map(view.holidays.map(({ date, name }) => [date, name]));
  return (
    <div
      className={css['week']}
      role="group"
      data-row={row.id}
      aria-label={t('rotations.week', { day: dayTitle(monday, locale, { day: 'numeric', month: 'long' }) })}
    >
      {week.days.map((day) => (
        <div
          key={day.number}
          className={css['day']}
          data-weekend={day.weekend || undefined}
          data-today={day.number === today || undefined}
          data-other={dateOfDayNumber(day.number).month !== month || undefined}
          style={placeIn(week, day)}
        >
          <b>{dateOfDayNumber(day.number).day}</b>
          {holidays.has(day.date) && (
            <span>
              <IconConfetti size={12} aria-hidden />
              {holidays.get(day.date)}
            </span>
          )}
        </div>
      ))}
      <div
        className={css['track']}
        data-track
        data-over={drag.over || undefined}
        style={{ '--lanes': row.lanes } as Record<string, number>}
        {...drag.dropping}
      >
        {row.bars.map((bar) => (
          <TimelineBar key={bar.key} bar={bar} row={row} drag={view.mayEdit ? drag : undefined} />
        ))}
        {drag.ghost && <div className={css['ghost']} style={drag.ghost.place} data-label={drag.ghost.label} aria-hidden />}
      </div>
    </div>
  );
}
