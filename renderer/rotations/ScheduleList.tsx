import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isHole } from '../../shared/coverage/finding.ts';
import type { SchedulesView } from '../../shared/schedule-view/schedule-view.ts';
import { lookAtSchedule } from '../stores/rotations-store.ts';
import { FindingShape } from './finding-look.tsx';
import css from './ScheduleList.module.css';

/** The schedules by name, each with the worst that is wrong with it. */
export function ScheduleList({ schedules, shown }: { schedules: SchedulesView['schedules']; shown: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('rotations.list')}>
      <ul className={css['list']}>
        {schedules.map(({ id, name, worst }) => (
          <li key={id}>
            <button
              type="button"
              className={css['item']}
              title={name}
              aria-current={id === shown ? 'true' : undefined}
              onClick={() => lookAtSchedule(id)}
            >
              <span className={css['name']}>{name}</span>
              <span className={css['worst']} data-hole={(worst && isHole(worst)) || undefined}>
                <FindingShape finding={worst} size={14} />
                {worst ? t(`rotations.finding.short.${worst.kind}`) : t('rotations.finding.none')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
