import { z } from 'zod';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { Reader } from '../../shared/coverage/sentences.ts';
import type { Judgement } from '../../shared/log/judgement.ts';
import type { ScheduleCommandName } from '../../shared/schedule/command-names.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { editSchedule } from '../../shared/schedule/edit.ts';
import { judgeEdit } from '../../shared/schedule/judge-edit.ts';
import { draftEdit, type EditDraft } from '../../shared/schedule/schedule-commands.ts';
import type { ScheduleEdit } from '../../shared/schedule/schedule-events.ts';
import { previewOf } from '../../shared/schedule-view/preview.ts';
import { all, find, type Workspace } from '../../shared/workspace/workspace.ts';
import { Problem } from './problem.ts';
import { findingRecord, impactRecord } from './reader.ts';
import type { RelayContext } from './relay-context.ts';

/** An edit as it would be written, what would become of it, and the schedule after it. */
export interface ThoughtEdit {
  draft: Exclude<EditDraft, { problem: string }>;
  judgement: Judgement;
  after: Schedule;
}

const Named = z.looseObject({
  person: z.string().optional(),
  giver: z.string().optional(),
  taker: z.string().optional(),
  replaces: z.string().optional(),
  people: z.array(z.string()).optional(),
});

/** Makes a command on a schedule by the rules the log will judge it by, and writes nothing; a problem when it is not said rightly. */
export function thinkEdit(context: RelayContext, schedule: Schedule, name: ScheduleCommandName, said: unknown): ThoughtEdit {
  const { workspace } = context.ledger.state;
  const now = context.now();
  const draft = draftEdit(name, { schedule, newId: () => context.newId(), now }, said);
  if ('problem' in draft) {
    throw new Problem(400, draft.problem);
  }
  const unknown = namedIn(said).find((id) => !find(workspace, 'person', id));
  if (unknown !== undefined) {
    const people = all(workspace, 'person').map(({ id }) => id);
    throw new Problem(400, `There is no person "${unknown}" in the workspace; people are: ${people.join(', ') || 'none yet'}.`);
  }
  const edit = { ...draft, recordedAt: now } as unknown as ScheduleEdit;
  const judgement = judgeEdit(schedule, edit, { isPerson: (id) => find(workspace, 'person', id) !== undefined });
  return { draft, judgement, after: judgement.verdict === 'applied' ? editSchedule(schedule, edit) : schedule };
}

function namedIn(said: unknown): string[] {
  const { data } = Named.safeParse(said);
  return [data?.person, data?.giver, data?.taker, data?.replaces, ...(data?.people ?? [])].filter((id) => id !== undefined);
}

/** What a schedule in place of another does to people and coverage, as the API tells it. */
export function previewRecord(workspace: Workspace, after: Schedule, window: Stretch, reader: Reader): Record<string, unknown> {
  const { people, newFindings } = previewOf(workspace, after, { ...window, now: reader.now });
  return {
    people: people.map((impact) => impactRecord(workspace, impact, after.id, reader)),
    newFindings: newFindings.map((finding) => findingRecord(workspace, finding, reader)),
  };
}
