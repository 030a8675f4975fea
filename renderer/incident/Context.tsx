import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelatedChange, SimilarIncident } from '../../shared/insight/context.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { showIncident } from '../stores/route-store.ts';
import { LinkOut } from '../ui/LinkOut.tsx';
import { SeverityShape } from '../ui/SeverityShape.tsx';
import { TimeAt } from '../ui/TimeAt.tsx';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime, useTimes } from '../ui/use-times.ts';
import css from './Evidence.module.css';

/** What was changed on the service in the day before it began, each with how long before. Nothing when nothing was. */
export function Changes({ changes, before }: { changes: readonly RelatedChange[]; before: Instant }): ReactElement | null {
  const { t } = useTranslation();
  const times = useTimes();
  if (changes.length === 0) {
    return null;
  }
  return (
    <section className={css['part']} aria-label={t('evidence.changes')}>
      <h3>{t('evidence.changes')}</h3>
      <ul>
        {changes.map((change, index) => {
          const at = change.saidAt ?? change.at;
          return (
            // A pipeline may say the same twice.
            <li key={`${index} ${change.at}`}>
              {change.summary}{' '}
              <span className={css['soft']}>
                <TimeAt at={at}>{t('evidence.before', { duration: times.duration(Math.max(0, before - at)) })}</TimeAt> ·{' '}
                {change.source ?? change.integration.name}
              </span>
              {change.links.map(({ href, text }) => (
                <span key={href}>
                  {' '}
                  <LinkOut url={href}>{text ?? href}</LinkOut>
                </span>
              ))}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Past incidents like this one: when, how they ended, and the way to each. Nothing when there was none. */
export function Similar({ similar }: { similar: readonly SimilarIncident[] }): ReactElement | null {
  const { t } = useTranslation();
  if (similar.length === 0) {
    return null;
  }
  return (
    <section className={css['part']} aria-label={t('evidence.similar')}>
      <h3>{t('evidence.similar')}</h3>
      <ul>
        {similar.map((each) => (
          <OneSimilar key={each.id} similar={each} />
        ))}
      </ul>
    </section>
  );
}

function OneSimilar({ similar }: { similar: SimilarIncident }): ReactElement {
  const { t } = useTranslation();
  const names = useNames();
  const times = useTimes();
  const at = useDayAndTime(similar.at);
  const { number, title, ended, by, tookMs, because } = similar;
  const how =
    ended === 'by-person' && by
      ? t('evidence.ended.by-person', { who: names.one(by) })
      : t(`evidence.ended.${ended === 'by-person' ? 'by-operator' : ended}`);
  return (
    <li className={css['line']}>
      <SeverityShape severity={similar.severity} size={13} />
      <span className={css['what']}>
        <Anchor component="button" type="button" className={css['open']} onClick={() => showIncident(similar.id)}>
          #{number} {title}
        </Anchor>{' '}
        <span className={css['soft']}>
          <TimeAt at={similar.at}>{at}</TimeAt> · {how}
          {tookMs !== undefined && ` ${t('evidence.after', { duration: times.duration(tookMs) })}`} ·{' '}
          {because.map((each) => t(`evidence.because.${each}`)).join(', ')}
        </span>
      </span>
    </li>
  );
}
