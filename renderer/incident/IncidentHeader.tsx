import { ActionIcon } from '@mantine/core';
import { IconArrowLeft, IconClockUp, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { StateWithIcon } from '../queue/RowState.tsx';
import { closeIncident } from '../stores/route-store.ts';
import { Elapsed } from '../ui/Elapsed.tsx';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { TestTag } from '../ui/TestTag.tsx';
import { IncidentActions } from './IncidentActions.tsx';
import css from './IncidentHeader.module.css';

/** What it is, how it stands, who has it, and the buttons. */
export function IncidentHeader({ row }: { row: IncidentRow }): ReactElement {
  const { t } = useTranslation();
  return (
    <header className={css['header']} data-severity={row.severity} data-ringing={row.ringing}>
      <div className={css['top']}>
        <ActionIcon className={css['back']} variant="subtle" color="gray" aria-label={t('action.back')} onClick={closeIncident}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <SeverityBadge severity={row.severity} />
        <span className={css['soft']}>#{row.number}</span>
        <span className={css['service']}>{row.service.name}</span>
        {row.test && <TestTag />}
        {row.pending > 0 && (
          <span className={css['pending']}>
            <IconClockUp size={13} aria-hidden />
            {t('tag.pending')}
          </span>
        )}
        <ActionIcon className={css['close']} variant="subtle" color="gray" aria-label={t('action.close')} onClick={closeIncident}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <h2 className={css['title']} title={row.title}>
        {row.title}
      </h2>
      <div className={css['state']}>
        <StateWithIcon row={row} />
        <span className={css['soft']}>
          <Elapsed since={row.triggeredAt} />
        </span>
        <span className={css['policy']}>{t('incident.policy', { policy: row.policy.name })}</span>
      </div>
      <IncidentActions row={row} />
    </header>
  );
}
