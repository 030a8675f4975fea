import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Named } from '../../shared/queue/row.ts';
import { useDeskStore } from '../stores/desk-store.ts';
import { useLocale } from './use-locale.ts';

interface Names {
  /** `Bo`, or `you`. */
  one(person: Named): string;
  /** `Bo`, `Bo and you`, `Bo, Ana and 2 others`, `nobody`. */
  list(people: readonly Named[]): string;
  /** Every name in full, for a tooltip. */
  all(people: readonly Named[]): string;
  /** Every name as it is written, without "you": for sentences whose verb would not fit it. */
  plain(people: readonly Named[]): string;
  isMe(person: Named | undefined): boolean;
}

/** People as sentences name them: the person at this desk is "you". */
export function useNames(): Names {
  const { t } = useTranslation();
  const locale = useLocale();
  const me = useDeskStore(({ desk }) => desk?.me?.id);
  return useMemo(() => {
    const joined = new Intl.ListFormat(locale, { type: 'conjunction' });
    const one = (person: Named): string => (person.id === me && me !== undefined ? t('people.you') : person.name || t('people.somebody'));
    const all = (people: readonly Named[]): string => (people.length === 0 ? t('people.nobody') : joined.format(people.map(one)));
    return {
      one,
      all,
      list: (people) =>
        people.length <= 3
          ? all(people)
          : t('people.andOthers', { names: people.slice(0, 2).map(one).join(', '), count: people.length - 2 }),
      plain: (people) =>
        people.length === 0 ? t('people.nobody') : joined.format(people.map((person) => person.name || t('people.somebody'))),
      isMe: (person) => me !== undefined && person?.id === me,
    };
  }, [t, locale, me]);
}
