import { IconBell, IconBellOff, IconBellRinging, IconCircleCheck, IconHourglass, IconUserCheck, IconZzz } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useElapsed } from '../ui/use-countdown.ts';
import css from './RowState.module.css';
import { useStateText } from './use-state-text.ts';

/** The state of an incident and who holds it, by icon and words. */
export function StateWithIcon({ row: given, bare = false }: { row: IncidentRow; bare?: boolean }): ReactElement {
  // Where sleep, merging and what I am asked are said in lines of their own, this says only who has it.
  const row: IncidentRow = bare ? { ...given, asked: undefined, snoozedUntil: undefined, mergedInto: undefined } : given;
  const { text, title } = useStateText(row);
  return (
    <span className={css['state']} data-ringing={row.ringing} title={title}>
      <StateIcon row={row} />
      <span className={css['text']}>{text}</span>
    </span>
  );
}

/** The state and since when. */
export function RowState({ row }: { row: IncidentRow }): ReactElement {
  const { t } = useTranslation();
  const since = row.status === 'resolved' ? row.resolvedAt : row.status === 'acknowledged' ? row.heldSince : row.triggeredAt;
  const elapsed = useElapsed(since ?? row.triggeredAt, 'narrow');
  return (
    <>
      <StateWithIcon row={row} />
      <div className={css['since']}>
        <TimeAt at={since ?? row.triggeredAt}>
          {row.status === 'resolved' ? t('queue.state.ago', { duration: elapsed }) : t('queue.state.since', { duration: elapsed })}
        </TimeAt>
        {row.needed > 1 && row.status === 'triggered' && (
          <span> · {t('queue.state.answered', { count: row.answers.length, needed: row.needed })}</span>
        )}
      </div>
    </>
  );
}

function StateIcon({ row }: { row: IncidentRow }): ReactElement {
  switch (row.status) {
    case 'acknowledged':
      if (row.ringing === 'me' && row.asked !== undefined) {
        return <IconBellRinging size={15} aria-hidden className={css['swing']} />;
      }
      return row.snoozedUntil !== undefined ? <IconZzz size={15} aria-hidden /> : <IconUserCheck size={15} aria-hidden />;
    case 'resolved':
      return <IconCircleCheck size={15} aria-hidden />;
    case 'suppressed':
      return <IconBellOff size={15} aria-hidden />;
    case 'triggered':
      return row.ringing === 'me' ? (
        <IconBellRinging size={15} aria-hidden className={css['swing']} />
      ) : row.ringing === 'others' ? (
        <IconBell size={15} aria-hidden />
      ) : (
        <IconHourglass size={15} aria-hidden />
      );
  }
}
