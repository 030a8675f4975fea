import { Priority } from '../../incident/priority.ts';
import { longestPauseMs } from '../../routing/routing-rule.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftRule } from '../draft-noise.ts';
import type { DraftPolicy } from '../draft.ts';
import { firstMatch } from '../first-match.ts';
import { leaveNoise } from '../noise.ts';
import { criteriaOf } from './criteria.ts';

const unitMs: Readonly<Record<string, number>> = { seconds: SECOND_MS, minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS };

/** How long an amount and a unit of Opsgenie are, ms; undefined for a unit nobody knows. */
export function spanOf(amount: number | undefined, unit: string | undefined): number | undefined {
  const name = (unit ?? 'minutes').toLowerCase();
  const ms = Object.hasOwn(unitMs, name) ? unitMs[name] : undefined;
  return amount === undefined || ms === undefined || amount <= 0 ? undefined : Math.round(amount * ms);
}

/** Routing rules beside the default one of each team, for its service; what they lead to beside escalations becomes a policy. */
export function readRoutingRules(root: Construct, policies: readonly DraftPolicy[]): { rules: DraftRule[]; policies: DraftPolicy[] } {
  const made: DraftPolicy[] = [];
  const rules = root.children('teams').flatMap((team): DraftRule[] => {
    const key = team.text('id') ?? team.text('name') ?? '';
    const all = team.children('routingRules');
    const standard = all.find((rule) => rule.flag('isDefault') === true) ?? all.at(-1);
    const read = all
      .filter((rule) => rule !== standard)
      .toSorted((a, b) => (a.number('order') ?? 0) - (b.number('order') ?? 0))
      .map((rule) => readRoutingRule(rule, { team: team.name ?? key, policies, made }));
    return firstMatch(read).map(({ from, condition, set }) => ({
      key: `${key} ${from.text('id') ?? from.name ?? from.path}`,
      name: `${team.name ?? key}: ${from.name ?? 'routing rule'}`,
      when: { services: [`team ${key}`], condition },
      set,
      from: [from],
    }));
  });
  return { rules, policies: made };
}

function readRoutingRule(
  rule: Construct,
  { team, policies, made }: { team: string; policies: readonly DraftPolicy[]; made: DraftPolicy[] },
) {
  const condition = criteriaOf(rule, 'criteria');
  // It is the clock of a time restriction.
  rule.text('timezone');
  const notify = rule.part('notify');
  const [type = 'none', name] = [notify?.text('type'), notify?.text('name')];
  const id = notify?.text('id') ?? name;
  const escalation = policies.find((policy) => policy.key === id || policy.name === id)?.key;
  const why = rule.has('timeRestriction')
    ? 'It holds at some times only, on the clock of its own zone; a condition has the hours of its policy.'
    : 'why' in condition
      ? condition.why
      : type === 'escalation' && escalation === undefined
        ? 'Its escalation is not in the export.'
        : type === 'schedule' && id === undefined
          ? 'Its schedule has no name.'
          : undefined;
  if (why !== undefined || 'why' in condition) {
    const words = `alerts that meet "${rule.name ?? rule.path}"`;
    leaveNoise(rule, { kind: 'routing', scope: `team ${team}`, matchers: [], words, to: name ?? type, goesOn: false }, why ?? '');
    return undefined;
  }
  if (type === 'schedule' && id !== undefined) {
    const key = `rule ${team} ${id}`;
    if (!made.some((policy) => policy.key === key)) {
      const target = { kind: 'schedule' as const, key: id, name, from: rule };
      made.push({ key, name: `${team}: ${name ?? id}`, steps: [{ targets: [target], from: [rule] }], loops: 0, from: rule });
    }
    return { from: rule, condition, set: { policy: key } };
  }
  return { from: rule, condition, set: type === 'escalation' ? { policy: escalation } : { suppress: true as const } };
}

/** Policies of a type, alert or notification: those of all first, then those of teams, for their services. */
export function readPolicyRules(root: Construct, type: 'alert' | 'notification'): DraftRule[] {
  const groups = new Map<string, Construct[]>();
  const own = root.children('policies').filter((policy) => (policy.text('type') === 'notification') === (type === 'notification'));
  for (const policy of own.filter(isOn).toSorted((a, b) => (a.number('order') ?? 0) - (b.number('order') ?? 0))) {
    const team = policy.text('teamId') ?? '';
    groups.set(team, [...(groups.get(team) ?? []), policy]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([team, policies]) =>
      firstMatch(policies.map((policy) => readPolicyRule(policy, type))).map(({ from, condition, set }) => ({
        key: `policy ${from.text('id') ?? from.name ?? from.path}`,
        name: from.name ?? 'Policy',
        when: { ...(team === '' ? {} : { services: [`team ${team}`] }), condition },
        set,
        from: [from],
      })),
    );
}

function isOn(policy: Construct): boolean {
  const isOff = policy.flag('enabled') === false;
  if (isOff) {
    policy.converted(undefined, 'It is switched off.');
  }
  return !isOff;
}

function readPolicyRule(policy: Construct, type: string) {
  const condition = criteriaOf(policy, policy.has('filters') ? 'filters' : 'filter');
  const delay = policy.part('delayAction');
  const duration = delay?.part('duration');
  const delayMs = spanOf(duration?.number('timeAmount'), duration?.text('timeUnit'));
  const option = delay?.text('delayOption');
  const priority = Priority.safeParse(policy.text('priority')).data;
  const isPriority = policy.flag('updatePriority') === true || policy.flag('ignoreOriginalPriority') === true;
  const tags = policy.texts('tags');
  const set: DraftRule['set'] = {
    ...(isPriority && priority !== undefined ? { priority } : {}),
    ...(tags.length === 0 ? {} : { tags: tags.slice(0, 20) }),
    ...(policy.flag('suppress') === true ? { suppress: true } : {}),
    ...(delayMs === undefined ? {} : { pauseMs: Math.min(longestPauseMs, Math.max(SECOND_MS, delayMs)) }),
  };
  const why = policy.has('timeRestrictions')
    ? 'It holds at some times only, on the clock of its own zone; a condition has the hours of its policy.'
    : 'why' in condition
      ? condition.why
      : option !== undefined && option !== 'for-duration'
        ? `It delays until a time of day ("${option}"); a rule waits for a while.`
        : Object.keys(set).length === 0
          ? 'What it does is nothing a routing rule does.'
          : undefined;
  if (why !== undefined || 'why' in condition) {
    const words = `alerts that meet "${policy.name ?? policy.path}"`;
    leaveNoise(
      policy,
      { kind: 'routing', scope: `${type} policy`, matchers: [], words, to: 'what the policy does', goesOn: true },
      why ?? '',
    );
    return undefined;
  }
  if (delayMs !== undefined && delayMs > longestPauseMs) {
    policy.approximated('It delays for longer than the hour that an alert may wait here.');
  }
  return { from: policy, condition, set, goesOn: policy.flag('continue') === true || policy.flag('continuePolicy') === true };
}
