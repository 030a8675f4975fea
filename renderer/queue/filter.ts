import type { IncidentStatus } from '../../shared/incident/incident.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import type { Scope } from '../stores/queue-view-store.ts';

/** What the filter bar asks for. */
export interface Filter {
  scope: Scope;
  statuses: readonly IncidentStatus[];
  query: string;
  me: string | undefined;
}

/** How many incidents of a scope have each status. */
export type StatusCounts = Record<IncidentStatus, number>;

function concernsMe(row: IncidentRow, me: string | undefined): boolean {
  return (
    row.ringing === 'me' ||
    (me !== undefined && (row.heldBy?.id === me || row.resolvedBy?.id === me || row.paged.some((person) => person.id === me)))
  );
}

function holdsWords(row: IncidentRow, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = `${row.title} ${row.service.name} #${row.number} ${row.heldBy?.name ?? ''} ${row.policy.name}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

/**
 * The rows that pass. What rings for me passes every filter but the words: a page must not hide behind a setting. What is suppressed
 * is nobody's yet, and so in either scope.
 */
export function filterRows(rows: readonly IncidentRow[], { scope, statuses, query, me }: Filter): IncidentRow[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (row.ringing === 'me' ||
        (statuses.includes(row.status) && (scope === 'all' || row.status === 'suppressed' || concernsMe(row, me)))) &&
      holdsWords(row, words),
  );
}

/** Counts the incidents of a scope by status, for the filter bar. */
export function countByStatus(rows: readonly IncidentRow[], { scope, me }: Pick<Filter, 'scope' | 'me'>): StatusCounts {
  const counts: StatusCounts = { triggered: 0, acknowledged: 0, suppressed: 0, resolved: 0 };
  for (const row of rows) {
    if (scope === 'all' || row.status === 'suppressed' || concernsMe(row, me)) {
      counts[row.status] += 1;
    }
  }
  return counts;
}
