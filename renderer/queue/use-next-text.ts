import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useCountdown } from '../ui/use-countdown.ts';
import { useNames } from '../ui/use-names.ts';
import { useTimes } from '../ui/use-times.ts';

interface NextText {
  /** `Bo in 4:12`; undefined when nothing more is to come and nothing need be said. */
  line?: string | undefined;
  /** `step 2 of 3 · rings again every 60 sec`. */
  detail?: string | undefined;
  isDue: boolean;
}

/** What happens next on an incident, counting down. */
export function useNextText(row: IncidentRow): NextText {
  const { t } = useTranslation();
  const names = useNames();
  const times = useTimes();
  const left = useCountdown(row.next?.at);
  const { next } = row;
  if (row.status === 'resolved') {
    return { isDue: false };
  }
  const repeats =
    row.ringing === 'me' && row.ringsAgainEveryMs !== undefined ? t('queue.next.repeats', { every: times.period(row.ringsAgainEveryMs) }) : undefined;
  if (!next) {
    return row.pagesNobody
      ? { line: t('queue.next.waits'), isDue: false }
      : row.status === 'acknowledged'
        ? { isDue: false }
        : { line: t('queue.next.nothing'), detail: repeats ?? t('queue.next.nothingWhy'), isDue: false };
  }
  const isDue = left === undefined;
  switch (next.kind) {
    case 'acknowledgement-expires':
      return { line: isDue ? t('queue.next.expiresDue') : t('queue.next.expires', { countdown: left }), detail: t('queue.next.expiresWhy'), isDue };
    case 'not-resolved':
      return { line: isDue ? t('queue.next.unresolvedDue') : t('queue.next.unresolved', { countdown: left }), detail: t('queue.next.expiresWhy'), isDue };
    case 'step': {
      const who = names.list(next.people);
      const step =
        next.isCatchAll === true ? t('queue.next.lastResort') : t('queue.next.step', { level: next.level ?? row.level + 1, levels: row.levels });
      return {
        line: isDue ? t('queue.next.toDue', { who }) : t('queue.next.to', { who, countdown: left }),
        detail: repeats === undefined ? step : `${step} · ${repeats}`,
        isDue,
      };
    }
  }
}
