import { MINUTE_MS } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftPolicy, DraftStep, DraftTarget, DraftTeam } from '../draft.ts';
import { readTeams } from './people.ts';

/** The escalation policies, and the teams: those of the source and those who take turns on a level (round robin). */
export function readPolicies(root: Construct): { policies: DraftPolicy[]; teams: DraftTeam[] } {
  const teams = readTeams(root);
  const policies = root.children('escalation_policies').flatMap((policy): DraftPolicy[] => {
    const key = policy.text('id');
    if (key === undefined) {
      policy.leftOut('It has no id, so nothing can mean it.', 'Write the policy by hand.');
      return [];
    }
    const name = policy.name ?? key;
    const loops = policy.number('num_loops') ?? 0;
    if (policy.flag('repeat_enabled') === true && loops === 0) {
      policy.approximated('It is said to repeat, and not how often; it is walked once here.', 'Write "loops".');
    }
    const steps = policy
      .children('escalation_rules')
      .map((rule, i) => readRule(rule, { key: `${key} level ${i + 1}`, name: `${name}, level ${i + 1}` }, teams));
    return [{ key, name, description: policy.text('description'), steps, loops: Math.max(0, Math.floor(loops)), from: policy }];
  });
  return { policies, teams };
}

function readRule(rule: Construct, level: { key: string; name: string }, teams: DraftTeam[]): DraftStep {
  const minutes = rule.number('escalation_delay_in_minutes');
  const strategy = rule.part('escalation_rule_assignment_strategy')?.text('type') ?? rule.text('escalation_rule_assignment_strategy');
  const targets = rule.children('targets').flatMap((target) => readTarget(target) ?? []);
  if (minutes === undefined) {
    rule.approximated('It does not say how long it waits; here as long as the severity says.');
  }
  const acknowledgeWithinMs = minutes === undefined ? undefined : minutes * MINUTE_MS;
  if (strategy === 'round_robin') {
    if (targets.every(({ kind }) => kind === 'person') && targets.length > 0) {
      teams.push({ ...level, members: targets.map(({ key }) => key), from: rule });
      targets.forEach(({ from }) => from.converted());
      return { targets: [{ kind: 'next-of', key: level.key, from: rule }], acknowledgeWithinMs, from: [rule] };
    }
    rule.approximated('Its targets take turns in PagerDuty; here all of them are paged.', 'Page "next-of" a team of people instead.');
  } else if (strategy !== undefined && strategy !== 'assign_to_everyone') {
    rule.approximated(`How it chooses among its targets ("${strategy}") is not known; all of them are paged.`);
  }
  return { targets, acknowledgeWithinMs, from: [rule] };
}

function readTarget(target: Construct): DraftTarget | undefined {
  const type = target.text('type') ?? '';
  const key = target.text('id');
  const kind = /^user(_reference)?$/.test(type) ? 'person' : /^schedule(_reference)?$/.test(type) ? 'schedule' : undefined;
  if (key === undefined || kind === undefined) {
    target.leftOut(`A step here does not page a "${type}".`, 'Name a person, team or schedule in its place.');
    return undefined;
  }
  return { kind, key, name: target.name, from: target };
}
