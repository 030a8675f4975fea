import { Button } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { toggleStatus, useQueueView } from '../stores/queue-view-store.ts';
import css from './SuppressedLine.module.css';

/** One quiet line under the queue: how many incidents are suppressed, and the way to see them. Nothing when none is. */
export function SuppressedLine({ shown, total }: { shown: readonly IncidentRow[]; total: number }): ReactElement | null {
  const { t } = useTranslation();
  const areShown = useQueueView((view) => view.statuses.includes('suppressed'));
  const isSearched = useQueueView((view) => view.query !== '');
  if (total === 0) {
    return null;
  }
  const count = shown.filter(({ status }) => status === 'suppressed').length;
  const isCut = areShown && !isSearched && count < total;
  return (
    <div className={css['line']} role="status">
      <IconBellOff size={15} aria-hidden />
      <span className={css['text']}>{isCut ? t('suppressed.shown', { count, total }) : t('suppressed.line', { count: total })}</span>
      <Button size="compact-xs" variant="subtle" aria-pressed={areShown} onClick={() => toggleStatus('suppressed')}>
        {t(areShown ? 'suppressed.hideThem' : 'suppressed.showThem')}
      </Button>
    </div>
  );
}
