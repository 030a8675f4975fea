import { Anchor, Button } from '@mantine/core';
import {
  IconArrowMerge,
  IconCalendarDue,
  IconHourglassHigh,
  IconProgress,
  IconUserCheck,
  IconUserStar,
  IconZzz,
} from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { useClock } from '../stores/clock-store.ts';
import { change } from '../stores/commands.ts';
import { useDesk } from '../stores/desk-store.ts';
import { showIncident } from '../stores/route-store.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import css from './IncidentStanding.module.css';

/** How an incident stands beside its status: stage, sleep, answers, deadline, roles, and what it is tied to. Nothing when there is nothing to say. */
export function IncidentStanding({ detail: { row, roles, deadline } }: { detail: IncidentDetail }): ReactElement | null {
  const { t } = useTranslation();
  const names = useNames();
  const isOpen = row.status !== 'resolved';
  const lines: ReactNode[] = [];
  const say = (key: string, icon: ReactNode, children: ReactNode): void => {
    lines.push(
      <li key={key} className={css['line']}>
        {icon}
        <span>{children}</span>
      </li>,
    );
  };
  if (row.mergedInto !== undefined) {
    say('merged', <IconArrowMerge size={15} aria-hidden />, <Other word={t('standing.merged')} id={row.mergedInto} />);
  }
  if (row.snoozedUntil !== undefined) {
    say('asleep', <IconZzz size={15} aria-hidden />, <Asleep until={row.snoozedUntil} />);
  }
  if (row.status === 'triggered' && row.needed > 1) {
    const counts = { count: row.answers.length, needed: row.needed };
    say(
      'answers',
      <IconUserCheck size={15} aria-hidden />,
      row.answers.length === 0 ? t('standing.answered', counts) : t('standing.answeredBy', { ...counts, who: names.all(row.answers) }),
    );
  }
  if (isOpen) {
    for (const id of row.blockedBy) {
      say(`blocked ${id}`, <IconHourglassHigh size={15} aria-hidden />, <Waits detailRow={row} other={id} />);
    }
    if (row.stage) {
      say('stage', <IconProgress size={15} aria-hidden />, t(`change.stage.${row.stage}`));
    }
    if (deadline !== undefined) {
      say('deadline', <IconCalendarDue size={15} aria-hidden />, <Deadline at={deadline} />);
    }
  }
  for (const { role, person } of roles) {
    say(role, <IconUserStar size={15} aria-hidden />, t('standing.roleOf', { role: t(`change.role.${role}`), who: names.one(person) }));
  }
  return lines.length === 0 ? null : (
    <ul className={css['standing']} aria-label={t('standing.label')}>
      {lines}
    </ul>
  );
}

function Asleep({ until }: { until: number }): ReactElement {
  const { t } = useTranslation();
  const time = useDayAndTime(until);
  return <TimeAt at={until}>{t('standing.asleep', { until: time })}</TimeAt>;
}

function Deadline({ at }: { at: number }): ReactElement {
  const { t } = useTranslation();
  const time = useDayAndTime(at);
  const isOver = useClock(({ now }) => now >= at);
  return (
    <TimeAt at={at} className={isOver ? css['overdue'] : undefined}>
      {t(isOver ? 'standing.overdue' : 'standing.due', { at: time })}
    </TimeAt>
  );
}

function Waits({ detailRow, other }: { detailRow: IncidentDetail['row']; other: string }): ReactElement {
  const { t } = useTranslation();
  const number = useDesk((desk) => desk.queue.find(({ id }) => id === other)?.number) ?? '';
  const unblock = (): void =>
    void change(detailRow, 'unblock', { incident: other }, t('change.done.unblock', { number: detailRow.number, other: number }));
  return (
    <>
      <Other word={t('standing.waits')} id={other} />{' '}
      <Button className={css['undo']} size="compact-xs" variant="subtle" aria-label={t('change.unblockOf', { number })} onClick={unblock}>
        {t('change.unblock')}
      </Button>
    </>
  );
}

/** `Waits for #398 Fraud scoring answers slowly`, which leads there. */
function Other({ word, id }: { word: string; id: string }): ReactElement {
  const { t } = useTranslation();
  const other = useDesk((desk) => desk.queue.find((row) => row.id === id));
  return (
    <>
      {word}{' '}
      {other ? (
        <Anchor component="button" type="button" className={css['other']} title={other.title} onClick={() => showIncident(id)}>
          #{other.number} {other.title}
        </Anchor>
      ) : (
        t('standing.other')
      )}
    </>
  );
}
