import type { CallReason, Position, StepReason } from '../incident/incident-events.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import type { SeverityProfile } from './severity-profile.ts';
import type { Instant } from '../time/instant.ts';

/** What rings for one person: a step of the path, or a page made to them in their own right. */
export interface Calling {
  stepId: string;
  at: Instant;
  reason: StepReason | CallReason;
  /** The place on the path; undefined for a page in their own right. */
  position?: Position | undefined;
  /** They only shadow whoever is paged: told once, and nobody waits for their answer (B2). */
  isShadow?: boolean;
}

/** What a person does on purpose pages whatever the severity is: somebody asked, or a ringing begun by their hand. */
const onPurpose: ReadonlySet<Calling['reason']> = new Set(['escalated-by-hand', 'reassigned']);

/** Whether a call may page: a severity that pages nobody keeps its path still, never what a person does on purpose. */
export function mayPage({ position, reason }: Pick<Calling, 'position' | 'reason'>, profile: Pick<SeverityProfile, 'pages'>): boolean {
  return profile.pages || position === undefined || onPurpose.has(reason);
}

/**
 * What rings for `person`: a page made to them in their own right that they have not answered, whoever holds the incident, or the
 * latest step of this ringing that pages them. Undefined when none does, when nobody needs to answer any more, or when they
 * have answered already and others are still wanted (N of M). Who shadows somebody that is paged is called
 * beside them.
 */
export function callFor(incident: Incident, person: string): Calling | undefined {
  if (!isOpen(incident)) {
    return undefined;
  }
  const call = incident.calls.findLast(({ people }) => people.includes(person));
  if (call) {
    return call;
  }
  if (incident.status !== 'triggered' || incident.answers.some((answer) => answer.person === person)) {
    return undefined;
  }
  const step = incident.path.findLast(({ outcome, targets }) => outcome === 'paged' && targets.includes(person));
  if (step) {
    return { stepId: step.stepId, at: step.dueAt, reason: step.reason, position: step.position };
  }
  const shadowed = incident.path.findLast(({ outcome, shadows }) => outcome === 'paged' && shadows?.includes(person));
  return shadowed && { stepId: shadowed.stepId, at: shadowed.dueAt, reason: shadowed.reason, position: shadowed.position, isShadow: true };
}
