import type { Condition } from '../condition/condition.ts';
import { conditionText } from '../condition/words.ts';
import type { CatchAll, Checkpoint, Policy, Rule, Step, Target } from '../escalation/policy.ts';
import { profileOf, type SeverityProfile } from '../escalation/severity-profile.ts';
import { severities, type Severity } from '../log/severity.ts';
import type { DefinitionKind } from '../workspace/definitions.ts';
import { all, find, nameOf, type Workspace } from '../workspace/workspace.ts';

/** A text in every language the window speaks. */
export type Words = Record<'en' | 'fr', string>;

/** Whom something pages, by name; `members` are the people of a team. A role keeps its id, whose words the window has. */
export interface TargetView {
  kind: Target['kind'];
  id: string;
  name: string;
  members?: string[] | undefined;
}

/** One level of a policy as it is written; what it leaves out its severity says. */
export type LevelView = Omit<Step, 'targets' | 'when'> & { level: number; targets: TargetView[]; when?: Words | undefined };
/** A rule of a policy, its condition in words. */
export type RuleView = Omit<Rule, 'when' | 'page'> & { when?: Words | undefined; page?: TargetView[] | undefined };
/** A checkpoint of a policy, its condition in words. */
export type CheckpointView = Omit<Checkpoint, 'when' | 'from' | 'otherwise'> & {
  when?: Words | undefined;
  from: TargetView[];
  otherwise?: TargetView[] | undefined;
};

/** A policy as a person reads it: its path level by level, what makes an exception, and who relies on it. */
export interface PolicyView {
  id: string;
  name: string;
  revision: number;
  description?: string | undefined;
  zone?: string | undefined;
  holidays?: string | undefined;
  levels: LevelView[];
  loops: number;
  acknowledgementExpiresAfterMs?: number | undefined;
  straightTo: { when: Words; level: number }[];
  also: { when: Words; page: TargetView[] }[];
  rules: RuleView[];
  checkpoints: CheckpointView[];
  services: { id: string; name: string }[];
}

/** Every policy, who is paged when none of its levels answered, and what a severity says where a level says nothing. */
export interface PoliciesView {
  policies: PolicyView[];
  /** Without `targets` it pages everyone who may answer. */
  catchAll: { targets: TargetView[]; repeatEveryMs: number };
  severities: (SeverityProfile & { severity: Severity })[];
}

/** A condition in every language the window speaks. */
export function inWords(condition: Condition): Words {
  return { en: conditionText(condition, 'en'), fr: conditionText(condition, 'fr') };
}

const kindOfTarget: Readonly<Record<Target['kind'], DefinitionKind | undefined>> = {
  person: 'person',
  schedule: 'schedule',
  backup: 'schedule',
  team: 'team',
  'next-of': 'team',
  role: undefined,
  policy: 'policy',
  channel: 'channel',
};

/** Whom targets page, by name. */
export function targetsOf(workspace: Workspace, targets: readonly Target[]): TargetView[] {
  return targets.map(({ kind, id }) => {
    const definition = kindOfTarget[kind];
    const members = definition === 'team' ? find(workspace, 'team', id)?.members : undefined;
    return {
      kind,
      id,
      name: definition === undefined ? id : nameOf(workspace, definition, id),
      members: members?.map((person) => nameOf(workspace, 'person', person)),
    };
  });
}

function policyView(workspace: Workspace, policy: Policy): PolicyView {
  const paged = (targets: readonly Target[]) => targetsOf(workspace, targets);
  const services = all(workspace, 'service').filter((service) => service.policy === policy.id);
  return {
    id: policy.id,
    name: policy.name,
    revision: workspace.entries.policy.get(policy.id)?.revision ?? 1,
    description: policy.description,
    zone: policy.zone,
    holidays: policy.holidays,
    levels: policy.steps.map((step, index) => ({
      ...step,
      level: index + 1,
      targets: paged(step.targets),
      when: step.when && inWords(step.when),
    })),
    loops: policy.loops,
    acknowledgementExpiresAfterMs: policy.acknowledgementExpiresAfterMs,
    straightTo: (policy.straightTo ?? []).map(({ when, level }) => ({ when: inWords(when), level })),
    also: (policy.also ?? []).map(({ when, page }) => ({ when: inWords(when), page: paged(page) })),
    rules: (policy.rules ?? []).map((rule) => ({
      ...rule,
      when: rule.when && inWords(rule.when),
      page: rule.page && paged(rule.page),
    })),
    checkpoints: (policy.checkpoints ?? []).map((checkpoint) => ({
      ...checkpoint,
      when: checkpoint.when && inWords(checkpoint.when),
      from: paged(checkpoint.from),
      otherwise: checkpoint.otherwise && paged(checkpoint.otherwise),
    })),
    services: services.map(({ id, name }) => ({ id, name })),
  };
}

/** Every policy of a workspace as a person reads it, by name. */
export function policiesView(workspace: Workspace): PoliciesView {
  const organisation = find(workspace, 'organisation', 'organisation');
  const catchAll: CatchAll | undefined = organisation?.catchAll;
  return {
    policies: all(workspace, 'policy')
      .map((policy) => policyView(workspace, policy))
      .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)),
    catchAll: { targets: targetsOf(workspace, catchAll?.targets ?? []), repeatEveryMs: catchAll?.repeatEveryMs ?? 300_000 },
    severities: severities.map((severity) => ({ severity, ...profileOf(severity, organisation?.severities) })),
  };
}
