import type { Named } from '../queue/row.ts';
import type { Swap } from '../schedule/definition.ts';
import { impactOf, type PersonImpact } from '../schedule/impact.ts';
import type { Instant } from '../time/instant.ts';
import { DAY_MS } from '../time/instant.ts';
import { all, find, nameOf, type Workspace } from '../workspace/workspace.ts';
import { coverageHorizonMs, coverageOf } from './coverage.ts';

/** How long before a gap its leads are told. */
export const gapNoticeMs = DAY_MS;

/**
 * Something about who is on call that a person is told without asking (C10, D13): somebody else changed their watches; somebody asks them
 * to take one, or has answered; nobody is on call soon, which a lead must know.
 */
export type Tiding = { schedule: Named } & (
  | { kind: 'watches-changed'; impact: PersonImpact }
  | { kind: 'swap-asked' | 'swap-approved' | 'swap-declined'; swap: Swap; by: Named }
  | { kind: 'gap-near'; from: Instant; until: Instant }
);

/** What a person is told of a change of schedules, by comparing them before and after. `isTheirs` says which they changed themselves. */
export function tidingsOf(
  before: Workspace,
  after: Workspace,
  me: string,
  now: Instant,
  isTheirs: (schedule: string) => boolean,
): Tiding[] {
  const window = { from: now, until: now + coverageHorizonMs };
  const mine = find(after, 'person', me);
  return all(after, 'schedule').flatMap((schedule): Tiding[] => {
    const was = find(before, 'schedule', schedule.id);
    if (!was || was === schedule || isTheirs(schedule.id)) {
      return [];
    }
    const named = { id: schedule.id, name: schedule.name };
    const impact = impactOf(was, schedule, window, mine ? [mine] : []).find(({ person }) => person === me);
    const swaps = (schedule.swaps ?? []).flatMap((swap): Tiding[] => {
      const kind = swapTiding(
        swap,
        was.swaps?.find(({ id }) => id === swap.id),
        me,
      );
      const by = kind === 'swap-asked' ? swap.giver : swap.taker;
      return kind === undefined ? [] : [{ kind, schedule: named, swap, by: { id: by, name: nameOf(after, 'person', by) } }];
    });
    const isAnswered = swaps.some(({ kind }) => kind === 'swap-approved');
    return [...swaps, ...(impact && !isAnswered ? [{ kind: 'watches-changed' as const, schedule: named, impact }] : [])];
  });
}

function swapTiding(
  { status, giver, taker }: Swap,
  was: Swap | undefined,
  me: string,
): 'swap-asked' | 'swap-approved' | 'swap-declined' | undefined {
  if (status === was?.status) {
    return undefined;
  }
  if (status === 'requested') {
    return taker === me ? 'swap-asked' : undefined;
  }
  return giver === me && was?.status === 'requested' && (status === 'approved' || status === 'declined') ? `swap-${status}` : undefined;
}

/** Gaps of the coming day, for whoever can fill them. */
export function gapsNear(workspace: Workspace, me: string, now: Instant): Tiding[] {
  const role = find(workspace, 'person', me)?.role;
  if (role !== 'lead' && role !== 'admin') {
    return [];
  }
  return coverageOf(workspace, { from: now, until: now + gapNoticeMs }).flatMap((finding): Tiding[] => {
    const isGap = finding.kind === 'gap' || finding.kind === 'gone';
    return isGap
      ? [
          {
            kind: 'gap-near',
            schedule: { id: finding.schedule, name: nameOf(workspace, 'schedule', finding.schedule) },
            from: finding.from,
            until: finding.until,
          },
        ]
      : [];
  });
}
