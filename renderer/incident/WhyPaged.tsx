import { Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow, PastStep } from '../../shared/queue/row.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useNames } from '../ui/use-names.ts';
import { useTimes } from '../ui/use-times.ts';
import { AskWhy } from './AskWhy.tsx';
import css from './WhyPaged.module.css';

/** "Why was I paged?", one click away: each step in a sentence with its reason. */
export function WhyPaged({ row, past }: { row: IncidentRow; past: readonly PastStep[] }): ReactElement {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const { isMe } = useNames();
  const mine = past.findLast((step) => step.outcome === 'paged' && step.people.some(isMe));
  return (
    <div className={css['why']}>
      <Button
        className={css['button']}
        variant="subtle"
        size="compact-sm"
        aria-expanded={opened}
        onClick={toggle}
        leftSection={<IconChevronRight size={14} aria-hidden className={css['chevron']} data-opened={opened || undefined} />}
      >
        {t(mine ? 'incident.why.open' : 'incident.why.openOthers')}
      </Button>
      <Collapse expanded={opened}>
        <div className={css['text']}>
          <Lead row={row} mine={mine} />
          {past.length === 0 ? (
            <p>{t('incident.why.nothing')}</p>
          ) : (
            <ol>
              {past.map((step, index) => (
                // Steps are facts in an order that never changes.
                <Reason key={index} step={step} />
              ))}
            </ol>
          )}
          <AskWhy key={row.id} incident={row.id} />
        </div>
      </Collapse>
    </div>
  );
}

function Lead({ row, mine }: { row: IncidentRow; mine: PastStep | undefined }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  if (!mine) {
    return <p className={css['lead']}>{t('incident.why.youWereNot')}</p>;
  }
  const time = times.toTheSecond(mine.at);
  return (
    <p className={css['lead']}>
      {mine.isCatchAll
        ? t('incident.why.youWereLastResort', { time })
        : t('incident.why.youWere', { time, level: mine.level, levels: row.levels })}{' '}
      {t(`incident.why.reason.${mine.reason}`)}
    </p>
  );
}

const unpaged = {
  nobody: 'incident.why.stepNobody',
  skipped: 'incident.why.stepSkipped',
  suppressed: 'incident.why.stepSuppressed',
} as const;

function Reason({ step }: { step: PastStep }): ReactElement {
  const { t } = useTranslation();
  const names = useNames();
  const times = useTimes();
  const { level } = step;
  const who = names.plain(step.people);
  const what = step.isCatchAll
    ? t(step.outcome === 'paged' ? 'incident.why.lastResortPaged' : 'incident.why.lastResortNobody', { who })
    : step.outcome === 'paged'
      ? t('incident.why.stepPaged', { level, who })
      : t(unpaged[step.outcome], { level });
  return (
    <li>
      <TimeAt at={step.at} className={css['time']}>
        {times.toTheSecond(step.at)}
      </TimeAt>
      <span>
        <b>{what}</b> {t(`incident.why.reason.${step.reason}`)}
      </span>
    </li>
  );
}
