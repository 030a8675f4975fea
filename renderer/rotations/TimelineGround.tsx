import type { ReactElement } from 'react';
import { useClock } from '../stores/clock-store.ts';
import { placeIn } from './place.ts';
import { useShown } from './shown.ts';
import { useTimeline } from './timeline-context.ts';
import css from './Timeline.module.css';

/** What lies behind the bars: days, weekends, public holidays and the present moment. The head says the same in words. */
export function TimelineGround(): ReactElement {
  const { window, days, zoom } = useTimeline();
  const { view } = useShown();
  // The line moves once a minute, not once a second.
  const now = useClock((clock) => Math.floor(clock.now / 60_000) * 60_000);
  const holidays = new Set(view.holidays.map(({ date }) => date));
  const drawn = zoom === 'quarter' ? days.filter((day) => day.weekend || day.weekday === 1 || holidays.has(day.date)) : days;
  return (
    <div className={css['ground']} aria-hidden>
      {drawn.map((day) => (
        <div
          key={day.number}
          className={css['day']}
          data-weekend={day.weekend || undefined}
          data-monday={day.weekday === 1 || undefined}
          data-holiday={holidays.has(day.date) || undefined}
          style={placeIn(window, day)}
        />
      ))}
      {now >= window.from && now < window.until && (
        <div
          className={css['now']}
          style={{ left: placeIn(window, { from: window.from, until: Math.max(now, window.from + 1) })?.width }}
        />
      )}
    </div>
  );
}
