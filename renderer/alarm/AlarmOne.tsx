import { Kbd } from '@mantine/core';
import { IconArrowBigUpLines, IconUserCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { hasCommandKey } from '../app/keyboard.ts';
import { acknowledge, escalate } from '../stores/commands.ts';
import { SeverityShape } from '../ui/SeverityShape.tsx';
import { TestTag } from '../ui/TestTag.tsx';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useElapsed } from '../ui/use-countdown.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './AlarmOne.module.css';
import { useNextLine } from './use-next-line.ts';

/** One incident rings: everything one needs to answer, and nothing else. */
export function AlarmOne({ row }: { row: IncidentRow }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const duration = useElapsed(row.triggeredAt);
  const next = useNextLine(row);
  return (
    <>
      <header className={css['head']}>
        <SeverityShape severity={row.severity} size={34} />
        <span className={css['severity']}>{t(`severity.${row.severity}`)}</span>
        <span className={css['service']}>{row.service.name}</span>
        {row.test && <TestTag />}
      </header>
      <div className={css['body']}>
        <h1 className={css['title']} title={row.title}>
          {row.title}
        </h1>
        <p className={css['soft']}>
          <TimeAt at={row.triggeredAt}>{t('alarm.since', { time: times.clock(row.triggeredAt), duration })}</TimeAt> · #{row.number}
        </p>
        <p className={css['next']}>
          {next.who} {next.when !== undefined && <b>{next.when}</b>}
          {next.detail !== undefined && <span className={css['detail']}> ({next.detail})</span>}
        </p>
        {row.ringsAgainEveryMs !== undefined && (
          <p className={css['soft']}>{t('alarm.repeats', { every: times.period(row.ringsAgainEveryMs) })}</p>
        )}
      </div>
      <div className={css['answers']}>
        <button
          type="button"
          className={css['acknowledge']}
          onClick={() => void acknowledge(row, 'alarm')}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          <IconUserCheck size={24} aria-hidden />
          <span>{t('alarm.acknowledge')}</span>
          <Kbd className={css['keys']} aria-hidden>
            {t(hasCommandKey() ? 'alarm.acknowledgeKeysMac' : 'alarm.acknowledgeKeys')}
          </Kbd>
        </button>
        <button type="button" className={css['escalate']} onClick={() => void escalate(row, 'alarm')}>
          <IconArrowBigUpLines size={22} aria-hidden />
          <span>{t('alarm.escalate')}</span>
        </button>
      </div>
    </>
  );
}
