import type { CallReason, LeftOutReason, StepFired, StepReason } from '../incident/incident-events.ts';
import type { Severity } from '../log/severity.ts';
import type { Instant } from '../time/instant.ts';
import type { NextUp } from '../queue/row.ts';
import type { KeptQuiet } from './kept-quiet.ts';

/** A name a sentence uses. */
export interface NamedThing {
  id: string;
  name: string;
}

/**
 * One reason why a person was paged, or was not, by one incident (C15).
 * - `step`: a step paged them, `behind` the targets that led there; `pages` of it were sent and `failed` did not arrive.
 * - `call`: they were paged in their own right, by whom. `left-out`: behind a target, but on leave or at their limit.
 * - `shadowed`: they shadow whoever a step paged, and were told beside them.
 * - `not-their-turn`: a schedule of a fired step had somebody else on call. `passed-over`: the step's condition did not hold.
 * - `not-reached`: they stand further up the path than it came. `not-on-path`: nothing in the policy leads to them.
 * - `kept-quiet`: a silence, a window or the like kept it from paging anybody.
 * - `silent-severity`: this severity pages nobody. `answered`: they acknowledged. `not-known`: nobody by that name.
 */
export type Because =
  | {
      kind: 'step';
      at: Instant;
      level: number;
      isCatchAll: boolean;
      reason: StepReason;
      behind: NamedThing[];
      pages: number;
      failed: number;
    }
  | { kind: 'call'; at: Instant; reason: CallReason; by?: NamedThing | undefined; rule?: string | undefined }
  | { kind: 'left-out'; at: Instant; level: number; why: LeftOutReason }
  | { kind: 'not-their-turn'; at: Instant; level: number; schedule: NamedThing; onCall?: NamedThing | undefined }
  | { kind: 'shadowed'; at: Instant; level: number }
  | { kind: 'passed-over'; at: Instant; level: number }
  | { kind: 'not-reached'; level: number; lastLevel: number }
  | { kind: 'not-on-path'; policy: NamedThing }
  | { kind: 'kept-quiet'; kept: KeptQuiet }
  | { kind: 'silent-severity'; severity: Severity }
  | { kind: 'answered'; at: Instant }
  | { kind: 'not-known' };

/** A step that fired, as anybody may read it. */
export interface FiredStep {
  at: Instant;
  level: number;
  isCatchAll: boolean;
  outcome: StepFired['outcome'];
  reason: StepReason;
  people: NamedThing[];
  channels: NamedThing[];
  leftOut: { person: NamedThing; why: LeftOutReason }[];
}

/** Why an incident paged whom it paged, why not another, and what comes next (C15, S12). */
export interface Explanation {
  incident: { id: string; number: number; title: string };
  person?: NamedThing | undefined;
  /** Whether the person was paged; undefined when it was not asked of anyone. */
  wasPaged?: boolean | undefined;
  because: Because[];
  /** When and by what it was kept from paging anybody. */
  quiet?: KeptQuiet[] | undefined;
  steps: FiredStep[];
  heldBy?: NamedThing | undefined;
  status: 'suppressed' | 'triggered' | 'acknowledged' | 'resolved';
  next?: NextUp | undefined;
}
