import { coverageHorizonMs } from '../../shared/coverage/coverage.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { impactOf } from '../../shared/schedule/impact.ts';
import { redefined } from '../../shared/schedule/redefine.ts';
import type { Change } from '../../shared/workspace/difference.ts';
import { all, find, type Workspace } from '../../shared/workspace/workspace.ts';
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
