import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useElapsed } from '../ui/use-countdown.ts';

/** How old an incident is. */
export function RowAge({ row }: { row: IncidentRow }): ReactElement {
  const { t } = useTranslation();
  const duration = useElapsed(row.triggeredAt, 'narrow');
  return (
    <TimeAt at={row.triggeredAt}>
      <span aria-hidden>{duration}</span>
      <span className="visually-hidden">{t('queue.age', { duration })}</span>
    </TimeAt>
  );
}
