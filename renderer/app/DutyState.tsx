import { IconMoon, IconShieldFilled } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../stores/desk-store.ts';
import { goTo } from '../stores/route-store.ts';
import { useDayAndTime, useTimes } from '../ui/use-times.ts';
import css from './StateButton.module.css';

/** Whether the person has the watch, and until when. */
export function DutyState(): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const onDuty = useDesk((desk) => desk.onDuty);
  const nextDuty = useDesk((desk) => desk.nextDuty);
  const [first] = onDuty;
  const until = useDayAndTime(first?.until);
  const from = useDayAndTime(nextDuty?.from);
  const names = onDuty.map(({ schedule, until: end }) => `${schedule.name}: ${times.absolute(end)}`).join('\n');
  const next = nextDuty && t('shell.duty.next', { schedule: nextDuty.schedule.name, from });
  return (
    <button type="button" className={css['state']} title={first ? names : next} onClick={() => goTo('oncall')}>
      {first ? <IconShieldFilled size={15} aria-hidden className={css['on']} /> : <IconMoon size={16} aria-hidden />}
      <span className={first && css['long']}>{first ? t('shell.duty.now', { until }) : t('shell.duty.off')}</span>
      {first && <span className={css['short']}>{t('shell.duty.nowShort', { until })}</span>}
      {onDuty.length > 1 && <span className={css['soft']}>{t('shell.duty.nowMore', { count: onDuty.length - 1 })}</span>}
    </button>
  );
}
