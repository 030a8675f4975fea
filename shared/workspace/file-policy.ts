import { z } from 'zod';
import { Condition } from '../condition/condition.ts';
import { CatchAll, Checkpoint, Policy, Rule, Step } from '../escalation/policy.ts';
import { duration } from '../time/written.ts';
import { target } from './file-target.ts';

const fileStep = z
  .strictObject({
    ...Step.omit({ targets: true, acknowledgeWithinMs: true, resolveWithinMs: true, repeatEveryMs: true }).partial().shape,
    notify: z.array(target),
    acknowledgeWithin: duration.optional(),
    resolveWithin: duration.optional(),
    repeatEvery: duration.optional(),
  })
  .transform(({ notify, acknowledgeWithin, resolveWithin, repeatEvery, ...step }): unknown => ({
    ...step,
    targets: notify,
    acknowledgeWithinMs: acknowledgeWithin,
    resolveWithinMs: resolveWithin,
    repeatEveryMs: repeatEvery,
  }))
  .pipe(Step);

const since = z.enum(['triggered', 'acknowledged', 'status-changed', 'last-alert', 'deadline']);

const fileRule = z
  .strictObject({
    name: z.string(),
    when: Condition.optional(),
    after: duration.optional(),
    since: since.optional(),
    escalateTo: z.union([z.literal('next'), z.int()]).optional(),
    page: z.array(target).optional(),
    off: z.boolean().optional(),
  })
  .transform(({ after, since: from, ...rule }): unknown => ({
    ...rule,
    after: after === undefined && from === undefined ? undefined : { since: from ?? 'triggered', durationMs: after ?? 0 },
  }))
  .pipe(Rule);

const fileCheckpoint = z
  .strictObject({
    ...Checkpoint.omit({ from: true, otherwise: true, withinMs: true, approvals: true }).shape,
    approvals: z.int().optional(),
    from: z.array(target),
    within: duration.optional(),
    otherwise: z.array(target).optional(),
  })
  .transform(({ within, ...checkpoint }): unknown => ({ ...checkpoint, withinMs: within }))
  .pipe(Checkpoint);

/** Schema of a policy in a workspace file. */
export const filePolicy = z
  .strictObject({
    ...Policy.pick({ description: true, zone: true, holidays: true, straightTo: true }).shape,
    name: z.string(),
    steps: z.array(fileStep),
    loops: z.int().optional(),
    acknowledgementExpiresAfter: duration.optional(),
    also: z.array(z.strictObject({ when: Condition, page: z.array(target) })).optional(),
    rules: z.array(fileRule).optional(),
    checkpoints: z.array(fileCheckpoint).optional(),
  })
  .transform(({ acknowledgementExpiresAfter, ...policy }): unknown => ({
    ...policy,
    acknowledgementExpiresAfterMs: acknowledgementExpiresAfter,
  }))
  .pipe(Policy.omit({ id: true }));

/** Schema of the catch-all in a workspace file. */
export const fileCatchAll = z
  .strictObject({ notify: z.array(target), repeatEvery: duration.optional() })
  .transform((catchAll): unknown => ({ targets: catchAll.notify, repeatEveryMs: catchAll.repeatEvery }))
  .pipe(CatchAll);
