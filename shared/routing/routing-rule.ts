import { z } from 'zod';
import { Known } from '../alert/alert.ts';
import { Condition } from '../condition/condition.ts';
import { Target } from '../escalation/policy.ts';
import { Priority } from '../incident/priority.ts';
import { Id } from '../log/envelope.ts';
import { Severity } from '../log/severity.ts';
import { HOUR_MS } from '../time/instant.ts';

/** The longest an alert may be paused before anybody hears of it. */
export const longestPauseMs = HOUR_MS;

/**
 * Schema of what a routing rule sets on the incident an alert would open (S74, S78, S79).
 * - `service` names a service by its id, or by a field: `{{label.service}}`; `policy` answers in place of the service's own.
 * - `assign` is who is paged first, in place of the first step's targets.
 * - `known` adds fields for conditions, each a value or a text with fields in it: `{{label.k8s_cluster}}` (S57).
 * - `pauseMs` waits so long for the monitor to take it back before anybody is paged (auto-pause, B2).
 * - `suppress` keeps it from paging at all; it stays in sight as suppressed.
 */
export const RuleEffects = z.strictObject({
  severity: Severity.optional(),
  priority: Priority.optional(),
  service: z.string().min(1).max(200).optional(),
  policy: Id.optional(),
  assign: z.array(Target).min(1, 'name at least one target').max(20).optional(),
  tags: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
  known: Known.optional(),
  pauseMs: z.int().min(1000, 'pause for at least 1s').max(longestPauseMs, 'pause for at most 1h').optional(),
  suppress: z.literal(true).optional(),
});
/** What a routing rule sets. */
export type RuleEffects = z.infer<typeof RuleEffects>;

/**
 * Schema of a routing rule: what is decided about an alert before an incident is opened for it (S73, S78, S79). Rules are asked in
 * their `order`, each of what those before have set; of two that set the same the later counts. `off` keeps one for later, `stop`
 * asks none after it.
 */
export const RoutingRule = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'give it a name').max(200),
  order: z.int().min(1).max(100_000),
  when: Condition,
  set: RuleEffects,
  stop: z.literal(true).optional(),
  off: z.literal(true).optional(),
});
/** A routing rule. */
export type RoutingRule = z.infer<typeof RoutingRule>;
