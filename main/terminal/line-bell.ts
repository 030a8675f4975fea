import { rowOf } from '../../shared/queue/row.ts';
import type { Bell } from '../runner/bell.ts';
import type { BellView } from '../notify/notifier-bell.ts';
import { noticeFor } from '../text/notice-for.ts';
import { nameOfRow, type Happening } from './happening.ts';

/** Rings by telling a happening, where nobody sits at a keyboard: a script or a log reads along. */
export function lineBell(view: BellView, tell: (happening: Happening) => Promise<void>): Bell {
  return {
    async raise(id, { page, reason }) {
      const state = view.state();
      const incident = state.incidents.get(id);
      if (!incident) {
        return { outcome: 'failed', why: 'The incident is not known here any more.' };
      }
      const row = rowOf(state, incident, view.person, 0);
      const { title, body } = noticeFor(row, view.words(), { number: page, sound: true }, view.zone());
      try {
        await tell({ event: 'page', incident: nameOfRow(row), page, reason, next: row.next, text: `${title}. ${body}` });
        return { outcome: 'shown' };
      } catch (error) {
        return { outcome: 'failed', why: `The output cannot be written to: ${error instanceof Error ? error.message : String(error)}` };
      }
    },
    clear: async () => undefined,
  };
}
