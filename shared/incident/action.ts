import type { Instant } from '../time/instant.ts';
import type { ActionKind } from './action-events.ts';

/** How the operator's approval is remembered; their token is nobody's name, so it counts once. */
export const operator = 'operator';

/** Where an outbound action stands: `proposed` until the engine has looked, then behind a checkpoint, free to go, or turned down. */
export type ActionStatus = 'proposed' | 'waiting' | 'released' | 'rejected';

/**
 * An outbound action of an incident (S103).
 * - `id` is the id of the entry that proposed it; `by` who did, undefined for the operator.
 * - `needed` approvals of `asked` are wanted before `until`; nobody approves what they proposed themselves.
 */
export interface Action {
  id: string;
  kind: ActionKind;
  text: string;
  by?: string | undefined;
  at: Instant;
  status: ActionStatus;
  checkpoint?: string | undefined;
  needed: number;
  asked: readonly string[];
  approvals: readonly string[];
  until?: Instant | undefined;
  attempt: number;
  rejection?: { person?: string | undefined; reason: string } | undefined;
}
