import { useDeferredValue, useMemo } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useQueueView } from '../stores/queue-view-store.ts';
import { countByStatus, filterRows, type StatusCounts } from './filter.ts';

/** The rows the filters let through, and the counts the filter bar shows. */
export function useQueue(): { rows: IncidentRow[]; counts: StatusCounts; total: number } {
  const queue = useDesk((desk) => desk.queue);
  const me = useDesk((desk) => desk.me?.id);
  const suppressed = useDesk((desk) => desk.suppressed);
  const scope = useQueueView((view) => view.scope);
  const statuses = useQueueView((view) => view.statuses);
  const query = useDeferredValue(useQueueView((view) => view.query));
  const rows = useMemo(() => filterRows(queue, { scope, statuses, query, me }), [queue, scope, statuses, query, me]);
  const counted = useMemo(() => countByStatus(queue, { scope, me }), [queue, scope, me]);
  // Main does not send all that is suppressed.
  const counts = { ...counted, suppressed };
  return { rows, counts, total: queue.length };
}
