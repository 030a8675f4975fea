import type { HandoffDraft } from '../../shared/bridge/desk.ts';
import { summariseShift } from '../../shared/handoff/draft.ts';
import { onCallAt, peopleOnCall, shiftsBetween } from '../../shared/schedule/on-call.ts';
import type { State } from '../../shared/state/state.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { all, find, nameOf } from '../../shared/workspace/workspace.ts';

/** The handoff note about to be written for a schedule: by default the one `me` is on call for, else the first; undefined when there is none. */
export function handoffDraft(state: State, me: string, scheduleId: string | undefined, now: number): HandoffDraft | undefined {
  const { workspace } = state;
  const schedules = all(workspace, 'schedule');
  const schedule =
    scheduleId === undefined
      ? (schedules.find((each) => peopleOnCall(each, now).includes(me)) ?? schedules[0])
      : find(workspace, 'schedule', scheduleId);
  const shifts = schedule ? onCallAt(schedule, now) : [];
  const shift = shifts.find(({ person }) => person === me) ?? shifts[0];
  if (!schedule || !shift) {
    return undefined;
  }
  const { open, counts } = summariseShift(state.incidents.values(), shift, now);
  const next = shiftsBetween(schedule, now, now + 35 * DAY_MS).find(({ from, person }) => from > now && person !== me);
  const candidates = all(workspace, 'person').filter(({ id, role }) => id !== me && role !== 'stakeholder');
  return {
    schedule: { id: schedule.id, name: schedule.name },
    shift: { from: shift.from, until: shift.until },
    to: next && { id: next.person, name: nameOf(workspace, 'person', next.person) },
    candidates: candidates.map(({ id, name }) => ({ id, name })),
    incidents: open.map(({ id, number, title, status }) => ({ id, number, title, status, line: '' })),
    counts,
  };
}
