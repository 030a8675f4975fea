import { rowOf } from '../../shared/queue/row.ts';
import type { State } from '../../shared/state/state.ts';
import type { Zone } from '../../shared/time/zone.ts';
import type { Bell } from '../runner/bell.ts';
import { noticeFor } from '../text/notice-for.ts';
import type { Words } from '../text/words.ts';
import type { Notifier } from './notifier.ts';

/** What the bell reads when it rings. */
export interface BellView {
  state(): State;
  person: string;
  words(): Words;
  zone(): Zone;
  soundsPausedUntil(): number | undefined;
  wallMs(): number;
}

/** Rings through native notifications; pausing sounds never silences what may wake (window.md, "Tray"). */
export function notifierBell(notifier: Notifier, view: BellView): Bell {
  return {
    async raise(id, page) {
      const state = view.state();
      const incident = state.incidents.get(id);
      if (!incident) {
        return { outcome: 'failed', why: 'The incident is not known here any more.' };
      }
      const paused = (view.soundsPausedUntil() ?? 0) > view.wallMs();
      const row = rowOf(state, incident, view.person, 0);
      const sound = row.alarm || !paused;
      return notifier.raise(noticeFor(row, view.words(), { number: page.page, sound }, view.zone()));
    },
    clear: (id) => notifier.clear(id),
  };
}
