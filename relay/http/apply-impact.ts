import { coverageHorizonMs } from '../../shared/coverage/coverage.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { impactOf } from '../../shared/schedule/impact.ts';
import { redefined } from '../../shared/schedule/redefine.ts';
import type { Change } from '../../shared/workspace/difference.ts';
import { all, find, nameOf, type Workspace } from '../../shared/workspace/workspace.ts';
import { isOpen } from '../../shared/incident/incident.ts';
import type { State } from '../../shared/state/state.ts';
import { impactRecord } from './reader.ts';

/** What changes of a workspace file do to each person on call, by schedule that is defined otherwise (C10, D13). */
export function impactsOf(workspace: Workspace, changes: readonly Change[], now: number): Record<string, unknown>[] {
  const window = { from: now, until: now + coverageHorizonMs };
  return changes.flatMap(({ kind, id, change, draft }) => {
    const before = kind === 'schedule' && change === 'changed' ? find(workspace, 'schedule', id) : undefined;
    if (!before) {
      return [];
    }
    const after = redefined(before, draft.body['definition'] as Schedule, now);
    const reader = { language: 'en', now } as const;
    return impactOf(before, after, window, all(workspace, 'person')).map((impact) => ({
      schedule: id,
      ...impactRecord(workspace, impact, id, reader),
    }));
  });
}

/** What the removals of a workspace file touch besides the workspace: integrations whose keys end, and services with incidents that are open. */
export function goneWith(
  { workspace, incidents }: State,
  changes: readonly Change[],
): { kind: string; id: string; name: string; open: number }[] {
  const removed = changes.filter(({ change }) => change === 'removed');
  const open = [...incidents.values()].filter(isOpen);
  return removed.flatMap(({ kind, id }) => {
    const count = kind === 'service' ? open.filter(({ service }) => service === id).length : 0;
    return kind === 'integration' || (kind === 'service' && count > 0)
      ? [{ kind, id, name: nameOf(workspace, kind, id), open: count }]
      : [];
  });
}
