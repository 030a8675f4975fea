import { Anchor, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoffDraft } from '../../shared/bridge/desk.ts';
import type { IncidentStatus } from '../../shared/incident/incident.ts';
import { useDesk } from '../stores/desk-store.ts';
import { showIncident } from '../stores/route-store.ts';
import { SeverityShape } from '../ui/SeverityShape.tsx';
import css from './DraftIncidents.module.css';

type Item = HandoffDraft['incidents'][number];

const statuses: readonly IncidentStatus[] = ['triggered', 'acknowledged', 'resolved'];

/** What is still open, each with the line the next person will read. */
export function DraftIncidents({
  incidents,
  lines,
  onLine,
}: {
  incidents: readonly Item[];
  lines: Readonly<Record<string, string>>;
  onLine(id: string, line: string): void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <section aria-label={t('handoff.open')}>
      <h3 className={css['title']}>{t('handoff.open')}</h3>
      {incidents.length === 0 ? (
        <p className={css['none']}>{t('handoff.openNone')}</p>
      ) : (
        <ul className={css['list']}>
          {incidents.map((incident) => (
            <Incident
              key={incident.id}
              incident={incident}
              line={lines[incident.id] ?? incident.line}
              onLine={(line) => onLine(incident.id, line)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Incident({ incident, line, onLine }: { incident: Item; line: string; onLine(line: string): void }): ReactElement {
  const { t } = useTranslation();
  const severity = useDesk((desk) => desk.queue.find((row) => row.id === incident.id)?.severity);
  const status = statuses.find((known) => known === incident.status);
  return (
    <li className={css['item']}>
      <div className={css['head']}>
        {severity && (
          <>
            <SeverityShape severity={severity} size={14} />
            <span className="visually-hidden">{t(`severity.${severity}`)}</span>
          </>
        )}
        <Anchor component="button" type="button" className={css['name']} onClick={() => showIncident(incident.id)}>
          {incident.title}
        </Anchor>
        <span className={css['soft']}>#{incident.number}</span>
        <span className={css['soft']}>{status ? t(`status.${status}`) : incident.status}</span>
      </div>
      <Textarea
        size="sm"
        autosize
        minRows={1}
        maxRows={5}
        maxLength={2000}
        aria-label={t('handoff.line', { number: incident.number })}
        placeholder={t('handoff.line', { number: incident.number })}
        value={line}
        onChange={(event) => onLine(event.currentTarget.value)}
      />
    </li>
  );
}
