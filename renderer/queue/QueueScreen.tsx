import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IncidentPane } from '../incident/IncidentPane.tsx';
import { setCursor, useQueueView } from '../stores/queue-view-store.ts';
import { useRoute } from '../stores/route-store.ts';
import { FilterBar } from './FilterBar.tsx';
import { NoMatch } from './NoMatch.tsx';
import { QueueList } from './QueueList.tsx';
import css from './QueueScreen.module.css';
import { QuietQueue } from './QuietQueue.tsx';
import { SuppressedLine } from './SuppressedLine.tsx';
import { useQueueKeys } from './use-queue-keys.ts';
import { useQueue } from './use-queue.ts';
import { useSteadyCursor } from './use-steady-cursor.ts';

/** The queue, with the incident that is open beside it (in a narrow window: instead of it). */
export function QueueScreen(): ReactElement {
  const { t } = useTranslation();
  const { rows, counts, total } = useQueue();
  const incident = useRoute((route) => route.incident);
  const searching = useQueueView((view) => view.query !== '');
  useSteadyCursor(rows);
  useQueueKeys(rows);
  useEffect(() => {
    if (incident !== undefined) {
      setCursor(incident);
    }
  }, [incident]);

  const nothingOpen = counts.triggered + counts.acknowledged === 0;
  return (
    <main className={css['screen']} data-incident={incident === undefined ? undefined : 'open'} aria-label={t('screen.queue')}>
      <h1 className="visually-hidden">{t('screen.queue')}</h1>
      <div className={css['list']}>
        <FilterBar counts={counts} />
        {rows.length > 0 ? (
          <QueueList rows={rows} />
        ) : nothingOpen && !searching ? (
          <QuietQueue resolved={counts.resolved} />
        ) : (
          <NoMatch total={total} />
        )}
        <SuppressedLine shown={rows} total={counts.suppressed} />
      </div>
      {incident !== undefined && <IncidentPane key={incident} id={incident} />}
    </main>
  );
}
