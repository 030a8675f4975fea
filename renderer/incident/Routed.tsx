import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { fieldText } from '../../shared/condition/field-words.ts';
import type { Decided } from '../../shared/routing/decided.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './Evidence.module.css';

const effects = ['severity', 'priority', 'service', 'policy', 'assign', 'tags', 'pause', 'suppress', 'rule'] as const;

/** What routing rules decided before anybody was paged, and what they could not. Nothing when none applied. */
export function Routed({ routed }: { routed: NonNullable<IncidentDetail['routed']> }): ReactElement | null {
  const { t } = useTranslation();
  const locale = useLocale();
  if (routed.length === 0) {
    return null;
  }
  return (
    <section className={css['part']} aria-label={t('evidence.routed')}>
      <h3>{t('evidence.routed')}</h3>
      <ol>
        {routed.map(({ rule, decided }, index) => (
          // Two rules may have one name.
          <li key={`${index} ${rule}`}>
            <b>{rule}</b> <span className={css['soft']}>{decided.map((each) => decidedText(each, t, locale)).join(' · ')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function decidedText({ what, left, named = '' }: Decided, t: TFunction, locale: 'en' | 'fr'): string {
  const effect = effects.find((each) => each === what);
  const set = effect === undefined ? fieldText(what.replace(/^known\./, ''), locale) : t(`evidence.set.${effect}`);
  return left === undefined ? set : t(`evidence.left.${left}`, { set, named });
}
