import type { StepFired } from '../incident/incident-events.ts';
import type { Instant } from '../time/instant.ts';

/** Why a person is paged. */
export type NotifyReason = 'first' | 'escalated' | 'repeat-until-ack' | 'reopened' | 'ack-expired' | 'catch-all';

/**
 * What the engine wants done, as data; whoever runs it carries it out and records it.
 * - `fire-step`: the next step of the path is due; the relay appends it as `step.fired`.
 * - `unacknowledge`: an acknowledgement lapsed (D3). `escalate`: acknowledged but not resolved in time (S35).
 * - `notify`: page this device's person now. `suppress`: somebody expected a page and does not get one, with the reason.
 * - `wake`: nothing is due; ask again at `at`. Absent when only an event can change the answer.
 */
export type Decision =
  | { kind: 'fire-step'; step: StepFired }
  | { kind: 'unacknowledge'; epoch: number; reason: 'acknowledgement-expired' }
  | { kind: 'escalate'; epoch: number; reason: 'not-resolved' }
  | { kind: 'notify'; stepId: string; page: number; reason: NotifyReason; alarm: boolean }
  | { kind: 'suppress'; stepId: string; reason: string }
  | { kind: 'wake'; at: Instant };

/** The event that records a decision on the path, for whichever engine took it; undefined for pages and wake-ups, which leave it alone. */
export function pathEventOf(decision: Decision): { type: string; body: Record<string, unknown> } | undefined {
  switch (decision.kind) {
    case 'fire-step':
      return { type: 'step.fired', body: decision.step };
    case 'unacknowledge':
      return { type: 'incident.unacknowledged', body: { epoch: decision.epoch, reason: decision.reason } };
    case 'escalate':
      return { type: 'incident.escalated', body: { epoch: decision.epoch, reason: decision.reason } };
    case 'notify':
    case 'suppress':
    case 'wake':
      return undefined;
  }
}
