import type { Alert } from '../../shared/alert/alert.ts';
import type { Severity } from '../../shared/log/severity.ts';
import type { Override } from '../../shared/schedule/definition.ts';
import { SECOND_MS, type Instant } from '../../shared/time/instant.ts';
import type { Definition, DefinitionKind } from '../../shared/workspace/definitions.ts';

/** Everything in a scenario happens at whole ticks, so that the oracle need look at no other moment. */
export const tickMs = 5 * SECOND_MS;

/** A stretch of time, from `from` up to, not including, `until`. */
export interface Stretch {
  from: Instant;
  until: Instant;
}

/** What one person, or the operator when `by` is undefined, does to the incident of a number. */
export type Deed =
  | { do: 'acknowledge' | 'resolve' | 'reopen' | 'escalate' | 'unmerge' | 'decline' }
  | { do: 'snooze'; durationMs: number; saidAgoMs: number }
  | { do: 'reassign'; people: string[] }
  | { do: 'ask'; people: string[] }
  | { do: 'hand-over'; to: string }
  | { do: 'severity'; severity: Severity }
  | { do: 'stage'; stage: 'triage' | 'investigating' | 'mitigating' }
  | { do: 'command-it'; person: string }
  | { do: 'deadline'; inMs: number | null }
  | { do: 'policy'; policy: string; restart: boolean }
  | { do: 'merge' | 'block' | 'unblock'; other: number };

/**
 * What happens in a history.
 * - a `deed` may have been meant for an earlier ringing (`behind` so many), and be made on a laptop that has heard nothing since the
 *   beginning (`unaware`). An incident that is not there yet is not done anything to.
 * - `delivery`: what became of a page of the latest step.
 */
export type Happening = { at: Instant } & (
  | { kind: 'alert'; integration: string; alert: Alert }
  | { kind: 'deed'; incident: number; by: string | undefined; behind: number; unaware: boolean; deed: Deed }
  | { kind: 'delivery'; incident: number; person: string; arrived: boolean }
  | { kind: 'defined'; what: DefinitionKind; definition: Definition }
  | { kind: 'removed'; what: DefinitionKind; id: string }
  | { kind: 'stands-in'; schedule: string; override: Override }
);

/**
 * A workspace and what happens in it.
 * - `away`: when nobody's laptop of a person is there; `noWay`: who has none at all.
 * - `stalls`: when the engine stands still, and with it the relay that would have recorded anything.
 */
export interface Scenario {
  seed: number;
  from: Instant;
  until: Instant;
  definitions: { what: DefinitionKind; definition: Definition }[];
  happenings: Happening[];
  away: (Stretch & { person: string })[];
  noWay: string[];
  stalls: Stretch[];
}

/** Whether a page can arrive at somebody at an instant. */
export function reachOf({ away, noWay }: Scenario, person: string, at: Instant): 'yes' | 'offline' | 'no-way' {
  if (noWay.includes(person)) {
    return 'no-way';
  }
  return away.some((stretch) => stretch.person === person && stretch.from <= at && at < stretch.until) ? 'offline' : 'yes';
}

/** Two ways of telling a history are compared line by line; this is the one spelling of a line. */
export function line(from: Instant, at: Instant, incident: number, ringing: number, words: readonly (string | undefined)[]): string {
  const seconds = (at - from) / SECOND_MS;
  return [`${seconds} s`, `#${incident}.${ringing}`, ...words.filter((word) => word !== undefined && word !== '')].join(' ');
}

/** People in one order, because in which order a step names them is nobody's business. */
export function named(people: readonly string[]): string {
  return `[${people.toSorted().join(' ')}]`;
}
