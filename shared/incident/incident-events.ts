import { z } from 'zod';
import { Alert, Attachment, Known } from '../alert/alert.ts';
import { Id, InstantMs } from '../log/envelope.ts';
import { Severity } from '../log/severity.ts';
import { StormLimit, Suppression } from '../noise/suppression.ts';
import { DAY_MS } from '../time/instant.ts';
import { actionBodies } from './action-events.ts';
import { Priority } from './priority.ts';
import { tellingBodies } from './telling-events.ts';

/** Ways a person answers through the relay alone, without a device of theirs: a signed link, a reply, a key of a phone, a button of a chat. */
export const outsideVias = ['link', 'mail', 'sms', 'voice', 'chat'] as const;
/** One of `outsideVias`. */
export type OutsideVia = (typeof outsideVias)[number];

/** Schema of where a person answered; evidence for the audit. */
export const Via = z.enum(['notification', 'alarm', 'tray', 'window', 'terminal', 'api', 'monitor', ...outsideVias]);
/** Where a person answered. */
export type Via = z.infer<typeof Via>;

/** Schema of where a person answered on a device of theirs, or said to. */
export const DeviceVia = Via.exclude(outsideVias);
/** Where a person answered on a device of theirs. */
export type DeviceVia = z.infer<typeof DeviceVia>;

/** Schema of why a step fired, in the order a path meets them. */
export const StepReason = z.enum([
  'triggered',
  'reopened',
  'acknowledgement-expired',
  'not-resolved',
  'escalated-by-hand',
  'not-acknowledged',
  'nobody-on-step',
  'nobody-reachable',
  'condition-not-met',
  'snooze-ended',
  'severity-changed',
  'reassigned',
  'policy-changed',
  'suppression-ended',
  'rule',
  'path-exhausted',
  'nobody-answered',
]);
/** Why a step fired. */
export type StepReason = z.infer<typeof StepReason>;

/** Schema of one place on an incident's path; the step id is derived from it (design.md, "Steps are facts"). */
export const Position = z.strictObject({
  cycle: z.int().min(1),
  level: z.int().min(1),
  repeat: z.int().min(0),
});
/** One place on an incident's path: which walk, which level (the catch-all is one past the last), which repeat of it. */
export type Position = z.infer<typeof Position>;

/** Schema of why somebody behind a target is not paged by a step (C15): on leave, at their limit, or answered already. */
export const LeftOutReason = z.enum(['time-off', 'at-capacity']);
/** Why somebody behind a target is not paged by a step. */
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/**
 * Schema of how a person is paged in their own right, beside the path: `asked` to help, `handed-over` to take it from its holder,
 * by a `rule` of the policy, or to give their `approval` to an action (S103).
 */
export const CallReason = z.enum(['asked', 'handed-over', 'rule', 'approval']);
/** Why a person is paged in their own right. */
export type CallReason = z.infer<typeof CallReason>;

/** Schema of how far the work on an incident has come (S63): beside its status, never in place of it. */
export const Stage = z.enum(['triage', 'investigating', 'mitigating']);
/** How far the work on an incident has come. */
export type Stage = z.infer<typeof Stage>;

/** Schema of a role in one incident (S52): who leads it, who speaks for it, who deals with a vendor. */
export const IncidentRole = z.enum(['commander', 'communications', 'vendor']);
/** A role in one incident. */
export type IncidentRole = z.infer<typeof IncidentRole>;

/** Schema of the policy an incident froze: its revision and those of the policies its steps lead into (C17). */
export const FrozenPolicy = z.strictObject({
  id: Id,
  revision: z.int().min(1),
  chained: z.record(Id, z.int().min(1)).optional(),
});
/** The policy an incident froze. */
export type FrozenPolicy = z.infer<typeof FrozenPolicy>;

/** Schema of what one routing rule decided about an incident: the rule, its revision, and the names of what it set. */
export const RoutedBy = z.strictObject({ rule: Id, revision: z.int().min(1), set: z.array(z.string().max(200)).max(50) });
/** What one routing rule decided. */
export type RoutedBy = z.infer<typeof RoutedBy>;

/** Schema of a way to a person beside their laptop; only the relay has the means to take it. */
export const OutsideChannel = z.enum(['push', 'sms', 'voice', 'mail', 'chat']);
/** A way to a person beside their laptop. */
export type OutsideChannel = z.infer<typeof OutsideChannel>;

/** Schema of a way a page can take to a person. */
export const PageChannel = z.enum(['desktop', 'terminal', ...OutsideChannel.options]);
/** A way a page can take to a person. */
export type PageChannel = z.infer<typeof PageChannel>;

const epoch = z.int().min(1);
/** Whose answer the relay wrote down, when it came in by one of `outsideVias`: the relay signs that, as a device signs its own. */
const by = Id.optional();
const people = z.array(Id).min(1, 'name at least one person').max(50);
const other = z.strictObject({ incident: z.uuid() });
const notification = z.strictObject({
  stepId: z.uuid(),
  person: Id,
  page: z.int().min(1),
  channel: PageChannel,
  reason: z.string().max(500),
});

/** Schemas of the bodies of every event an incident may have. */
export const incidentBodies = {
  'incident.triggered': z.strictObject({
    title: z.string().min(1).max(1024),
    severity: Severity,
    service: Id,
    policy: FrozenPolicy,
    priority: Priority.optional(),
    known: Known.optional(),
    integration: Id.optional(),
    alert: Alert.optional(),
    test: z.boolean().optional(),
    assigned: people.optional(),
    tags: z.array(z.string().max(100)).max(50).optional(),
    links: Alert.shape.links,
    attachments: z.array(Attachment).max(5).optional(),
    routed: z.array(RoutedBy).max(100).optional(),
    group: z.strictObject({ by: Id, key: z.string().max(100) }).optional(),
    suppression: Suppression.optional(),
    waits: Suppression.optional(),
    storm: StormLimit.optional(),
  }),
  'incident.alerted': z.strictObject({ alert: Alert }),
  'incident.acknowledged': z.strictObject({ epoch, via: Via, by }),
  'incident.unacknowledged': z.strictObject({ epoch, reason: z.enum(['acknowledgement-expired', 'snooze-ended']) }),
  'incident.escalated': z.strictObject({
    epoch,
    reason: z.enum(['escalated-by-hand', 'not-resolved', 'rule']),
    via: Via.optional(),
    by,
    level: z.int().min(1).max(100).optional(),
    rule: z.strictObject({ name: z.string().max(200), since: InstantMs }).optional(),
  }),
  'incident.snoozed': z.strictObject({
    epoch,
    durationMs: z
      .int()
      .min(1000, 'snooze for at least 1s')
      .max(7 * DAY_MS, 'snooze for at most 7d'),
    via: Via,
  }),
  'incident.reassigned': z.strictObject({ epoch, people, via: Via }),
  'incident.handed-over': z.strictObject({ to: Id, via: Via }),
  'incident.responders-added': z.strictObject({
    people: z.array(Id).max(50),
    via: Via.optional(),
    rule: z.strictObject({ name: z.string().max(200), since: InstantMs }).optional(),
  }),
  'incident.declined': z.strictObject({ call: z.uuid(), reason: z.string().trim().min(1, 'say why').max(500) }),
  'incident.severity-changed': z.strictObject({ severity: Severity, via: Via }),
  'incident.priority-changed': z.strictObject({ priority: Priority, via: Via }),
  'incident.stage-changed': z.strictObject({ stage: Stage, via: Via }),
  'incident.role-assigned': z.strictObject({ role: IncidentRole, person: Id }),
  'incident.deadline-set': z.strictObject({ at: InstantMs.nullable() }),
  'incident.policy-changed': z.strictObject({ epoch, policy: FrozenPolicy, restart: z.boolean(), via: Via }),
  'incident.merged': z.strictObject({ into: z.uuid(), via: Via }),
  'incident.unmerged': z.strictObject({ via: Via }),
  'incident.blocked': other,
  'incident.unblocked': other,
  'incident.suppressed': z.strictObject({ suppression: Suppression }),
  'incident.unsuppressed': z.strictObject({ epoch, via: Via.optional() }),
  'incident.annotated': z.strictObject({ text: z.string().trim().min(1, 'write something first').max(10_000) }),
  'incident.resolved': z.strictObject({ epoch, via: Via, by }),
  'incident.reopened': z.strictObject({ via: Via }),
  'step.fired': z.strictObject({
    stepId: z.uuid(),
    epoch,
    position: Position,
    dueAt: z.int(),
    targets: z.array(Id),
    outcome: z.enum(['paged', 'nobody', 'suppressed', 'skipped']),
    reason: StepReason,
    needed: z.int().min(1).optional(),
    channels: z.array(Id).max(10).optional(),
    shadows: z.array(Id).max(1000).optional(),
    leftOut: z
      .array(z.strictObject({ person: Id, why: LeftOutReason }))
      .max(1000)
      .optional(),
    turns: z
      .array(z.strictObject({ team: Id, person: Id }))
      .max(10)
      .optional(),
  }),
  ...actionBodies,
  ...tellingBodies,
  'notification.sent': notification,
  'notification.failed': notification,
  'notification.suppressed': notification,
  'notification.missed': notification,
} as const;

/** The type of an incident's event. */
export type IncidentEventType = keyof typeof incidentBodies;
/** The body of an incident's event by type. */
export type IncidentBody<T extends IncidentEventType> = z.infer<(typeof incidentBodies)[T]>;
/** The body of a `step.fired`. */
export type StepFired = IncidentBody<'step.fired'>;

/** Whose answer came in by one of `outsideVias`, as the body of its event says; undefined for every other event. */
export function answeredFor(body: Record<string, unknown>): string | undefined {
  const { via, by: person } = body;
  return typeof person === 'string' && outsideVias.some((each) => each === via) ? person : undefined;
}

/** Whether a body claims what only the relay may say: that somebody answered without a device of theirs. */
export function isOutsideAnswer({ via, by: person }: Record<string, unknown>): boolean {
  return person !== undefined || outsideVias.some((each) => each === via);
}
