import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnCallRow } from '../../shared/bridge/desk.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { useClock } from '../stores/clock-store.ts';
import { nextMidnights } from '../ui/time-format.ts';
import { useMyZone } from '../ui/use-locale.ts';
import { useNames } from '../ui/use-names.ts';
import { useTimes } from '../ui/use-times.ts';
import { watchesIn } from './watches.ts';
import css from './WeekRuler.module.css';

const shownMs = 7 * DAY_MS;

/** The next seven days of a schedule as a line: who has it now, who takes over when. The sentences above say the same in words. */
export function WeekRuler({ row }: { row: OnCallRow }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const { isMe } = useNames();
  const zone = useMyZone();
  // The line moves once a minute, not once a second.
  const now = useClock((clock) => Math.floor(clock.now / 60_000) * 60_000);
  const percent = (ms: number): string => `${((100 * ms) / shownMs).toFixed(3)}%`;
  return (
    <div className={css['ruler']} role="img" aria-label={t('oncall.ruler', { schedule: row.schedule.name })}>
      <div className={css['track']}>
        {watchesIn(row, now, now + shownMs).map(({ person, from, until, isOpen }) => (
          <div
            key={from}
            className={css['watch']}
            data-nobody={person === undefined || undefined}
            data-me={isMe(person) || undefined}
            data-open={isOpen || undefined}
            style={{ left: percent(from - now), width: percent(until - from) }}
            title={`${person?.name ?? t('oncall.nobody')}, ${times.dayAndTime(from, now)} – ${times.dayAndTime(until, now)}`}
          >
            <span>{person?.name ?? t('oncall.nobody')}</span>
          </div>
        ))}
      </div>
      <div className={css['days']}>
        <span style={{ left: 0 }} />
        {nextMidnights(now, 7, zone)
          .filter((midnight) => midnight - now < shownMs * 0.94)
          .map((midnight) => (
            <span key={midnight} style={{ left: percent(midnight - now) }}>
              {times.day(midnight)}
            </span>
          ))}
      </div>
    </div>
  );
}
