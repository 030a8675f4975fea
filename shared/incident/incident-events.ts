import { z } from 'zod';
import { Alert } from '../alert/alert.ts';
import { Id } from '../log/envelope.ts';
import { Severity } from '../log/severity.ts';

/** Schema of where a person answered; evidence for the audit. */
export const Via = z.enum(['notification', 'alarm', 'tray', 'window', 'terminal', 'api', 'monitor']);
/** Where a person answered. */
export type Via = z.infer<typeof Via>;

/** Schema of why a step fired, in the order a path meets them. */
export const StepReason = z.enum([
  'triggered',
  'reopened',
  'acknowledgement-expired',
  'not-resolved',
  'escalated-by-hand',
  'not-acknowledged',
  'nobody-on-step',
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

const epoch = z.int().min(1);
const notification = z.strictObject({
  stepId: z.uuid(),
  person: Id,
  page: z.int().min(1),
  channel: z.enum(['desktop', 'terminal']),
  reason: z.string().max(500),
});

/** Schemas of the bodies of every event an incident may have. */
export const incidentBodies = {
  'incident.triggered': z.strictObject({
    title: z.string().min(1).max(1024),
    severity: Severity,
    service: Id,
    policy: z.strictObject({ id: Id, revision: z.int().min(1) }),
    integration: Id.optional(),
    alert: Alert.optional(),
    test: z.boolean().optional(),
  }),
  'incident.alerted': z.strictObject({ alert: Alert }),
  'incident.acknowledged': z.strictObject({ epoch, via: Via }),
  'incident.unacknowledged': z.strictObject({ epoch, reason: z.literal('acknowledgement-expired') }),
  'incident.escalated': z.strictObject({ epoch, reason: z.enum(['escalated-by-hand', 'not-resolved']), via: Via.optional() }),
  'incident.annotated': z.strictObject({ text: z.string().trim().min(1, 'write something first').max(10_000) }),
  'incident.resolved': z.strictObject({ epoch, via: Via }),
  'incident.reopened': z.strictObject({ via: Via }),
  'step.fired': z.strictObject({
    stepId: z.uuid(),
    epoch,
    position: Position,
    dueAt: z.int(),
    targets: z.array(Id),
    outcome: z.enum(['paged', 'nobody', 'suppressed']),
    reason: StepReason,
  }),
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
