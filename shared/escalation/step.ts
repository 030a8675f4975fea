import type { Incident } from '../incident/incident.ts';
import type { StepFired } from '../incident/incident-events.ts';
import { SECOND_MS, type Instant } from '../time/instant.ts';
import { mayPage } from './calling.ts';
import { catchAllLevel, stepIdOf, type Move } from './path.ts';
import type { Target } from './policy.ts';
import { applies, type EscalationRules } from './rules.ts';

/** A step later than this counts as late: the engine stood still, so its own delays start at the moment it fires. */
const lateMs = 30 * SECOND_MS;

/** Whom a level pages at an instant, whose turn it is, and who behind its targets is left out. */
export interface Callees {
  people: string[];
  turns: { team: string; person: string }[];
  leftOut: { person: string; why: 'time-off' | 'at-capacity' }[];
}

/** The step of a move as the fact that will be logged: targets resolved now, who is not paged and why said plainly. */
export function stepAt(incident: Incident, rules: EscalationRules, move: Move & { dueAt: Instant }, now: Instant): StepFired {
  const { position } = move;
  const step = rules.policy.steps[position.level - 1];
  const fact = {
    stepId: stepIdOf(incident.id, incident.epoch, incident.policy.revision, position),
    epoch: incident.epoch,
    position,
    dueAt: now - move.dueAt > lateMs ? now : move.dueAt,
    reason: move.reason,
  };
  if (!mayPage({ position, reason: move.reason }, rules.profile)) {
    return { ...fact, targets: [], outcome: 'suppressed' };
  }
  const isFirst = incident.path.length === 0;
  const isReassigned = isFirst && incident.insteadOf.length > 0;
  if (!isReassigned && !applies(step?.when, rules, move.dueAt)) {
    return { ...fact, targets: [], outcome: 'skipped' };
  }
  const { people, turns, leftOut } = isReassigned ? reassigned(incident, rules, now) : calleesAt(rules, position.level, now);
  // A level that is passed over has paged nobody: whoever held it is paged by the next.
  const isFirstNotSkipped = incident.path.every(({ outcome }) => outcome === 'skipped');
  const alsoPage = isFirstNotSkipped ? incident.alsoPage.flatMap((id) => rules.whoIs({ kind: 'person', id }, now)) : [];
  const targets = [...new Set([...people, ...alsoPage])];
  const shadows = shadowsOf(step?.targets ?? [], rules, targets, now);
  const needed = neededOf(step?.answers, targets.length);
  const channels = (step?.targets ?? []).flatMap(({ kind, id }) => (kind === 'channel' ? [id] : []));
  return {
    ...fact,
    targets,
    outcome: targets.length > 0 ? 'paged' : 'nobody',
    ...(needed > 1 ? { needed } : {}),
    ...(shadows.length > 0 ? { shadows } : {}),
    ...(channels.length > 0 ? { channels } : {}),
    ...(turns.length > 0 ? { turns } : {}),
    ...(leftOut.length > 0 ? { leftOut } : {}),
  };
}

/**
 * Who stands behind a level at an instant, each once: the step's targets and whoever the policy pages as well, or the catch-all's
 * and in the last resort everyone. Who is on leave or at their limit is left out, except by the catch-all's last resort.
 */
export function calleesAt(rules: EscalationRules, level: number, at: Instant): Callees {
  const { policy, catchAll, everyone } = rules;
  if (level >= catchAllLevel(policy)) {
    const found = resolve(catchAll.targets, rules, at);
    return found.people.length > 0 ? found : { people: [...everyone()], turns: [], leftOut: [] };
  }
  const also = (policy.also ?? []).flatMap(({ when, page }) => (applies(when, rules, at) ? page : []));
  return resolve([...(policy.steps[level - 1]?.targets ?? []), ...also], rules, at);
}

/** The people behind targets at an instant, those left out told apart. */
export function resolve(targets: readonly Target[], rules: EscalationRules, at: Instant): Callees {
  const callees: Callees = { people: [], turns: [], leftOut: [] };
  for (const target of targets) {
    for (const person of rules.whoIs(target, at)) {
      const why = rules.whyNot(person, at);
      if (why !== undefined) {
        callees.leftOut.push({ person, why });
        continue;
      }
      callees.people.push(person);
      if (target.kind === 'next-of') {
        callees.turns.push({ team: target.id, person });
        break;
      }
    }
  }
  const leftOut = callees.leftOut.filter(({ person }, i) => callees.leftOut.findIndex((each) => each.person === person) === i);
  return { ...callees, leftOut, people: [...new Set(callees.people)] };
}

/** A person named by a colleague is paged though they are at their limit or on leave: somebody has talked to them. */
function reassigned(incident: Incident, rules: EscalationRules, at: Instant): Callees {
  return { people: incident.insteadOf.flatMap((id) => [...rules.whoIs({ kind: 'person', id }, at)]), turns: [], leftOut: [] };
}

/** Who shadows those behind a level, and is not paged by it themselves. */
function shadowsOf(targets: readonly Target[], { shadows, whyNot }: EscalationRules, paged: readonly string[], at: Instant): string[] {
  const all = targets.flatMap((target) => [...(shadows?.(target, at) ?? [])]);
  return [...new Set(all)].filter((person) => !paged.includes(person) && whyNot(person, at) === undefined);
}

function neededOf(answers: number | 'all' | undefined, people: number): number {
  return Math.min(answers === 'all' ? people : (answers ?? 1), people);
}
