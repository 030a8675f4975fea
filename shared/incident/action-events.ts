import { z } from 'zod';
import { Id, InstantMs } from '../log/envelope.ts';

/** Schema of a kind of outbound action that a policy may put behind a human checkpoint (S103). */
export const ActionKind = z.enum(['customer-update', 'public-status', 'vendor-escalation', 'data-disclosure']);
/** A kind of outbound action. */
export type ActionKind = z.infer<typeof ActionKind>;

const action = z.uuid();

/**
 * Schemas of the bodies of what concerns an outbound action. Paging is never gated; only what goes out of the house is (S103).
 * - `action.proposed`: a person wants to do it; its own event id names the action from then on.
 * - `action.gated`: the engine asks for `needed` approvals from `people` before `until`; again with others when nobody answers.
 * - `action.released`: no checkpoint applies, or it has its approvals. Only a released action may be carried out.
 */
export const actionBodies = {
  'action.proposed': z.strictObject({ kind: ActionKind, text: z.string().trim().min(1, 'write what is to be said or done').max(10_000) }),
  'action.gated': z.strictObject({
    action,
    checkpoint: z.string().max(200),
    needed: z.int().min(1).max(2),
    people: z.array(Id).max(100),
    until: InstantMs,
    attempt: z.int().min(1),
  }),
  'action.released': z.strictObject({ action }),
  'action.approved': z.strictObject({ action }),
  'action.rejected': z.strictObject({ action, reason: z.string().trim().min(1, 'say why').max(2000) }),
} as const;
