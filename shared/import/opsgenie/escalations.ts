import { MINUTE_MS } from '../../time/instant.ts';
import { formatDuration } from '../../time/duration.ts';
import type { Construct } from '../construct.ts';
import type { DraftPolicy, DraftSchedule, DraftStep, DraftTarget, DraftTeam } from '../draft.ts';
import { neighbourKey, neighbourOf } from '../neighbours.ts';
import { personIn, type FindPerson } from './people.ts';

interface Context {
  find: FindPerson;
  schedules: readonly DraftSchedule[];
  teams: readonly DraftTeam[];
}

interface Rule {
  delayMs: number;
  isNotClosed: boolean;
  targets: DraftTarget[];
  from: Construct;
}

/** The escalations, and the schedules they page the next or previous person of. */
export function readEscalations(root: Construct, context: Context): { policies: DraftPolicy[]; neighbours: DraftSchedule[] } {
  const neighbours = new Map<string, DraftSchedule>();
  const policies = root.children('escalations').flatMap((escalation): DraftPolicy[] => {
    const key = escalation.text('id') ?? escalation.text('name');
    if (key === undefined) {
      escalation.leftOut('It has neither id nor name, so nothing can mean it.');
      return [];
    }
    escalation.part('ownerTeam', ['id', 'name']);
    const rules = escalation
      .children('rules')
      .map((rule) => readRule(rule, context, neighbours))
      .toSorted((a, b) => a.delayMs - b.delayMs);
    const { steps, rules: later } = stepsOf(rules);
    const loops = readRepeat(escalation, steps);
    return [
      { key, name: escalation.name ?? key, description: escalation.text('description'), steps, rules: later, loops, from: escalation },
    ];
  });
  return { policies, neighbours: [...neighbours.values()] };
}

function readRule(rule: Construct, context: Context, neighbours: Map<string, DraftSchedule>): Rule {
  const delay = rule.part('delay');
  const unit =
    new Map([
      ['hours', 60],
      ['days', 1440],
    ]).get(delay?.text('timeUnit') ?? '') ?? 1;
  const delayMs = (delay?.number('timeAmount') ?? rule.number('delay') ?? 0) * unit * MINUTE_MS;
  const condition = rule.text('condition') ?? 'if-not-acked';
  if (condition === 'if-not-closed') {
    rule.approximated(
      'It pages though somebody acknowledged, and Opsgenie leaves the alert acknowledged; here it rings until somebody acknowledges it again.',
    );
  }
  if (condition !== 'if-not-acked' && condition !== 'if-not-closed') {
    rule.approximated(`The condition "${condition}" is not known; the step is paged when nobody acknowledged.`);
  }
  return {
    delayMs: Math.max(0, delayMs),
    isNotClosed: condition === 'if-not-closed',
    targets: readRecipient(rule, context, neighbours),
    from: rule,
  };
}

function readRecipient(rule: Construct, { find, schedules, teams }: Context, neighbours: Map<string, DraftSchedule>): DraftTarget[] {
  const how = rule.text('notifyType') ?? 'default';
  const recipient = rule.part('recipient');
  const type = recipient?.text('type');
  const reference = personIn(recipient, find);
  const [key, name] = [reference?.key ?? '', reference?.name];
  if (type === 'user') {
    return [{ kind: 'person', key, name, from: rule }];
  }
  if (type === 'schedule') {
    const schedule = schedules.find((each) => each.key === key || each.name === key);
    if (!schedule || (how !== 'next' && how !== 'previous')) {
      if (how !== 'default') {
        rule.approximated(`It pages "${how}" of the schedule; here whoever is on call.`);
      }
      return [{ kind: 'schedule', key: schedule?.key ?? key, name, from: rule }];
    }
    const by = how === 'next' ? 1 : -1;
    const own = neighbourKey(schedule.key, by);
    neighbours.set(own, neighbours.get(own) ?? neighbourOf(schedule, by, rule));
    rule.approximated(`It pages the ${how} person of the rotation, by a schedule of its own; overrides do not move it.`);
    return [{ kind: 'schedule', key: own, from: rule }];
  }
  const team = type === 'team' ? teams.find((each) => each.key === key || each.name === key) : undefined;
  if (!team) {
    rule.leftOut(`It pages a ${type ?? 'recipient of no kind'} that is not known here.`, 'Name a person, team or schedule in its place.');
    return [];
  }
  if (how === 'admins' || how === 'users') {
    rule.approximated(`It pages the ${how} of the team in Opsgenie; here all of its members.`, 'Name the people themselves.');
  } else if (how !== 'all' && how !== 'random') {
    rule.approximated(
      'It follows that team’s own routing in Opsgenie; here all of its members are paged.',
      'Lead into the team’s policy instead: policy:ID.',
    );
  }
  return [{ kind: how === 'random' ? 'next-of' : 'team', key: team.key, name, from: rule }];
}

/** Rules count from the beginning of the alert; steps from the one before. What pages though somebody acknowledged is the next step's second timer, or a rule. */
function stepsOf(rules: readonly Rule[]): { steps: DraftStep[]; rules: { name: string; afterMs: number; level: number }[] } {
  const groups: Rule[][] = [];
  for (const rule of rules) {
    const last = groups.at(-1);
    if (last?.[0]?.delayMs === rule.delayMs && last[0].isNotClosed === rule.isNotClosed) {
      last.push(rule);
    } else {
      groups.push([rule]);
    }
  }
  const delayOf = (i: number) => groups[i]?.[0]?.delayMs ?? 0;
  const first = delayOf(0);
  if (first > 0) {
    groups[0]?.forEach(({ from }) =>
      from.approximated(
        `Opsgenie waits ${formatDuration(first)} before it pages anybody; here the first step is paged at once, and the others come that much earlier.`,
      ),
    );
  }
  const later: { name: string; afterMs: number; level: number }[] = [];
  const steps = groups.map((group, i): DraftStep => {
    const next = groups[i + 1];
    const waitMs = next ? Math.max(1000, delayOf(i + 1) - delayOf(i)) : undefined;
    if (group[0]?.isNotClosed === true && i > 1) {
      later.push({ name: `Not closed after ${formatDuration(delayOf(i) - first)}`, afterMs: delayOf(i) - first, level: i + 1 });
    }
    return {
      targets: group.flatMap(({ targets }) => targets),
      acknowledgeWithinMs: waitMs,
      resolveWithinMs: i === 0 && next?.[0]?.isNotClosed === true ? waitMs : undefined,
      from: group.map(({ from }) => from),
    };
  });
  const names = new Set<string>();
  return { steps, rules: later.filter(({ name }) => !names.has(name) && names.add(name)) };
}

function readRepeat(escalation: Construct, steps: DraftStep[]): number {
  const [repeat] = escalation.children('repeat');
  if (!repeat) {
    return 0;
  }
  const [wait, count] = [repeat.number('waitInterval') ?? 0, repeat.number('count') ?? 0];
  const last = steps.at(-1);
  if (wait <= 0 || count <= 0 || !last) {
    repeat.converted(undefined, 'It repeats nothing.');
    repeat.flag('resetRecipientStates');
    repeat.flag('closeAlertAfterAll');
    return 0;
  }
  last.acknowledgeWithinMs = wait * MINUTE_MS;
  repeat.converted();
  if (repeat.flag('resetRecipientStates') === true) {
    repeat.approximated(
      'Opsgenie takes acknowledgements back before it repeats; here who acknowledged keeps the incident.',
      'Set "acknowledgementExpiresAfter".',
    );
  }
  if (repeat.flag('closeAlertAfterAll') === true) {
    repeat.approximated('Opsgenie closes the alert at the end; here the catch-all is paged until somebody acknowledges.');
  }
  return Math.floor(count);
}
