import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { RestingBell } from '../ui/RestingBell.tsx';
import css from './AlarmGone.module.css';
import type { Outcome } from './use-alarm.ts';

/** Nothing is left to answer: what became of it, until main closes the window. */
export function AlarmGone({ row, outcome }: { row: IncidentRow | undefined; outcome: Outcome }): ReactElement {
  const { t } = useTranslation();
  const title =
    outcome === 'taken'
      ? row?.heldBy?.id
        ? t('alarm.gone.taken', { who: row.heldBy.name })
        : t('alarm.gone.takenByMonitor')
      : t(`alarm.gone.${outcome}`);
  return (
    <div className={css['gone']} role="status">
      <RestingBell size={84} />
      <h1 className={css['title']}>{title}</h1>
      <p className={css['text']}>{t(`alarm.gone.${outcome}Text`)}</p>
    </div>
  );
}
