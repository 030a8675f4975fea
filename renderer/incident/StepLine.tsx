import { IconBellRinging, IconCheck, IconDots, IconHourglass, IconMinus, IconUserCheck, IconZzz } from '@tabler/icons-react';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow, PastStep } from '../../shared/queue/row.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useCountdown } from '../ui/use-countdown.ts';
import { useNames } from '../ui/use-names.ts';
import { useTimes } from '../ui/use-times.ts';
import { stepNodes, type StepNode } from './step-nodes.ts';
import css from './StepLine.module.css';

/** The timers of an incident as a line of steps: past, now, and the next counting down. */
export function StepLine({ row, past }: { row: IncidentRow; past: readonly PastStep[] }): ReactElement | null {
  const { t } = useTranslation();
  const nodes = useMemo(() => stepNodes(row, past), [row, past]);
  if (nodes.length === 0) {
    return null;
  }
  return (
    <ol className={css['line']} aria-label={t('incident.steps.label')} data-severity={row.severity}>
      {nodes.map((node) => (
        <Node key={node.key} node={node} />
      ))}
    </ol>
  );
}

type Tense = 'past' | 'now' | 'next' | 'later';

function tenseOf(node: StepNode): Tense {
  switch (node.kind) {
    case 'step':
      return node.tense;
    case 'earlier':
      return 'past';
    case 'timer':
      return 'next';
    case 'held':
    case 'resolved':
      return 'now';
  }
}

function Node({ node }: { node: StepNode }): ReactElement {
  const { t } = useTranslation();
  const tense = tenseOf(node);
  const { title, who } = useNodeTexts(node);
  return (
    <li className={css['node']} data-tense={tense} data-kind={node.kind} aria-current={tense === 'now' ? 'step' : undefined}>
      <span className={css['dot']}>{iconOf(node)}</span>
      <span className={css['title']}>
        {title}
        <span className="visually-hidden">, {t(`incident.steps.${tense}`)}</span>
      </span>
      {who !== undefined && (
        <span className={css['who']} title={who}>
          {who}
        </span>
      )}
      {'at' in node && <When at={node.at} counts={tense === 'next'} />}
    </li>
  );
}

function When({ at, counts }: { at: number; counts: boolean }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const left = useCountdown(counts ? at : undefined);
  return (
    <TimeAt at={at} className={css['when']}>
      {counts ? (left === undefined ? t('incident.steps.due') : t('incident.steps.in', { countdown: left })) : times.toTheSecond(at)}
    </TimeAt>
  );
}

function iconOf(node: StepNode): ReactNode {
  switch (node.kind) {
    case 'earlier':
      return <IconDots size={13} aria-hidden />;
    case 'held':
      return <IconUserCheck size={13} aria-hidden />;
    case 'resolved':
      return <IconCheck size={13} aria-hidden />;
    case 'timer':
      return node.what === 'snooze-ends' ? <IconZzz size={13} aria-hidden /> : <IconHourglass size={13} aria-hidden />;
    case 'step':
      if (node.tense === 'now') {
        return node.outcome === 'paged' ? <IconBellRinging size={13} aria-hidden /> : <IconMinus size={13} aria-hidden />;
      }
      if (node.tense === 'past') {
        return node.outcome === 'skipped' ? <IconMinus size={12} aria-hidden /> : <IconCheck size={12} aria-hidden />;
      }
      return null;
  }
}

const timers = {
  'snooze-ends': 'incident.steps.snoozed',
  'not-resolved': 'incident.steps.unresolved',
  'acknowledgement-expires': 'incident.steps.expires',
} as const;

const unpaged = {
  nobody: 'incident.steps.nobody',
  suppressed: 'incident.steps.suppressed',
  skipped: 'incident.steps.skipped',
} as const;

function useNodeTexts(node: StepNode): { title: string; who?: string | undefined } {
  const { t } = useTranslation();
  const names = useNames();
  switch (node.kind) {
    case 'earlier':
      return { title: t('incident.steps.earlier', { count: node.count }) };
    case 'held':
      return {
        title: !node.by
          ? t('incident.steps.heldByMonitor')
          : names.isMe(node.by)
            ? t('incident.steps.heldByYou')
            : t('incident.steps.held', { who: node.by.name }),
      };
    case 'resolved':
      return {
        title: t('incident.steps.resolved'),
        who: node.by ? t('incident.steps.by', { who: names.one(node.by) }) : t('incident.steps.byMonitor'),
      };
    case 'timer':
      return { title: t(timers[node.what]) };
    case 'step': {
      const title = node.isCatchAll ? t('incident.steps.lastResort') : t('incident.steps.step', { level: node.level });
      if (node.tense === 'later') {
        return { title };
      }
      return {
        title,
        who: node.outcome === 'paged' ? names.all(node.people) : t(unpaged[node.outcome]),
      };
    }
  }
}
