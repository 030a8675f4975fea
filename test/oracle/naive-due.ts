import type { Rule } from '../../shared/escalation/policy.ts';
import { SECOND_MS, type Instant } from '../../shared/time/instant.ts';
import { ask } from './naive-deeds.ts';
import { ringAnew, standsOn, type NaiveIncident } from './naive-incident.ts';
import { coming, dueOnHeld, freeSince, stallMs, type Coming } from './naive-path.ts';
import type { Found, NaiveWorld } from './naive-world.ts';
import { named, tickMs } from './scenario.ts';

/** Does the first thing that is due on an incident and tells what it was; undefined when nothing is. */
export function doOneThing(
  world: NaiveWorld,
  incident: NaiveIncident,
  at: Instant,
  reach: (person: string) => 'yes' | 'offline' | 'no-way',
  from: Instant,
): string | undefined {
  if (incident.status === 'resolved') {
    return undefined;
  }
  if (world.wrong === 'goes by the policy as it is now') {
    incident.policy = world.policy(incident.policyId);
  }
  for (const rule of incident.policy.rules ?? []) {
    const since = countsFrom(world, rule, incident);
    if (since !== undefined && isDue(world, incident, rule, since, at)) {
      return doRule(world, incident, rule, since, at);
    }
  }
  if (incident.status === 'acknowledged') {
    const what = dueOnHeld(world, incident, at);
    return what && lapse(world, incident, what, at);
  }
  const next = sooner(world, incident, at, coming(world, incident, at, reach));
  const lateMs = world.wrong === 'is late by one tick' && incident.fired.length > 0 ? tickMs : 0;
  return next && next.at + lateMs <= at ? fire(world, incident, next, at, from) : undefined;
}

/** A last resort that found nobody is tried again the moment it would find somebody. */
function sooner(world: NaiveWorld, incident: NaiveIncident, at: Instant, next: Coming | undefined): Coming | undefined {
  const last = incident.fired.at(-1);
  const isEmpty = last?.outcome === 'nobody' && last.level > incident.policy.steps.length;
  return next && isEmpty && whomToPage(world, incident, last.level, at).people.length > 0 ? { ...next, at: Math.min(next.at, at) } : next;
}

function countsFrom(world: NaiveWorld, { after }: Rule, incident: NaiveIncident): Instant | undefined {
  const moments = {
    triggered: incident.triggeredAt,
    acknowledged: incident.holder?.since,
    'status-changed': Math.max(incident.statusSince, incident.sleepsUntil ?? 0, freeSince(world, incident)),
    'last-alert': incident.lastAlertAt,
    deadline: incident.deadline,
  };
  return moments[after?.since ?? 'triggered'];
}

function isDue(world: NaiveWorld, incident: NaiveIncident, rule: Rule, since: Instant, at: Instant): boolean {
  const { level } = standsOn(incident);
  const { escalateTo } = rule;
  const isAhead = escalateTo === 'next' ? level <= incident.policy.steps.length : escalateTo === undefined || escalateTo > level;
  const mayAct = rule.off !== true && world.mannerOf(incident).pages && (isAhead || world.wrong === 'takes the path back by a rule');
  const doneFor = incident.rulesDone[rule.name];
  const isDone = world.wrong === 'lets a rule act once and never again' ? doneFor !== undefined : doneFor === since;
  return mayAct && !isDone && at >= since + (rule.after?.durationMs ?? 0) && world.holds(rule.when, incident, at);
}

function doRule(world: NaiveWorld, incident: NaiveIncident, rule: Rule, since: Instant, at: Instant): string {
  incident.rulesDone[rule.name] = since;
  if (rule.escalateTo === undefined) {
    const { people } = world.behind(rule.page ?? [], incident, at);
    ask(incident, { why: 'rule', people: [...people] });
    return `calls by ${rule.name} ${named(people)}`;
  }
  const { walk, level } = standsOn(incident);
  ringAnew(incident, at, undefined, { walk, level: rule.escalateTo === 'next' ? level + 1 : rule.escalateTo, why: 'rule' });
  return `goes up: rule ${rule.name}`;
}

/** A held incident rings again: from the top when it lapsed, also for who held it, and from the next level when it was not resolved. */
function lapse(world: NaiveWorld, incident: NaiveIncident, why: NonNullable<ReturnType<typeof dueOnHeld>>, at: Instant): string {
  if (why === 'not-resolved') {
    const { walk, level } = standsOn(incident);
    ringAnew(incident, at, undefined, { walk, level: level + 1, why });
    return `goes up: ${why}`;
  }
  const holder = incident.holder?.person;
  const besides = holder === undefined || world.wrong === 'forgets who held it' ? [] : [holder];
  ringAnew(incident, at, undefined, { walk: 1, level: 1, why }, { besides });
  return `lapses: ${why}`;
}

function fire(
  world: NaiveWorld,
  incident: NaiveIncident,
  { at: due, walk, level, again, why }: Coming,
  at: Instant,
  from: Instant,
): string {
  const step = incident.policy.steps[level - 1];
  const isFirst = incident.fired.length === 0;
  const isInPlace = isFirst && incident.inPlace.length > 0;
  const isOnPurpose = why === 'escalated-by-hand' || why === 'reassigned';
  const fired = {
    walk,
    level,
    again,
    countsFrom: at - due > stallMs || world.wrong === 'counts from when it looked' ? at : due,
    outcome: 'paged' as NaiveIncident['fired'][number]['outcome'],
    people: [] as string[],
    needed: 1,
  };
  let found: Found = { people: [], leftOut: [], turns: [] };
  let words: string[] = [];
  if (!world.mannerOf(incident).pages && !isOnPurpose) {
    fired.outcome = 'suppressed';
  } else if (!isInPlace && !world.holds(step?.when, incident, due) && world.wrong !== 'asks no condition of a step') {
    fired.outcome = 'skipped';
  } else {
    found = isInPlace ? { ...found, people: incident.inPlace.filter((id) => world.person(id)) } : whomToPage(world, incident, level, at);
    const isFirstFound = incident.fired.every(({ outcome }) => outcome === 'skipped');
    const besides = isFirstFound ? incident.besides.filter((id) => world.person(id) && !found.people.includes(id)) : [];
    fired.people = world.wrong === 'pages somebody twice' ? [...found.people, ...besides] : [...new Set([...found.people, ...besides])];
    fired.outcome = fired.people.length > 0 ? 'paged' : 'nobody';
    fired.needed = step?.answers === 'all' ? fired.people.length : Math.min(step?.answers ?? 1, fired.people.length);
    const channels = (step?.targets ?? []).filter(({ kind }) => kind === 'channel').map(({ id }) => id);
    words = [
      ...(fired.needed > 1 ? [`needs ${fired.needed}`] : []),
      ...(found.leftOut.length > 0 ? [`without ${named(found.leftOut.map(({ person, why: reason }) => `${person}:${reason}`))}`] : []),
      ...(channels.length > 0 ? [`says in ${named(channels)}`] : []),
    ];
  }
  found.turns.forEach(({ team, person }) => (world.lastTurn[team] = person));
  incident.fired.push(fired);
  incident.answers = again > 0 ? incident.answers : [];
  incident.arrived = [];
  incident.failed = [];
  const place = `level ${walk}/${level}/${again} due ${(fired.countsFrom - from) / SECOND_MS}`;
  return [place, fired.outcome, why, named(fired.people), ...words].join(' ');
}

/** Whom a level pages: its targets and whoever the policy pages as well; at the end the catch-all, and when that finds nobody everyone. */
function whomToPage(world: NaiveWorld, incident: NaiveIncident, level: number, at: Instant): Found {
  const { steps, also } = incident.policy;
  if (level > steps.length) {
    const found = world.behind(world.lastResort, incident, at);
    return found.people.length > 0 ? found : { people: world.everyone, leftOut: [], turns: [] };
  }
  const more = (also ?? []).filter(({ when }) => world.holds(when, incident, at)).flatMap(({ page }) => page);
  return world.behind([...(steps[level - 1]?.targets ?? []), ...more], incident, at);
}
