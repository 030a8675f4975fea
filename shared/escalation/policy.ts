import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../time/instant.ts';

/** Schema of whom a step pages: a person, or whoever a schedule has on call when the step falls due (GoAlert, B2). */
export const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: Id }),
  z.strictObject({ kind: z.literal('schedule'), id: Id }),
]);
/** Whom a step pages. */
export type Target = z.infer<typeof Target>;

const delayMs = z
  .int()
  .min(SECOND_MS, 'a delay is at least 1s')
  .max(30 * DAY_MS, 'a delay is at most 30d');

/**
 * Schema of one step of a policy (S64): whom to page, and the two timers (S65).
 * - `acknowledgeWithinMs`: without an acknowledgement the path goes on after this long, counted from the step's due time (Splunk On-Call, B2).
 * - `resolveWithinMs`: acknowledged but not resolved this long after the step, the next step is paged (S35).
 * - `repeatEveryMs`: the page is raised again this often until someone acknowledges (S70).
 * - `whenUnanswered`: `continue` to the next step, or `repeat` this one `repeats` times first (S69).
 */
export const Step = z.strictObject({
  targets: z.array(Target).max(10, 'a step pages at most 10 targets'),
  acknowledgeWithinMs: delayMs.default(5 * MINUTE_MS),
  resolveWithinMs: delayMs.optional(),
  repeatEveryMs: delayMs.min(5 * SECOND_MS, 'a page repeats at most every 5s').default(MINUTE_MS),
  whenUnanswered: z.enum(['continue', 'repeat']).default('continue'),
  repeats: z.int().min(1).max(100).default(1),
});
/** One step of a policy. */
export type Step = z.infer<typeof Step>;

/**
 * Schema of an escalation policy: the steps in order, level 1 first.
 * - `loops`: how many more times the whole path is walked when nobody answered (PagerDuty allows 9).
 * - `acknowledgementExpiresAfterMs`: an acknowledgement without a resolution lapses after this long and the incident rings again (D3).
 */
export const Policy = z.strictObject({
  id: Id,
  name: z.string().min(1).max(200),
  steps: z.array(Step).min(1, 'a policy needs at least one step').max(20),
  loops: z.int().min(0).max(9).default(0),
  acknowledgementExpiresAfterMs: delayMs.optional(),
});
/** Who is paged, when, and how responsibility passes on (S22). */
export type Policy = z.infer<typeof Policy>;

/**
 * Schema of the organisation's catch-all: who is paged when a policy has ended and nobody answered.
 * It repeats every `repeatEveryMs` until someone acknowledges; nobody to page is never silence (design.md).
 */
export const CatchAll = z.strictObject({
  targets: z.array(Target).max(50).default([]),
  repeatEveryMs: delayMs.default(5 * MINUTE_MS),
});
/** Who is paged when nobody else answers. */
export type CatchAll = z.infer<typeof CatchAll>;
