import { Button } from '@mantine/core';
import { IconCheck, IconHourglass, IconSend, IconX } from '@tabler/icons-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionView } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { openChange } from '../stores/change-store.ts';
import { attempt } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './OutboundAction.module.css';

const icons: Record<ActionView['status'], ReactNode> = {
  proposed: <IconHourglass size={14} aria-hidden />,
  waiting: <IconHourglass size={14} aria-hidden />,
  released: <IconSend size={14} aria-hidden />,
  rejected: <IconX size={14} aria-hidden />,
};

/** One thing that is to go out: what, by whom, how it stands, and my say in it. */
export function OutboundAction({ row, action }: { row: IncidentRow; action: ActionView }): ReactElement {
  const { t } = useTranslation();
  const names = useNames();
  const at = useDayAndTime(action.at);
  const { kind, text, by, status, approvals, needed, checkpoint } = action;
  return (
    <article className={css['action']} data-status={status} data-mine={action.mine || undefined} aria-label={t(`change.kind.${kind}`)}>
      <div className={css['head']}>
        <h4>{t(`change.kind.${kind}`)}</h4>
        <span className={css['state']}>
          {icons[status]}
          {t(`outbound.state.${status}`)}
        </span>
      </div>
      <p className={css['soft']}>
        <TimeAt at={action.at}>{by ? t('outbound.by', { who: names.one(by), at }) : t('outbound.byOperator', { at })}</TimeAt>
        {checkpoint !== undefined && checkpoint !== '' && <> · {t('outbound.checkpoint', { name: checkpoint })}</>}
      </p>
      <blockquote className={css['text']}>{text}</blockquote>
      {status === 'waiting' && <Waiting action={action} />}
      {approvals.length > 0 && (
        <p className={css['line']}>
          {t('outbound.approvedBy', { who: names.all(approvals) })}
          {status === 'waiting' && <> · {t('outbound.approvals', { count: approvals.length, needed })}</>}
        </p>
      )}
      {action.rejection && (
        <p className={css['line']}>
          {action.rejection.person
            ? t('outbound.rejectedBy', { who: action.rejection.person.name, reason: action.rejection.reason })
            : t('outbound.rejectedByOperator', { reason: action.rejection.reason })}
        </p>
      )}
      {action.mine && <Say row={row} action={action} />}
    </article>
  );
}

function Waiting({ action: { asked, approvals, needed, until } }: { action: ActionView }): ReactElement {
  const { t } = useTranslation();
  const names = useNames();
  const time = useDayAndTime(until);
  const waited = asked.filter(({ id }) => !approvals.some((given) => given.id === id));
  return (
    <p className={css['line']}>
      {waited.length === 0 ? t('outbound.askedNobody') : t('outbound.askedNow', { who: names.all(waited), until: time })}
      {approvals.length === 0 && needed > 1 && <> · {t('outbound.approvals', { count: 0, needed })}</>}
    </p>
  );
}

function Say({ row, action }: { row: IncidentRow; action: ActionView }): ReactElement {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const approve = async (): Promise<void> => {
    setSending(true);
    const result = await attempt('incident:do', { id: row.id, via: 'window', name: 'approve', said: { action: action.id } });
    setSending(false);
    setProblem(result.ok ? undefined : result.message);
    if (result.ok) {
      notify({ tone: 'done', text: t('change.done.approve', { number: row.number }) });
    }
  };
  return (
    <>
      {problem !== undefined && (
        <p className={css['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={css['buttons']}>
        <Button size="xs" loading={sending} leftSection={<IconCheck size={14} aria-hidden />} onClick={() => void approve()}>
          {t('outbound.approve')}
        </Button>
        <Button size="xs" variant="default" onClick={() => openChange('reject', row, action.id)}>
          {t('outbound.reject')}
        </Button>
      </div>
    </>
  );
}
