import { create } from 'zustand';

/** A sentence about what was just done, or could not be. */
export interface Notice {
  id: number;
  tone: 'done' | 'failed';
  text: string;
  /** One way on, such as taking back what was done. */
  action?: { label: string; run: () => void } | undefined;
}

const shownForMs = 7000;
/** What can be taken back can be for so long. */
const undoForMs = 10_000;
let lastId = 0;

/** The notices on screen, oldest first. */
export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));

/** Takes a notice away. */
export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Shows a notice: one about something done goes by itself, one about a failure stays until it was read. */
export function notify(notice: Omit<Notice, 'id'>): void {
  lastId += 1;
  const id = lastId;
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-3), { ...notice, id }] }));
  if (notice.tone === 'done') {
    setTimeout(() => dismissNotice(id), notice.action ? undoForMs : shownForMs);
  }
}
