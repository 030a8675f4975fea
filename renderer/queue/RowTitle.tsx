import { IconBellPlus, IconClockUp, IconMessage2 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { TestTag } from '../ui/TestTag.tsx';
import { RowAge } from './RowAge.tsx';
import css from './RowTitle.module.css';

/** What broke: the title, then service, number, alerts, notes and marks. */
export function RowTitle({ row }: { row: IncidentRow }): ReactElement {
  const { t, i18n } = useTranslation();
  const counted = (count: number): string => count.toLocaleString(i18n.language, { notation: 'compact' });
  return (
    <>
      <div className={css['title']} title={row.title}>
        {row.title}
      </div>
      <div className={css['facts']}>
        {row.test && <TestTag />}
        {row.priority && (
          <b className={css['priority']}>
            <span aria-hidden>{row.priority}</span>
            <span className="visually-hidden">{t('standing.priority', { priority: row.priority })}</span>
          </b>
        )}
        <span className={css['word']}>{t(`severity.${row.severity}`)}</span>
        <span className={css['service']}>{row.service.name}</span>
        <span>#{row.number}</span>
        <span className={css['age']}>
          <RowAge row={row} />
        </span>
        {row.alertCount > 1 && (
          <span className={css['count']} title={t('queue.alerts', { count: row.alertCount })}>
            <IconBellPlus size={13} aria-hidden />
            <span aria-hidden>{counted(row.alertCount)}</span>
            <span className="visually-hidden">{t('queue.alerts', { count: row.alertCount })}</span>
          </span>
        )}
        {(row.standsFor ?? 0) > 0 && <span className={css['count']}>{t('queue.standsFor', { count: row.standsFor })}</span>}
        {row.noteCount > 0 && (
          <span className={css['count']} title={t('queue.notes', { count: row.noteCount })}>
            <IconMessage2 size={13} aria-hidden />
            <span aria-hidden>{counted(row.noteCount)}</span>
            <span className="visually-hidden">{t('queue.notes', { count: row.noteCount })}</span>
          </span>
        )}
        {row.pending > 0 && (
          <span className={css['pending']} title={t('tag.pending')}>
            <IconClockUp size={13} aria-hidden />
            <span className={css['pendingText']}>{t('tag.pending')}</span>
          </span>
        )}
      </div>
    </>
  );
}
