import type { IncidentBody, StepFired } from '../incident/incident-events.ts';
import type { EntityRef } from '../log/envelope.ts';
import type { Suppression } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';

/** Why a person is paged. */
export type NotifyReason =
  | 'first'
  | 'escalated'
  | 'repeat-until-ack'
  | 'reopened'
  | 'ack-expired'
  | 'catch-all'
  | 'reassigned'
  | 'asked'
  | 'handed-over'
  | 'approval'
  | 'reminder'
  | 'shadow';

/** A rule of the policy and the moment it counted from. */
export interface RuleDone {
  name: string;
  since: Instant;
}

/**
 * What the engine wants done, as data; whoever runs it carries it out and records it.
 * - `fire-step`: the next step of the path is due; the relay appends it as `step.fired`.
 * - `unacknowledge`: an acknowledgement lapsed (D3) or a snooze is over. `escalate`: acknowledged but not resolved in time (S35), or by rule.
 * - `page-more`: a rule pages more people. `gate`, `release`: an outbound action waits for approval, or is free to go (S103).
 * - `open-room`: a channel is told of the incident from now on, and why (S83).
 * - `keep-quiet`: it is suppressed for another reason or until another time. `unsuppress`: it is suppressed no more. `resolve`: it is
 *   over, for its monitors do not say it any more.
 * - `notify`: page this device's person now. `suppress`: somebody expected a page and does not get one, with the reason.
 * - `wake`: nothing is due; ask again at `at`. Absent when only an event can change the answer.
 */
export type Decision =
  | { kind: 'fire-step'; step: StepFired }
  | { kind: 'unacknowledge'; epoch: number; reason: 'acknowledgement-expired' | 'snooze-ended' }
  | { kind: 'escalate'; epoch: number; reason: 'not-resolved' | 'rule'; level?: number; rule?: RuleDone }
  | { kind: 'page-more'; rule: RuleDone; people: readonly string[] }
  | { kind: 'gate'; gate: IncidentBody<'action.gated'> }
  | { kind: 'release'; action: string }
  | { kind: 'open-room'; room: string; why: 'rule' | 'said' }
  | { kind: 'keep-quiet'; suppression: Suppression }
  | { kind: 'unsuppress'; epoch: number }
  | { kind: 'resolve'; epoch: number }
  | { kind: 'notify'; stepId: string; page: number; reason: NotifyReason; alarm: boolean }
  | { kind: 'suppress'; stepId: string; reason: string }
  | { kind: 'wake'; at: Instant };

/** An event the engine wants in the log. */
export interface EngineFact {
  type: string;
  entity: EntityRef;
  body: Record<string, unknown>;
  /** Whoever does not know the type must not pass over it in silence. */
  mustUnderstand?: true;
}

/**
 * The events that record a decision about an incident, for whichever engine took it, the incident's own first; none for pages and
 * wake-ups, which leave it alone. A step that paged somebody in turn also says whose turn it was.
 */
export function factsOfDecision(decision: Decision, incident: string): EngineFact[] {
  const fact = (type: string, body: object): EngineFact => ({
    type,
    entity: { kind: 'incident', id: incident },
    body: body as Record<string, unknown>,
  });
  switch (decision.kind) {
    case 'fire-step': {
      const turns = decision.step.turns ?? [];
      return [
        fact('step.fired', decision.step),
        ...turns.map(({ team, person }): EngineFact => ({ type: 'turn.taken', entity: { kind: 'team', id: team }, body: { person } })),
      ];
    }
    case 'unacknowledge':
      return [fact('incident.unacknowledged', { epoch: decision.epoch, reason: decision.reason })];
    case 'escalate': {
      const { kind: _, ...body } = decision;
      return [fact('incident.escalated', body)];
    }
    case 'page-more':
      return [fact('incident.responders-added', { people: decision.people, rule: decision.rule })];
    case 'gate':
      return [fact('action.gated', decision.gate)];
    case 'release':
      return [fact('action.released', { action: decision.action })];
    case 'open-room':
      return [fact('incident.room-opened', { room: decision.room, why: decision.why })];
    case 'keep-quiet':
      return [fact('incident.suppressed', { suppression: decision.suppression })];
    case 'unsuppress':
      // Whoever passed over it in silence would not page.
      return [{ ...fact('incident.unsuppressed', { epoch: decision.epoch }), mustUnderstand: true }];
    case 'resolve':
      return [fact('incident.resolved', { epoch: decision.epoch, via: 'monitor' })];
    case 'notify':
    case 'suppress':
    case 'wake':
      return [];
  }
}
