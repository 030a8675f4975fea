import { ActionIcon, Anchor } from '@mantine/core';
import { IconArrowLeft, IconClockUp, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { StateWithIcon } from '../queue/RowState.tsx';
import { closeIncident, showPolicy } from '../stores/route-store.ts';
import { Elapsed } from '../ui/Elapsed.tsx';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { TestTag } from '../ui/TestTag.tsx';
import { AskedLine } from './AskedLine.tsx';
import { IncidentActions } from './IncidentActions.tsx';
import css from './IncidentHeader.module.css';
import { IncidentStanding } from './IncidentStanding.tsx';
import { SuppressedBanner } from './SuppressedBanner.tsx';

/** What it is, how it stands, who has it, and the buttons. */
export function IncidentHeader({ detail }: { detail: IncidentDetail }): ReactElement {
  const { t } = useTranslation();
  const { row } = detail;
  return (
    <header className={css['header']} data-severity={row.severity} data-ringing={row.ringing}>
      <div className={css['top']}>
        <ActionIcon className={css['back']} variant="subtle" color="gray" aria-label={t('action.back')} onClick={closeIncident}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <SeverityBadge severity={row.severity} />
        <span className={css['soft']}>#{row.number}</span>
        {row.priority && (
          <span className={css['priority']} data-priority={row.priority}>
            <span aria-hidden>{row.priority}</span>
            <span className="visually-hidden">{t('standing.priority', { priority: row.priority })}</span>
          </span>
        )}
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
        <StateWithIcon row={row} bare />
        <span className={css['soft']}>
          <Elapsed since={row.triggeredAt} />
        </span>
        <Anchor
          component="button"
          type="button"
          className={css['policy']}
          title={t('policies.open', { policy: row.policy.name })}
          onClick={() => showPolicy(row.policy.id)}
        >
          {t('incident.policy', { policy: row.policy.name })}
        </Anchor>
      </div>
      {row.tags && row.tags.length > 0 && (
        <ul className={css['tags']} aria-label={t('evidence.tags')}>
          {row.tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
      <IncidentStanding detail={detail} />
      <SuppressedBanner row={row} />
      <AskedLine detail={detail} />
      <IncidentActions detail={detail} />
    </header>
  );
}
