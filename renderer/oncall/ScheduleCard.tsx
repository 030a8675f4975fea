import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnCallRow } from '../../shared/bridge/desk.ts';
import type { Named } from '../../shared/queue/row.ts';
import { useClock } from '../stores/clock-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { clockTime } from '../ui/time-format.ts';
import { useLocale, useMyZone } from '../ui/use-locale.ts';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './ScheduleCard.module.css';
import { WeekRuler } from './WeekRuler.tsx';

/** One schedule: who has it, until when, who is next, and the week as a line. */
export function ScheduleCard({ row }: { row: OnCallRow }): ReactElement {
  const { t } = useTranslation();
  const { isMe } = useNames();
  const list = new Intl.ListFormat(useLocale(), { type: 'conjunction' });
  const until = useDayAndTime(row.until);
  const from = useDayAndTime(row.next?.from);
  const named = (person: Named): string => (isMe(person) ? t('oncall.you', { name: person.name }) : person.name);
  return (
    <article className={css['card']} aria-label={row.schedule.name}>
      <div className={css['head']}>
        <h3>{row.schedule.name}</h3>
        <OtherZone zone={row.zone} />
      </div>
      <div className={css['people']}>
        <div>
          <p className={css['person']} data-nobody={row.person === undefined || undefined}>
            {row.person ? named(row.person) : t('oncall.nobody')}
            {row.also.length > 0 && <span className={css['also']}> {t('oncall.also', { who: list.format(row.also.map(named)) })}</span>}
          </p>
          <p className={css['soft']}>
            {row.person === undefined ? (
              t('oncall.nobodyText')
            ) : row.until === undefined ? (
              t('oncall.openEnded')
            ) : (
              <TimeAt at={row.until}>{t('oncall.until', { until })}</TimeAt>
            )}
          </p>
        </div>
        <div className={css['next']}>
          {row.backup.length > 0 && <p>{t('oncall.backup', { who: list.format(row.backup.map(named)) })}</p>}
          <p>
            {row.next ? (
              <TimeAt at={row.next.from}>{t('oncall.next', { who: named(row.next.person), from })}</TimeAt>
            ) : (
              t('oncall.noNextPerson')
            )}
          </p>
        </div>
      </div>
      <WeekRuler row={row} />
    </article>
  );
}

/** The schedule's own zone, named where its clock shows another time than mine. */
function OtherZone({ zone }: { zone: string }): ReactElement | null {
  const { t } = useTranslation();
  const locale = useLocale();
  const mine = useMyZone();
  const there = useClock(({ now }) => clockTime(now, locale, zone));
  const here = useClock(({ now }) => clockTime(now, locale, mine));
  return there === here ? null : <span className={css['soft']}>{t('oncall.zone', { zone: zone.replaceAll('_', ' '), time: there })}</span>;
}
