import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { openChange } from '../stores/change-store.ts';
import css from './AskedLine.module.css';

/** That I am paged in my own right, what for, and the way to say no. An approval is answered on its action. */
export function AskedLine({ detail: { row, call } }: { detail: IncidentDetail }): ReactElement | null {
  const { t } = useTranslation();
  if (row.asked === undefined) {
    return null;
  }
  const isApproval = row.asked === 'approval';
  return (
    <div className={css['asked']} role="status">
      <IconHandStop size={16} aria-hidden />
      <span>
        <b>{t(`standing.asked.${row.asked}`)}</b> {t(isApproval ? 'standing.askedApprove' : 'standing.askedHow')}
      </span>
      {!isApproval && call !== undefined && (
        <Button className={css['decline']} size="compact-sm" variant="subtle" onClick={() => openChange('decline', row, call)}>
          {t('change.decline')}
        </Button>
      )}
    </div>
  );
}
