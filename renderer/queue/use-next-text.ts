import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useCountdown } from '../ui/use-countdown.ts';
import { useNames } from '../ui/use-names.ts';
import { useTimes } from '../ui/use-times.ts';
import { useSuppressionText } from './use-suppression-text.ts';

/** `Bo` `in 4:12` `step 2 of 3 · rings again every 60 secs`. */
export interface NextText {
  /** To whom, or what happens; may be cut short where room is scarce. */
  what: string;
  /** When, counting down; never cut. */
  when?: string | undefined;
  detail?: string | undefined;
}

const timers = {
  'snooze-ends': 'queue.next.snoozed',
  'not-resolved': 'queue.next.unresolved',
  'acknowledgement-expires': 'queue.next.expires',
} as const;

/** What happens next on an incident, counting down; undefined when there is nothing to say. */
export function useNextText(row: IncidentRow): NextText | undefined {
  const { t } = useTranslation();
  const names = useNames();
  const times = useTimes();
  const left = useCountdown(row.next?.at);
  const suppression = useSuppressionText(row.suppression);
  const { next } = row;
  if (row.status === 'suppressed') {
    const { what, when, ends } = suppression;
    return what === undefined ? { what: when ?? ends, detail: when === undefined ? undefined : ends } : { what, when, detail: ends };
  }
  if (row.status === 'resolved' || (!next && row.status === 'acknowledged')) {
    return undefined;
  }
  const repeats =
    row.ringing === 'me' && row.ringsAgainEveryMs !== undefined
      ? t('queue.next.repeats', { every: times.period(row.ringsAgainEveryMs) })
      : undefined;
  if (!next) {
    return row.pagesNobody
      ? { what: t('queue.next.waits') }
      : { what: t('queue.next.nothing'), detail: repeats ?? t('queue.next.nothingWhy') };
  }
  const when = left === undefined ? t('queue.next.due') : t('queue.next.in', { countdown: left });
  if (next.kind !== 'step') {
    return {
      what: t(timers[next.kind]),
      when,
      detail: t(next.kind === 'snooze-ends' ? 'queue.next.snoozedWhy' : 'queue.next.expiresWhy'),
    };
  }
  const step =
    next.isCatchAll === true
      ? t('queue.next.lastResort')
      : t('queue.next.step', { level: next.level ?? row.level + 1, levels: row.levels });
  return { what: names.list(next.people), when, detail: repeats === undefined ? step : `${step} · ${repeats}` };
}
