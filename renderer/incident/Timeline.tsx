import { Checkbox } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { openChange } from '../stores/change-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import css from './Timeline.module.css';
import { TimelineItem } from './TimelineItem.tsx';

/** What happened, newest first; single pages can be left out, failures of them never. */
export function Timeline({ row, entries }: { row: IncidentRow; entries: readonly TimelineEntry[] }): ReactElement {
  const { t } = useTranslation();
  const [pages, setPages] = useState(true);
  const mayTell = useDesk((desk) => desk.me?.role !== 'stakeholder');
  const hasPages = entries.some((entry) => entry.type === 'notification.sent');
  const shown = entries
    .filter((entry) => pages || entry.type !== 'notification.sent')
    .toReversed()
    .toSorted((a, b) => b.at - a.at);
  return (
    <section className={css['timeline']} aria-label={t('incident.timeline.title')}>
      <div className={css['head']}>
        <h3>{t('incident.timeline.title')}</h3>
        {hasPages && (
          <Checkbox
            size="xs"
            label={t('incident.timeline.showPages')}
            checked={pages}
            onChange={(event) => setPages(event.currentTarget.checked)}
          />
        )}
      </div>
      {shown.length === 0 ? (
        <p className={css['none']}>{t('incident.timeline.none')}</p>
      ) : (
        <ol>
          {shown.map((entry) => (
            <TimelineItem
              key={entry.id}
              entry={entry}
              levels={row.levels}
              onFollowUp={mayTell && entry.type === 'incident.annotated' ? () => openChange('follow-up', row, entry.id) : undefined}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
