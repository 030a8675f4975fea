import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyView } from '../../shared/policy-view/policy-view.ts';
import { useLocale } from '../ui/use-locale.ts';
import css from './PolicyPart.module.css';
import { useTargetWords } from './use-target-words.ts';

/** Where the path begins further up, and who is paged as well. */
export function Exceptions({ policy: { straightTo, also } }: { policy: PolicyView }): ReactElement | null {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = useTargetWords();
  const sentences = [
    ...straightTo.map(({ when, level }) => t('policies.straightTo', { when: when[locale], level })),
    ...also.map(({ when, page }) => t('policies.also', { when: when[locale], who: words.list(page) })),
  ];
  if (sentences.length === 0) {
    return null;
  }
  return (
    <section className={css['part']} aria-label={t('policies.exceptions')}>
      <h3>{t('policies.exceptions')}</h3>
      <ul>
        {sentences.map((sentence, index) => (
          // Two exceptions may read the same.
          <li key={`${index} ${sentence}`}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
