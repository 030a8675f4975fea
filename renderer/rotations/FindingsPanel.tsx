import { Anchor } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { coverageHorizonMs } from '../../shared/coverage/coverage.ts';
import { isHole } from '../../shared/coverage/finding.ts';
import { useClock } from '../stores/clock-store.ts';
import { lookAtDay } from '../stores/rotations-store.ts';
import { useTimes } from '../ui/use-times.ts';
import { dayAt } from './days.ts';
import { FindingShape } from './finding-look.tsx';
import css from './FindingsPanel.module.css';
import { groupFindings, type FindingGroup } from './group-findings.ts';
import { Panel } from './Panel.tsx';
import { useShown } from './shown.ts';
import { useFindingText } from './use-finding-text.ts';

const shownAtFirst = 6;

/** What is wrong in the next ninety days, the worst first; each leads to its place on the time line. */
export function FindingsPanel(): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const times = useTimes(view.zone);
  const [all, setAll] = useState(false);
  const until = useClock(
    ({ now }) => times.day(now + coverageHorizonMs) && times.dateAndTime(now + coverageHorizonMs).replace(/,? \d\d:\d\d$/, ''),
  );
  const groups = groupFindings(view.findings);
  return (
    <Panel title={t('rotations.finding.title')}>
      {groups.length === 0 ? (
        <p className={css['covered']}>
          <FindingShape size={18} />
          {t('rotations.finding.covered', { until })}
        </p>
      ) : (
        <ul className={css['list']}>
          {groups.slice(0, all ? undefined : shownAtFirst).map((group) => (
            <OneFinding key={group.key} group={group} />
          ))}
        </ul>
      )}
      {!all && groups.length > shownAtFirst && (
        <Anchor component="button" type="button" className={css['more']} onClick={() => setAll(true)}>
          {t('rotations.finding.more', { count: groups.length - shownAtFirst })}
        </Anchor>
      )}
    </Panel>
  );
}

function OneFinding({ group: { first, all } }: { group: FindingGroup }): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const text = useFindingText();
  return (
    <li>
      <button
        type="button"
        className={css['finding']}
        data-hole={isHole(first) || undefined}
        onClick={() => {
          lookAtDay(dayAt(view.zone, first.from));
          document.querySelector('[data-zoom]')?.scrollIntoView({ block: 'center' });
        }}
      >
        <FindingShape finding={first} size={16} />
        <span>
          {text(first)}
          {all.length > 1 && <span className={css['again']}> {t('rotations.finding.again', { count: all.length - 1 })}</span>}
        </span>
      </button>
    </li>
  );
}
