import { z } from 'zod';
import { Condition } from '../condition/condition.ts';
import { HolidayCalendar } from '../condition/holidays.ts';
import { ActionKind } from '../incident/action-events.ts';
import { Id } from '../log/envelope.ts';
import { ZoneName } from '../schedule/turns.ts';
import { DAY_MS, MINUTE_MS } from '../time/instant.ts';
import { delayMs, repeatMs } from './delay.ts';

/**
 * Schema of whom a step pages.
 * - `person`; `schedule`: whoever it has on call when the step falls due (GoAlert, B2); `backup`: its second level; `team`: all of its members at once (S32).
 * - `next-of`: one member of the team, in turn (round robin, B1). `role`: whoever has it in this incident or in its owning team (S48).
 * - `policy`: the path goes on along that policy's steps (Splunk On-Call, B2). `channel`: said there, pages nobody.
 */
export const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: Id }),
  z.strictObject({ kind: z.literal('schedule'), id: Id }),
  z.strictObject({ kind: z.literal('backup'), id: Id }),
  z.strictObject({ kind: z.literal('team'), id: Id }),
  z.strictObject({ kind: z.literal('next-of'), id: Id }),
  z.strictObject({ kind: z.literal('role'), id: z.enum(['commander', 'owning-team', 'owning-team-lead']) }),
  z.strictObject({ kind: z.literal('policy'), id: Id }),
  z.strictObject({ kind: z.literal('channel'), id: Id }),
]);
/** Whom a step pages. */
export type Target = z.infer<typeof Target>;

const targets = z.array(Target).max(10, 'a step pages at most 10 targets');
const name = z.string().trim().min(1, 'give it a name').max(200);
const level = z.int().min(1, 'levels count from 1').max(20);

/**
 * Schema of one step of a policy (S64): whom to page, and the two timers (S65). What it leaves out its severity's profile says.
 * - `when`: a step whose condition does not hold as it falls due is passed over at once, and says so (S31, S42).
 * - `acknowledgeWithinMs`: without an acknowledgement the path goes on after this long, counted from the step's due time (Splunk On-Call, B2).
 * - `resolveWithinMs`: acknowledged but not resolved this long after the step, the next step is paged (S35).
 * - `repeatEveryMs`: the page is raised again this often until someone acknowledges (S70).
 * - `whenUnanswered`: `continue` to the next step, or `repeat` this one `repeats` times first (S69).
 * - `answers`: how many of those paged must acknowledge before the path stops, `all` or a number; 1 unless said otherwise (S32).
 * - `duties`, `raci`: what is expected of whom on this level (S27, S101).
 */
export const Step = z.strictObject({
  name: name.optional(),
  targets,
  when: Condition.optional(),
  acknowledgeWithinMs: delayMs.optional(),
  resolveWithinMs: delayMs.optional(),
  repeatEveryMs: repeatMs.optional(),
  whenUnanswered: z.enum(['continue', 'repeat']).default('continue'),
  repeats: z.int().min(1).max(100).default(1),
  answers: z.union([z.literal('all'), z.int().min(1).max(50)]).optional(),
  duties: z.string().trim().max(1000).optional(),
  raci: z
    .strictObject({
      responsible: z.string().max(200).optional(),
      accountable: z.string().max(200).optional(),
      consulted: z.string().max(200).optional(),
      informed: z.string().max(200).optional(),
    })
    .optional(),
});
/** One step of a policy. */
export type Step = z.infer<typeof Step>;

/**
 * Schema of a rule of a policy: something that happens once whenever its condition holds, however the path stands.
 * - `after`: not before this long since a moment of the incident: `status-changed` counts from the last change of status or
 *   stage (S75), `deadline` from its deadline (S76). Without it: at once (S34).
 * - `escalateTo`: the path goes there if it lies ahead; `next` is one past the level it stands on. `page`: more people are paged (S41).
 */
export const Rule = z
  .strictObject({
    name,
    when: Condition.optional(),
    after: z
      .strictObject({
        since: z.enum(['triggered', 'acknowledged', 'status-changed', 'last-alert', 'deadline']),
        durationMs: z
          .int()
          .min(0)
          .max(30 * DAY_MS, 'a rule waits at most 30d'),
      })
      .optional(),
    escalateTo: z.union([z.literal('next'), level]).optional(),
    page: targets.optional(),
    off: z.boolean().optional(),
  })
  .refine((rule) => (rule.escalateTo === undefined) !== (rule.page === undefined), 'say either escalateTo or page')
  .refine((rule) => rule.when !== undefined || rule.after !== undefined, 'say when, or after how long')
  // Counted anew from what it does itself, a shorter one would go round and round.
  .refine(
    ({ after }) => after?.since !== 'status-changed' || after.durationMs >= MINUTE_MS,
    'a rule that counts from a change of status waits at least 1m',
  );
/** A rule of a policy. */
export type Rule = z.infer<typeof Rule>;

/**
 * Schema of a checkpoint: actions of these kinds wait for one or two approvals (S103, C19). Asked are `from`; who has not decided
 * within `withinMs` is followed by `otherwise`, again and again; nothing is ever released by time alone.
 */
export const Checkpoint = z.strictObject({
  name,
  actions: z.array(ActionKind).min(1, 'name at least one kind of action'),
  when: Condition.optional(),
  approvals: z.int().min(1).max(2, 'an action waits for one or two approvals').default(1),
  from: targets.min(1, 'name who may approve'),
  withinMs: delayMs.min(30_000, 'wait at least 30s for an approval').default(15 * MINUTE_MS),
  otherwise: targets.optional(),
});
/** A human checkpoint. */
export type Checkpoint = z.infer<typeof Checkpoint>;

/**
 * Schema of an escalation policy: the steps in order, level 1 first.
 * - `zone`, `holidays`: what local times and holidays in its conditions mean; UTC and no holidays unless said (D11).
 * - `loops`: how many more times the whole path is walked when nobody answered (PagerDuty allows 9).
 * - `acknowledgementExpiresAfterMs`: an acknowledgement without a resolution lapses after this long and the incident rings again (D3).
 * - `straightTo`: exceptions that begin the path further up whatever it says; the first that holds counts (S108).
 * - `also`: people every step pages besides its own when a condition holds (S41).
 */
export const Policy = z.strictObject({
  id: Id,
  name,
  description: z.string().trim().max(2000).optional(),
  zone: ZoneName.optional(),
  holidays: HolidayCalendar.optional(),
  steps: z.array(Step).min(1, 'a policy needs at least one step').max(20),
  loops: z.int().min(0).max(9).default(0),
  acknowledgementExpiresAfterMs: delayMs.optional(),
  straightTo: z
    .array(z.strictObject({ when: Condition, level }))
    .max(20)
    .optional(),
  also: z
    .array(z.strictObject({ when: Condition, page: targets.min(1) }))
    .max(20)
    .optional(),
  rules: z.array(Rule).max(50).optional(),
  checkpoints: z.array(Checkpoint).max(20).optional(),
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
