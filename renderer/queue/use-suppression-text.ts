import { useTranslation } from 'react-i18next';
import type { SuppressedBy } from '../../shared/queue/suppressed-by.ts';
import { useDayAndTime } from '../ui/use-times.ts';

/** Why an incident pages nobody, in words. */
export interface SuppressionText {
  /** `Silenced`: the reason in a word or three. */
  short: string;
  /** What says so, or stands for it: `Database move`, `#40 Half of the shop (118 alerts)`; undefined where nothing has a name. */
  what: string | undefined;
  /** `until 14:00`. */
  when: string | undefined;
  /** What ends it. */
  ends: string;
  /** All of it in a sentence. */
  sentence: string;
}

/** Puts in words why an incident pages nobody, until when, and what ends it. */
export function useSuppressionText(suppression: SuppressedBy | undefined): SuppressionText {
  const { t } = useTranslation();
  const until = useDayAndTime(suppression?.until);
  const { reason = 'rule', name, other } = suppression ?? {};
  const counted = other && { number: other.number, title: other.title, count: other.alertCount };
  const what = counted ? t(reason === 'storm' ? 'suppressed.storm' : 'suppressed.other', counted) : name;
  const when = suppression?.until === undefined ? undefined : t('suppressed.until', { until });
  return {
    short: t(`queue.state.suppressed.${reason}`),
    what,
    when,
    ends: t(`suppressed.ends.${reason}`),
    sentence: t(what === undefined ? `suppressed.because.${reason}` : `suppressed.by.${reason}`, { what: what ?? '', until }),
  };
}
