import type { Known } from '../alert/alert.ts';
import type { Facts } from '../condition/evaluate.ts';
import { resolve } from '../escalation/step.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import type { Service } from '../workspace/definitions.ts';
import { all, find, frozenPolicy, type Workspace } from '../workspace/workspace.ts';
import type { Decided } from './decided.ts';
import { incidentOf, type OpeningBody } from './opening-draft.ts';
import type { RuleEffects } from './routing-rule.ts';
import { filledIn } from './template.ts';

const longestKnown = 2000;
const mostTags = 50;
const mostAssigned = 50;

/** What a rule makes of an opening, and what it decided. */
export interface Effect {
  body: OpeningBody;
  decided: Decided[];
}

/** What is measured: the state, what is known of the incident before the rule, and the time. */
export interface Given {
  state: State;
  facts: Facts;
  now: Instant;
  /** Whether a rule before has named the policy: it answers in place of whatever service comes after. */
  policyIsSet: boolean;
}

/**
 * What a rule's effects make of the incident that would be opened, beside pausing and suppressing it. What cannot be done is left as
 * it was, with the reason. Whom it assigns is looked up after its service and policy, at the present moment: a schedule is whoever
 * has it now, of a team's turn whoever is next; those on leave or at their limit are left out.
 */
export function effectOf(set: RuleEffects, before: OpeningBody, given: Given): Effect {
  const decided: Decided[] = [];
  const { workspace } = given.state;
  let body = before;
  if (set.severity !== undefined) {
    body = { ...body, severity: set.severity };
    decided.push({ what: 'severity' });
  }
  if (set.priority !== undefined) {
    body = { ...body, priority: set.priority };
    decided.push({ what: 'priority' });
  }
  if (set.service !== undefined) {
    const named = filledIn(set.service, given.facts);
    const service = serviceNamed(workspace, named);
    body = service
      ? { ...body, service: service.id, policy: given.policyIsSet ? body.policy : frozenPolicy(workspace, service.policy) }
      : body;
    decided.push(service ? { what: 'service' } : { what: 'service', left: named === '' ? 'empty' : 'unknown', named });
  }
  if (set.policy !== undefined) {
    const policy = find(workspace, 'policy', set.policy);
    body = policy ? { ...body, policy: frozenPolicy(workspace, policy.id) } : body;
    decided.push(policy ? { what: 'policy' } : { what: 'policy', left: 'unknown', named: set.policy });
  }
  if (set.tags !== undefined) {
    body = { ...body, tags: [...new Set([...(body.tags ?? []), ...set.tags])].slice(0, mostTags) };
    decided.push({ what: 'tags' });
  }
  if (set.known !== undefined) {
    const { known, left } = knownBy(set.known, given.facts);
    body = { ...body, known: { ...body.known, ...known } };
    decided.push(...Object.keys(known).map((name) => ({ what: `known.${name}` })), ...left);
  }
  if (set.assign !== undefined) {
    const { people } = resolve(set.assign, rulesFor(given.state, incidentOf(body, '', given.now)), given.now);
    body = people.length > 0 ? { ...body, assigned: people.slice(0, mostAssigned) } : body;
    decided.push(people.length > 0 ? { what: 'assign' } : { what: 'assign', left: 'nobody' });
  }
  return { body, decided };
}

/** A service by its id, or by the one id or name that is spelled alike but for the case: monitors spell as they please. */
function serviceNamed(workspace: Workspace, named: string): Service | undefined {
  const exact = find(workspace, 'service', named);
  if (exact || named === '') {
    return exact;
  }
  const wanted = named.toLowerCase();
  const alike = all(workspace, 'service').filter(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

function knownBy(wanted: Known, facts: Facts): { known: Known; left: Decided[] } {
  const known: Known = {};
  const left: Decided[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    const filled = typeof value === 'string' ? filledIn(value, facts).slice(0, longestKnown).toWellFormed() : value;
    if (filled === '') {
      left.push({ what: `known.${name}`, left: 'empty' });
    } else {
      known[name] = filled;
    }
  }
  return { known, left };
}
