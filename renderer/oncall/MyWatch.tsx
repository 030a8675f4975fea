import { IconMoon, IconShieldFilled } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty } from '../../shared/bridge/desk.ts';
import { useDesk } from '../stores/desk-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useDayAndTime, useTimes } from '../ui/use-times.ts';
import css from './MyWatch.module.css';

/** My own watch in a sentence, now and next. */
export function MyWatch(): ReactElement {
  const { t } = useTranslation();
  const onDuty = useDesk((desk) => desk.onDuty);
  const next = useDesk((desk) => desk.nextDuty);
  const later = useDesk((desk) => desk.laterDuties);
  const times = useTimes();
  return (
    <section className={css['watch']} data-on={onDuty.length > 0 || undefined} aria-label={t('oncall.mine')}>
      {onDuty.length > 0 ? <IconShieldFilled size={22} aria-hidden /> : <IconMoon size={22} stroke={1.7} aria-hidden />}
      <div>
        {onDuty.length === 0 && <p className={css['now']}>{t('oncall.youAreOff')}</p>}
        {onDuty.map((duty) => (
          <OnDuty key={duty.schedule.id} duty={duty} />
        ))}
        <p className={css['next']}>
          {next ? (
            <TimeAt at={next.from}>
              {t('oncall.yourNext', {
                schedule: next.schedule.name,
                from: times.dateAndTime(next.from),
                until: times.dateAndTime(next.until),
              })}
            </TimeAt>
          ) : (
            t('oncall.noNext')
          )}
        </p>
        {later.length > 0 && (
          <ul className={css['later']} aria-label={t('oncall.later')}>
            {later.map(({ schedule, from, until }) => (
              <li key={`${schedule.id} ${from}`}>
                <TimeAt at={from}>
                  {t('oncall.laterShift', { schedule: schedule.name, from: times.dateAndTime(from), until: times.dateAndTime(until) })}
                </TimeAt>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function OnDuty({ duty }: { duty: Duty }): ReactElement {
  const { t } = useTranslation();
  const until = useDayAndTime(duty.until);
  return (
    <p className={css['now']}>
      <TimeAt at={duty.until}>{t('oncall.youAreOn', { schedule: duty.schedule.name, until })}</TimeAt>
    </p>
  );
}
