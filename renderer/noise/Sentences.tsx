import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupingView, InhibitionView } from '../../shared/noise-view/noise-view.ts';
import type { Words } from '../../shared/policy-view/policy-view.ts';
import { Section } from '../ui/Screen.tsx';
import { useLocale } from '../ui/use-locale.ts';
import { useWords } from '../ui/use-words.ts';
import { useTimes } from '../ui/use-times.ts';
import { Item } from './Item.tsx';
import css from './Noise.module.css';

function useList(): (words: readonly Words[]) => string {
  const locale = useLocale();
  return (words) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words.map((each) => each[locale]));
}

/** Which alerts become one incident. */
export function GroupingList({ groupings }: { groupings: readonly GroupingView[] }): ReactElement {
  const { t } = useTranslation();
  const times = useTimes();
  const words = useWords();
  const list = useList();
  const keyOf = ({ by, rolling }: GroupingView) =>
    by.length === 0
      ? rolling
        ? 'noise.groupings.allRolling'
        : 'noise.groupings.all'
      : rolling
        ? 'noise.groupings.rolling'
        : 'noise.groupings.one';
  return (
    <Section title={t('noise.groupings.title')}>
      {groupings.length === 0 ? (
        <p className={css['none']}>{t('noise.groupings.none')}</p>
      ) : (
        <ol className={css['list']}>
          {groupings.map((grouping) => (
            <Item key={grouping.id} of={grouping}>
              <p>
                {t(keyOf(grouping), { by: list(grouping.by), window: times.duration(grouping.windowMs), count: grouping.most })}{' '}
                {grouping.when && t('noise.groupings.when', { when: words(grouping.when) })}
              </p>
            </Item>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** Which incidents keep others quiet. */
export function InhibitionList({ inhibitions }: { inhibitions: readonly InhibitionView[] }): ReactElement {
  const { t } = useTranslation();
  const words = useWords();
  const list = useList();
  return (
    <Section title={t('noise.inhibitions.title')}>
      {inhibitions.length === 0 ? (
        <p className={css['none']}>{t('noise.inhibitions.none')}</p>
      ) : (
        <ul className={css['list']}>
          {inhibitions.map((inhibition) => (
            <Item key={inhibition.id} of={inhibition}>
              <p>
                {t('noise.inhibitions.one', { source: words(inhibition.source), target: words(inhibition.target) })}{' '}
                {inhibition.equal.length > 0 && t('noise.inhibitions.equal', { equal: list(inhibition.equal) })}
              </p>
            </Item>
          ))}
        </ul>
      )}
    </Section>
  );
}
