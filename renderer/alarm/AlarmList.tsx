import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { acknowledge, escalate } from '../stores/commands.ts';
import { SeverityShape } from '../ui/SeverityShape.tsx';
import { TestTag } from '../ui/TestTag.tsx';
import { useTimes } from '../ui/use-times.ts';
import css from './AlarmList.module.css';
import { useNextLine } from './use-next-line.ts';

/** Several ring: each with its own answers, the worst first. */
export function AlarmList({ rows }: { rows: readonly IncidentRow[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <header className={css['head']}>
        <SeverityShape severity="critical" size={30} />
        <h1>{t('alarm.many', { count: rows.length })}</h1>
      </header>
      <ul className={css['list']}>
        {rows.map((row) => (
          <Item key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}

function Item({ row }: { row: IncidentRow }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const next = useNextLine(row);
  const { number, title } = row;
  return (
    <li>
      <div className={css['text']}>
        <p className={css['title']} title={title}>
          {title}
        </p>
        <p className={css['facts']}>
          {row.test && <TestTag />} {row.service.name} · {t('alarm.sinceShort', { time: times.clock(row.triggeredAt) })}
        </p>
        <p className={css['next']}>
          <span title={next.who}>{next.who}</span> {next.when !== undefined && <b>{next.when}</b>}
        </p>
      </div>
      <div className={css['answers']}>
        <Button size="md" aria-label={t('alarm.acknowledgeOne', { number, title })} onClick={() => void acknowledge(row, 'alarm')}>
          {t('alarm.acknowledge')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('alarm.escalateOne', { number, title })}
          onClick={() => void escalate(row, 'alarm')}
        >
          {t('alarm.escalate')}
        </Button>
      </div>
    </li>
  );
}
