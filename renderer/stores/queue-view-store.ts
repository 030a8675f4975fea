import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { IncidentStatus } from '../../shared/incident/incident.ts';

/** Whose incidents the queue lists. */
export type Scope = 'mine' | 'all';

interface QueueView {
  scope: Scope;
  statuses: readonly IncidentStatus[];
  query: string;
  /** The row the keyboard acts on. */
  cursor?: string | undefined;
  /** Grows each time the keyboard moves the cursor, so that the row takes the focus. */
  moves: number;
  /** When the cursor last went to another row by itself, because its own was gone (local clock). */
  strayedAt: number;
}

const open: readonly IncidentStatus[] = ['triggered', 'acknowledged'];

/** How the queue is filtered and where the keyboard stands in it; the filters are kept between starts. */
export const useQueueView = create<QueueView>()(
  persist<QueueView, [], [], Pick<QueueView, 'scope' | 'statuses'>>(
    () => ({ scope: 'all', statuses: open, query: '', moves: 0, strayedAt: 0 }),
    { name: 'watchbell.queue', version: 1, partialize: ({ scope, statuses }) => ({ scope, statuses }) },
  ),
);

/** Lists everybody's incidents or only mine. */
export function setScope(scope: Scope): void {
  useQueueView.setState({ scope });
}

/** Shows or hides one status. */
export function toggleStatus(status: IncidentStatus): void {
  useQueueView.setState(({ statuses }) => ({
    statuses: statuses.includes(status) ? statuses.filter((other) => other !== status) : [...statuses, status],
  }));
}

/** Narrows the list to rows that hold these words. */
export function setQuery(query: string): void {
  useQueueView.setState({ query });
}

/** Back to everybody's open incidents. */
export function clearFilters(): void {
  useQueueView.setState({ scope: 'all', statuses: open, query: '' });
}

/** Puts the cursor on a row; by keyboard the row also takes the focus. */
export function setCursor(cursor: string | undefined, byKeyboard = false): void {
  useQueueView.setState(({ moves }) => ({ cursor, moves: byKeyboard ? moves + 1 : moves }));
}

const settlesInMs = 700;

/** Puts the cursor on another row because its own is gone, unless it has moved already. */
export function stray(from: string | undefined, to: string): void {
  if (useQueueView.getState().cursor === from) {
    useQueueView.setState(from === undefined ? { cursor: to } : { cursor: to, strayedAt: Date.now() });
  }
}

/** Whether a key may act on the row under the cursor: not right after the cursor strayed, for the key was meant for the row before. */
export function isSettled(): boolean {
  return Date.now() - useQueueView.getState().strayedAt >= settlesInMs;
}
