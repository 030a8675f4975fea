import type { Stretch } from '../balance/stretch.ts';
import { coverageHorizonMs, coverageOf, holesIn } from '../coverage/coverage.ts';
import { newlyFound } from '../coverage/newly-found.ts';
import type { Schedule } from '../schedule/definition.ts';
import { impactOf } from '../schedule/impact.ts';
import { shiftsBetween } from '../schedule/on-call.ts';
import type { Instant } from '../time/instant.ts';
import { all, find, nameOf, type Workspace } from '../workspace/workspace.ts';
import type { EditPreview } from './schedule-view.ts';

/** What a schedule in place of another would do to people and coverage, without doing it (C10, D13). */
export function previewOf(workspace: Workspace, after: Schedule, { from, until, now }: Stretch & { now: Instant }): EditPreview {
  const before = find(workspace, 'schedule', after.id) as Schedule;
  const horizon = { from: now, until: now + coverageHorizonMs };
  const entries = { ...workspace.entries, schedule: new Map(workspace.entries.schedule) };
  entries.schedule.set(after.id, { revision: 0, history: new Map(), current: after });
  const shifts = shiftsBetween(after, from, until);
  const drawn = shifts.map(({ person, ...shift }) => ({
    person: { id: person, name: nameOf(workspace, 'person', person) },
    ...shift,
  }));
  return {
    people: impactOf(before, after, horizon, all(workspace, 'person')).map((impact) => ({
      ...impact,
      name: nameOf(workspace, 'person', impact.person),
    })),
    newFindings: newlyFound(coverageOf(workspace, horizon), coverageOf({ ...workspace, entries }, horizon)),
    final: drawn,
    gaps: holesIn({ schedule: after, shifts }, { from, until }),
  };
}
