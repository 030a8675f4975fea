import type { Stretch } from '../balance/stretch.ts';

/**
 * Something the sweep found, for as long as it is so (relay ms). The worst first:
 * - `gap`: nobody is on call; `gone`: whoever is has left the workspace or only reads along.
 * - `leave`: whoever is on call is on leave. `no-way`: no page can reach them (D5).
 * - `same-level-next`: the same person stands on two levels of a policy that follow on one another, so that the second is none.
 * - `rest`: less than `restMs` between two watches of one person; `until` is when the second begins. `nights`: too many in a row.
 * - `two-watches`: one person is on call for two schedules at once. `overlap`: two overrides at once, of which the one added last wins.
 */
export type Finding = Stretch &
  (
    | { kind: 'gap'; schedule: string }
    | { kind: 'gone' | 'leave' | 'no-way'; schedule: string; person: string }
    | { kind: 'same-level-next'; policy: string; level: number; person: string }
    | { kind: 'rest'; schedule: string; person: string; restMs: number }
    | { kind: 'nights'; schedule: string; person: string; nights: number }
    | { kind: 'two-watches'; schedule: string; other: string; person: string }
    | { kind: 'overlap'; schedule: string; person: string; other: string }
  );

/** What a finding is, from worst to least. */
export const findingKinds = [
  'gap',
  'gone',
  'leave',
  'no-way',
  'same-level-next',
  'rest',
  'nights',
  'two-watches',
  'overlap',
] as const satisfies readonly Finding['kind'][];

/** Findings on which somebody would not be woken: the step that leads there goes on early, and the lead is told (D5). */
export function isHole({ kind }: Finding): boolean {
  return kind === 'gap' || kind === 'gone' || kind === 'leave' || kind === 'no-way';
}
