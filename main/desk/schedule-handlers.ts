import type { CommandResult } from '../../shared/bridge/contract.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { makeEdits, type MadeEdits, type SaidEdit } from '../../shared/schedule/make-edits.ts';
import { previewOf } from '../../shared/schedule-view/preview.ts';
import { schedulesView } from '../../shared/schedule-view/show.ts';
import { emptyWorkspace, find } from '../../shared/workspace/workspace.ts';
import type { Handlers } from '../bridge/handlers.ts';
import type { Replica } from '../store/replica.ts';
import type { DeskService } from './desk.ts';

const unpaired = 'Pair this laptop with a relay first.';

/** Answers what the window asks of schedules: to look at them, to see what a change would do, and to make it. */
export function scheduleHandlers(
  desk: Pick<DeskService, 'responder'>,
  newId: () => string,
  resultOf: (event: Event | undefined) => CommandResult,
): Pick<Handlers, 'schedules:get' | 'schedules:preview' | 'schedules:edit' | 'leave:add' | 'leave:remove'> {
  const make = (replica: Replica, id: string, edits: readonly SaidEdit[]): MadeEdits => {
    const { workspace } = replica.view;
    const schedule = find(workspace, 'schedule', id);
    return schedule
      ? makeEdits(schedule, edits, { newId, now: replica.now(), isPerson: (person) => find(workspace, 'person', person) !== undefined })
      : { problem: 'The schedule is not known on this laptop any more.' };
  };
  return {
    'schedules:get': async ({ schedule, from, until }) => {
      const replica = desk.responder?.replica;
      const looking = { schedule, from, until, me: replica?.person ?? '', now: replica?.now() ?? from };
      return schedulesView(replica?.view.workspace ?? emptyWorkspace(), looking);
    },
    'schedules:preview': async ({ schedule, edits, from, until }) => {
      const replica = desk.responder?.replica;
      if (!replica) {
        return { problem: unpaired };
      }
      const made = make(replica, schedule, edits);
      return 'problem' in made ? made : previewOf(replica.view.workspace, made.after, { from, until, now: replica.now() });
    },
    'schedules:edit': async ({ schedule, edits }) => {
      const replica = desk.responder?.replica;
      const made = replica ? make(replica, schedule, edits) : { problem: unpaired };
      if (!replica || 'problem' in made) {
        return { ok: false, message: 'problem' in made ? made.problem : unpaired };
      }
      const events = made.drafts.map(({ type, body }) => replica.command(type, { kind: 'schedule', id: schedule }, body));
      return events.map(resultOf).find(({ ok }) => !ok) ?? { ok: true };
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
