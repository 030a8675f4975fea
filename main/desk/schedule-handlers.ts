import type { CommandResult } from '../../shared/bridge/contract.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { previewOf } from '../../shared/schedule-view/preview.ts';
import { changesView } from '../../shared/schedule-view/changes.ts';
import { fairView } from '../../shared/schedule-view/propose.ts';
import { schedulesView } from '../../shared/schedule-view/show.ts';
import { emptyWorkspace, find } from '../../shared/workspace/workspace.ts';
import type { Handlers } from '../bridge/handlers.ts';
import type { DeskService } from './desk.ts';

const unpaired = 'Pair this laptop with a relay first.';

/** Answers what the window asks of schedules: to look at them, to see what a change would do, and to make it. */
export function scheduleHandlers(
  desk: Pick<DeskService, 'responder'>,
  newId: () => string,
  resultOf: (event: Event | undefined) => CommandResult,
): Pick<
  Handlers,
  'schedules:get' | 'schedules:preview' | 'schedules:edit' | 'schedules:changes' | 'schedules:propose' | 'leave:add' | 'leave:remove'
> {
  return {
    'schedules:get': async ({ schedule, from, until }) => {
      const replica = desk.responder?.replica;
      const looking = { schedule, from, until, me: replica?.person ?? '', now: replica?.now() ?? from };
      return schedulesView(replica?.view.workspace ?? emptyWorkspace(), looking);
    },
    'schedules:preview': async ({ schedule, edits, from, until }) => {
      const { responder } = desk;
      if (!responder) {
        return { problem: unpaired };
      }
      const made = responder.plan(schedule, edits);
      return 'problem' in made
        ? made
        : previewOf(responder.replica.view.workspace, made.after, { from, until, now: responder.replica.now() });
    },
    'schedules:edit': async ({ schedule, edits }) => {
      const made = desk.responder?.edit(schedule, edits) ?? { problem: unpaired };
      return 'problem' in made ? { ok: false, message: made.problem } : (made.map(resultOf).find(({ ok }) => !ok) ?? { ok: true });
    },
    'schedules:changes': async ({ schedule }) => {
      const replica = desk.responder?.replica;
      const found = replica && find(replica.view.workspace, 'schedule', schedule);
      return found ? changesView(replica.view.workspace, found, replica.history({ kind: 'schedule', id: schedule }), replica.now()) : [];
    },
    'schedules:propose': async ({ schedule, asked }) => {
      const replica = desk.responder?.replica;
      const found = replica && find(replica.view.workspace, 'schedule', schedule);
      if (!found) {
        return {
          problem: { en: 'The schedule is not known on this laptop any more.', fr: 'Le planning n’est plus connu sur cet ordinateur.' },
        };
      }
      return fairView(replica.view.workspace, found, asked, replica.now());
    },
    'leave:add': async ({ person, ...leave }) => {
      const event = desk.responder?.replica.command('leave.added', { kind: 'person', id: person }, { leave: newId(), ...leave });
      return event ? resultOf(event) : { ok: false, message: unpaired };
    },
    'leave:remove': async ({ person, leave }) => {
      const event = desk.responder?.replica.command('leave.removed', { kind: 'person', id: person }, { leave });
      return event ? resultOf(event) : { ok: false, message: unpaired };
    },
  };
}
