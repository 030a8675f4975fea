import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../shared/noise-view/occurrences.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useMyZone } from '../ui/use-locale.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './NextTimes.module.css';

/** The next times a window lasts, on the reader's clock, and on the window's where that differs. */
export function NextTimes({ next, zone }: { next: readonly Occurrence[]; zone?: string | undefined }): ReactElement | null {
  const { t } = useTranslation();
  const mine = useTimes();
  const theirs = useTimes(zone);
  const myZone = useMyZone();
  if (next.length === 0) {
    return null;
  }
  const span = (times: typeof mine, { from, until }: Occurrence): string =>
    `${times.dateAndTime(from)} – ${until - from < 86_400_000 ? times.clock(until) : times.dateAndTime(until)}`;
  const isElsewhere = zone !== undefined && next.some((each) => span(mine, each) !== span(theirs, each));
  return (
    <div className={css['next']}>
      <span className={css['label']}>{t('noise.next', { count: next.length })}</span>
      <ul>
        {next.map((each) => (
          <li key={each.from}>
            <TimeAt at={each.from}>{span(mine, each)}</TimeAt>
            {isElsewhere && (
              <span className={css['soft']}> {t('noise.inZone', { span: span(theirs, each), zone: zone.replaceAll('_', ' ') })}</span>
            )}
          </li>
        ))}
      </ul>
      {isElsewhere && myZone !== undefined && (
        <span className={css['soft']}>{t('noise.myZone', { zone: myZone.replaceAll('_', ' ') })}</span>
      )}
    </div>
  );
}
