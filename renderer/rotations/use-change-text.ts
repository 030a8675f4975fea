import { useTranslation } from 'react-i18next';
import type { ChangeView } from '../../shared/schedule-view/changes.ts';
import { scheduleEditTypes } from './schedule-edit-types.ts';
import { useShown } from './shown.ts';

interface ChangeText {
  /** What was done, or was to be done where nothing came of it. */
  what(change: ChangeView): string;
  /** Which hours it is about, on the schedule's clock; empty where it says none. */
  when(change: ChangeView): string;
  by(change: ChangeView): string;
}

/** A change of a schedule in words. */
export function useChangeText(): ChangeText {
  const { t } = useTranslation();
  const { span, at } = useShown();
  return {
    what: ({ type, about, verdict }) => {
      const known = scheduleEditTypes.find((each) => each === type);
      if (known === undefined) {
        return t('shell.returned.whatElse');
      }
      const [who, taker] = about;
      if (verdict === 'applied') {
        return t(`history.what.${known}`, { who: who ?? t('people.somebody'), taker: taker ?? t('people.somebody') });
      }
      const what = t(`shell.returned.what.${known}`);
      return who === undefined ? what : t('history.wanted', { what, who: about.join(' → ') });
    },
    when: ({ from, until, at: made }) =>
      from === undefined ? '' : until !== undefined ? span({ from, until }) : from > made ? t('history.since', { at: at(from) }) : '',
    by: ({ by }) => (by === 'admin' ? t('history.byOperator') : by === 'engine' ? t('history.byWatchbell') : by),
  };
}
