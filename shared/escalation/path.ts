import type { Position } from '../incident/incident-events.ts';
import type { StepReason } from '../incident/incident-events.ts';
import { derivedId } from '../log/derived-id.ts';
import type { Policy } from './policy.ts';

/** The level of the organisation's catch-all: one past the policy's last step. */
export function catchAllLevel(policy: Policy): number {
  return policy.steps.length + 1;
}

/** A place on the path and why the path goes there. */
export interface Move {
  position: Position;
  reason: StepReason;
}

/** Why the path goes on from a step it has fired. */
type Onward = 'not-acknowledged' | 'nobody-on-step' | 'nobody-reachable' | 'condition-not-met' | 'nobody-answered';

/**
 * Where the path goes after `position` when nobody acknowledged: a repeat of the level, the next level,
 * the next walk, then the catch-all, then the catch-all again, for ever (design.md, "Nobody to page").
 * Only a step that may have reached somebody is repeated.
 */
export function nextMove(policy: Policy, position: Position, reason: Onward): Move {
  if (position.level >= catchAllLevel(policy)) {
    return { position: { ...position, repeat: position.repeat + 1 }, reason: 'nobody-answered' };
  }
  const step = policy.steps[position.level - 1];
  if (reason === 'not-acknowledged' && step?.whenUnanswered === 'repeat' && position.repeat < step.repeats) {
    return { position: { ...position, repeat: position.repeat + 1 }, reason };
  }
  return settle(policy, { cycle: position.cycle, level: position.level + 1, repeat: 0 }, reason);
}

const atTheEnd: ReadonlySet<StepReason> = new Set(['not-acknowledged', 'nobody-on-step', 'nobody-reachable', 'condition-not-met']);

/** Turns a level past the policy's end into the next walk or, after the last one, the catch-all. */
export function settle(policy: Policy, position: Position, reason: StepReason): Move {
  if (position.level < catchAllLevel(policy)) {
    return { position, reason };
  }
  if (position.cycle <= policy.loops) {
    return { position: { cycle: position.cycle + 1, level: 1, repeat: 0 }, reason };
  }
  return { position: { ...position, level: catchAllLevel(policy) }, reason: atTheEnd.has(reason) ? 'path-exhausted' : reason };
}

/** The id of a step: the same on every relay and desktop that finds it due (design.md, "Steps are facts"). */
export function stepIdOf(incident: string, epoch: number, policyRevision: number, position: Position): string {
  return derivedId([incident, epoch, policyRevision, position.cycle, position.level, position.repeat]);
}
