import { useEffect, useRef } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { stray, useQueueView } from '../stores/queue-view-store.ts';

/**
 * Keeps the cursor on its incident while rows come, go and change places, so that a key never acts on another one.
 * When its row leaves the list the cursor stays at that place; at first it stands on the first row.
 */
export function useSteadyCursor(rows: readonly IncidentRow[]): void {
  const cursor = useQueueView((view) => view.cursor);
  const lastIndex = useRef(0);
  useEffect(() => {
    const index = rows.findIndex((row) => row.id === cursor);
    if (index >= 0) {
      lastIndex.current = index;
      return;
    }
    const next = rows[Math.min(lastIndex.current, rows.length - 1)];
    if (next) {
      stray(cursor, next.id);
    }
  }, [rows, cursor]);
}
