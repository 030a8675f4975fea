import type { Action } from '../incident/action.ts';
import type { Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import type { Decision } from './decision.ts';
import type { Checkpoint, Target } from './policy.ts';
import { applies, type EscalationRules } from './rules.ts';
import { resolve } from './step.ts';

/**
 * What is due on an incident's outbound actions: one no checkpoint concerns is free to go, others wait for approval, and an approval
 * nobody gave in time is asked for again of whoever comes next (S103, C19). Time alone never releases anything.
 */
export function decideActions(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  if (incident.status === 'resolved') {
    return undefined;
  }
  let wakeAt = Infinity;
  for (const action of incident.actions) {
    if (action.status === 'proposed') {
      const checkpoint = rules.policy.checkpoints?.find((each) => each.actions.includes(action.kind) && applies(each.when, rules, now));
      return checkpoint ? gate(action, checkpoint, checkpoint.from, rules, now) : { kind: 'release', action: action.id };
    }
    if (action.status === 'waiting') {
      const until = action.until ?? now;
      if (until <= now) {
        const checkpoint = rules.policy.checkpoints?.find(({ name }) => name === action.checkpoint);
        return gate(action, checkpoint, checkpoint?.otherwise ?? checkpoint?.from ?? [], rules, now);
      }
      wakeAt = Math.min(wakeAt, until);
    }
  }
  return wakeAt === Infinity ? undefined : { kind: 'wake', at: wakeAt };
}

/** How long an approval is waited for when the policy that asked for it has no such checkpoint any more. */
const defaultWithinMs = 15 * 60 * 1000;

function gate(
  action: Action,
  checkpoint: Checkpoint | undefined,
  targets: readonly Target[],
  rules: EscalationRules,
  now: Instant,
): Decision {
  const others = (people: readonly string[]) => people.filter((person) => person !== action.by);
  const asked = [targets, rules.catchAll.targets].map((each) => others(resolve(each, rules, now).people)).find((each) => each.length > 0);
  return {
    kind: 'gate',
    gate: {
      action: action.id,
      checkpoint: checkpoint?.name ?? action.checkpoint ?? '',
      needed: checkpoint?.approvals ?? Math.max(1, action.needed),
      people: asked ?? others(rules.everyone()),
      until: now + (checkpoint?.withinMs ?? defaultWithinMs),
      attempt: action.attempt + 1,
    },
  };
}
