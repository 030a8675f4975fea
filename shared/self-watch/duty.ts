import { shiftsBetween } from '../schedule/on-call.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import { all, type Workspace } from '../workspace/workspace.ts';

/** Whoever is on call within this time is told that the relay is gone: it may not be back by then. */
export const soonMs = 4 * HOUR_MS;

/**
 * From when on a person is on call, first or as backup, within `withinMs` of `now` (relay ms); `now` while they are. Somebody a policy
 * names by themselves on its first level is on call at all times. Undefined when they are not.
 */
export function onCallFrom(workspace: Workspace, person: string, now: Instant, withinMs: number): Instant | undefined {
  if (isNamed(workspace, person)) {
    return now;
  }
  const starts = all(workspace, 'schedule').flatMap((schedule) =>
    (['on-call', 'backup'] as const).flatMap((use) =>
      shiftsBetween(schedule, now, now + Math.max(1, withinMs), use)
        .filter((shift) => shift.person === person && shift.until > now)
        .map(({ from }) => Math.max(from, now)),
    ),
  );
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function isNamed(workspace: Workspace, person: string): boolean {
  return all(workspace, 'policy').some(
    ({ steps }) => steps[0]?.targets.some(({ kind, id }) => kind === 'person' && id === person) ?? false,
  );
}
