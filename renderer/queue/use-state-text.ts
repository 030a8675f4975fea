import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useNames } from '../ui/use-names.ts';
import { useDayAndTime } from '../ui/use-times.ts';
import { useSuppressionText } from './use-suppression-text.ts';

/** The state of an incident in a few words, and all the names for a tooltip. */
export function useStateText(row: IncidentRow): { text: string; title: string } {
  const { t } = useTranslation();
  const names = useNames();
  const until = useDayAndTime(row.snoozedUntil);
  const suppression = useSuppressionText(row.suppression);
  switch (row.status) {
    case 'resolved': {
      if (row.mergedInto !== undefined) {
        return { text: t('queue.state.merged'), title: t('queue.state.merged') };
      }
      if (row.endedQuiet !== undefined && !row.resolvedBy) {
        return { text: t('queue.state.endedQuiet'), title: t('queue.state.endedQuietWhy') };
      }
      const text = row.resolvedBy ? t('queue.state.resolvedBy', { who: names.one(row.resolvedBy) }) : t('queue.state.resolvedByMonitor');
      return { text, title: text };
    }
    case 'acknowledged': {
      const text = !row.heldBy?.id
        ? t('queue.state.heldByMonitor')
        : names.isMe(row.heldBy)
          ? t('queue.state.heldByYou')
          : t('queue.state.heldBy', { who: row.heldBy.name });
      if (row.ringing === 'me' && row.asked) {
        return { text: t(`standing.askedShort.${row.asked}`), title: text };
      }
      return row.snoozedUntil === undefined ? { text, title: text } : { text: t('queue.state.asleep', { until }), title: text };
    }
    case 'suppressed':
      return { text: suppression.short, title: suppression.sentence };
    case 'triggered':
      if (row.ringing === 'no') {
        const text = t(row.pagesNobody ? 'queue.state.pagesNobody' : 'queue.state.startsToRing');
        return { text, title: text };
      }
      if (row.ringing === 'me' && row.asked) {
        return { text: t(`standing.askedShort.${row.asked}`), title: t('queue.state.ringsFor', { who: names.all(row.paged) }) };
      }
      return {
        text: row.ringing === 'me' ? t('queue.state.ringsForYou') : t('queue.state.ringsFor', { who: names.list(row.paged) }),
        title: t('queue.state.ringsFor', { who: names.all(row.paged) }),
      };
  }
}
