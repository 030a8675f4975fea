import { Button, Loader } from '@mantine/core';
import { IconAlertCircle, IconMoodEmpty } from '@tabler/icons-react';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { followIncident, useIncident } from '../stores/incident-store.ts';
import { closeIncident } from '../stores/route-store.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IncidentHeader } from './IncidentHeader.tsx';
import css from './IncidentPane.module.css';
import { Attachments } from './Attachments.tsx';
import { Changes, Similar } from './Context.tsx';
import { KnownFacts } from './KnownFacts.tsx';
import { Members } from './Members.tsx';
import { Routed } from './Routed.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { OutboundActions } from './OutboundActions.tsx';
import { StepLine } from './StepLine.tsx';
import { Telling } from './Telling.tsx';
import { Timeline } from './Timeline.tsx';
import { WhyPaged } from './WhyPaged.tsx';

/** One incident with all that is known of it, as main tells it. */
export function IncidentPane({ id }: { id: string }): ReactElement {
  const { t } = useTranslation();
  useEffect(() => followIncident(id), [id]);
  const known = useIncident((mirror) => (mirror.id === id ? mirror : undefined));
  const detail = known?.detail;

  return (
    <section className={css['pane']} aria-label={detail ? t('incident.label', { number: detail.row.number }) : t('incident.loading')}>
      {detail ? <Known detail={detail} /> : <Unknown state={known?.state ?? 'loading'} id={id} />}
    </section>
  );
}

function Known({ detail }: { detail: IncidentDetail }): ReactElement {
  const { row, past, actions, alert, runbook, known, links, timeline } = detail;
  return (
    <>
      <IncidentHeader detail={detail} />
      {/* A region that scrolls has to take the focus, or the keyboard could not scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css['body']} tabIndex={0}>
        <StepLine row={row} past={past} />
        <WhyPaged row={row} past={past} />
        <OutboundActions row={row} actions={actions} />
        <Telling row={row} telling={detail.telling} />
        <KnownFacts title={row.title} alert={alert} runbook={runbook} known={known} links={links} />
        <Attachments attachments={detail.attachments ?? []} />
        <Members members={detail.members ?? []} />
        <Changes changes={detail.changes ?? []} before={row.triggeredAt} />
        <Similar similar={detail.similar ?? []} />
        <Routed routed={detail.routed ?? []} />
        <Timeline row={row} entries={timeline} />
      </div>
      <NoteComposer id={row.id} number={row.number} />
    </>
  );
}

function Unknown({ state, id }: { state: 'loading' | 'ready' | 'gone' | 'failed'; id: string }): ReactElement {
  const { t } = useTranslation();
  if (state === 'loading' || state === 'ready') {
    return (
      <div className={css['waiting']} role="status">
        <Loader size="sm" />
        <span>{t('incident.loading')}</span>
      </div>
    );
  }
  const failed = state === 'failed';
  return (
    <EmptyState
      icon={failed ? <IconAlertCircle size={30} stroke={1.5} aria-hidden /> : <IconMoodEmpty size={30} stroke={1.5} aria-hidden />}
      title={t(failed ? 'incident.failed' : 'incident.gone')}
      action={
        <Button variant="default" onClick={failed ? () => followIncident(id) : closeIncident}>
          {t(failed ? 'action.tryAgain' : 'action.back')}
        </Button>
      }
    >
      {t(failed ? 'incident.failedText' : 'incident.goneText')}
    </EmptyState>
  );
}
