import type { Instant } from '../time/instant.ts';
import type { Schedule } from './definition.ts';
import { editSchedule } from './edit.ts';
import { judgeEdit, type EditSurroundings } from './judge-edit.ts';
import type { ScheduleCommandName } from './command-names.ts';
import { draftEdit, type EditDraft } from './schedule-commands.ts';
import type { ScheduleEdit } from './schedule-events.ts';

/** A command by name, and what was said. */
export interface SaidEdit {
  name: ScheduleCommandName;
  said: Record<string, unknown>;
}

/** What some commands make of a schedule one after the other: the events in order, and the schedule after them; or why one cannot be made. */
export type MadeEdits = { drafts: Exclude<EditDraft, { problem: string }>[]; after: Schedule } | { problem: string };

/** Makes commands one after the other, each on what the one before has left, and none when one cannot be made. */
export function makeEdits(
  schedule: Schedule,
  commands: readonly SaidEdit[],
  surroundings: EditSurroundings & { newId(): string; now: Instant },
): MadeEdits {
  const drafts: Exclude<EditDraft, { problem: string }>[] = [];
  let after = schedule;
  for (const { name, said } of commands) {
    const draft = draftEdit(name, { schedule: after, newId: surroundings.newId, now: surroundings.now }, said);
    if ('problem' in draft) {
      return draft;
    }
    const edit = { ...draft, recordedAt: surroundings.now } as unknown as ScheduleEdit;
    const { verdict, why } = judgeEdit(after, edit, surroundings);
    if (verdict === 'parked') {
      return { problem: why ?? 'It cannot be done any more.' };
    }
    drafts.push(draft);
    after = verdict === 'applied' ? editSchedule(after, edit) : after;
  }
  return { drafts, after };
}
