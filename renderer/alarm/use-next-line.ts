import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useCountdown } from '../ui/use-countdown.ts';
import { useNames } from '../ui/use-names.ts';

/** What happens next if one does not answer, and when. */
export function useNextLine({ next, level, levels }: IncidentRow): { who: string; when?: string | undefined; detail?: string | undefined } {
  const { t } = useTranslation();
  const names = useNames();
  const countdown = useCountdown(next?.at);
  if (next?.kind !== 'step') {
    return { who: t('alarm.nextNothing') };
  }
  return {
    who: t('alarm.next', { who: names.list(next.people) }),
    when: countdown === undefined ? t('queue.next.due') : t('queue.next.in', { countdown }),
    detail: next.isCatchAll === true ? t('alarm.lastResort') : t('alarm.step', { level: next.level ?? level + 1, levels }),
  };
}
