import type { Condition } from '../condition/condition.ts';
import { conditionFields, kindOfField } from '../condition/fields.ts';
import { alwaysHolds, neverHolds } from '../condition/never.ts';
import { asksTheTime, fieldsIn, holdsGiven } from '../condition/partly-known.ts';
import { canonicalJson } from '../log/canonical.ts';
import type { RuleEffects, RoutingRule } from '../routing/routing-rule.ts';
import { placesIn } from '../routing/template.ts';
import type { Finding } from './references.ts';

/** What every incident has: a condition that only asks whether it is there holds for all of them. */
const alwaysThere = ['title', 'text', 'service', 'severity', 'status'];

/**
 * What is hardly meant in the routing rules of a file, each with its place: a rule that can never apply, or is never asked because one
 * before it stops; one that keeps every critical alert from paging; a place for a field nobody knows; an assignment to what pages
 * nobody. What is said is certain; of what depends on the alert nothing is said. Rules that are off are left alone.
 */
export function checkRules(rules: readonly RoutingRule[]): Finding[] {
  const asked = rules.filter(({ off }) => off !== true);
  return asked.flatMap((rule, i) =>
    [never(rule), neverAsked(asked.slice(0, i), rule), silencing(rule), ...unknownPlaces(rule.set), ...pagesNobody(rule.set)].flatMap(
      (found) => (found ? [{ ...found, path: ['routingRules', rule.id, ...found.path] }] : []),
    ),
  );
}

function never({ when }: RoutingRule): Finding | undefined {
  const why = neverHolds(when);
  return why === undefined ? undefined : { path: ['when'], message: `This rule can never apply: ${why}.` };
}

function neverAsked(before: readonly RoutingRule[], { when }: RoutingRule): Finding | undefined {
  const by = before.findIndex(
    (each, i) => each.stop === true && implies(when, each.when) && !before.slice(i + 1).some(({ set }) => mayChange(set, each.when)),
  );
  const rule = before[by];
  return rule && { path: ['when'], message: `This rule is never asked: whenever it holds so does "${rule.name}" before it, which stops.` };
}

/** Whether what holds for one condition surely holds for another: it is the same, or asks for it among others. */
function implies(one: Condition, other: Condition): boolean {
  const asked = new Set(parts(one).map((each) => canonicalJson(each)));
  return alwaysHolds(other) || parts(other).every((each) => asked.has(canonicalJson(each)));
}

function parts(condition: Condition): Condition[] {
  return 'all' in condition ? condition.all.flatMap(parts) : [condition];
}

/** Whether what a rule sets may change what a condition comes to for the rules after it. */
function mayChange({ service, policy, severity, priority, tags, known }: RuleEffects, condition: Condition): boolean {
  const fields = fieldsIn(condition);
  const changed = new Set([
    ...(severity === undefined ? [] : ['severity']),
    ...(priority === undefined ? [] : ['priority']),
    ...(policy === undefined ? [] : ['policy']),
    ...(tags === undefined ? [] : ['tags']),
  ]);
  // A service brings attributes that any field may stand for, and what is known may be spelled in several ways.
  const anything = service !== undefined || known !== undefined;
  return (
    fields.some((field) => changed.has(field) || (anything && field !== 'title' && field !== 'dedupKey')) ||
    (asksTheTime(condition) && (service !== undefined || policy !== undefined))
  );
}

function silencing({ set, when }: RoutingRule): Finding | undefined {
  const holdsForAll = holdsGiven(withoutPresence(when), { severity: 'critical' }) === true;
  return set.suppress === true && holdsForAll
    ? { path: ['set', 'suppress'], message: 'This rule keeps every critical alert from paging anybody; say more closely when it applies.' }
    : undefined;
}

/** A condition in which what is always there need not be asked for. */
function withoutPresence(condition: Condition): Condition {
  if ('all' in condition) {
    return { all: condition.all.map(withoutPresence) };
  }
  if ('any' in condition) {
    return { any: condition.any.map(withoutPresence) };
  }
  if ('not' in condition) {
    return { not: withoutPresence(condition.not) };
  }
  const isThere = 'field' in condition && condition.exists !== undefined && alwaysThere.includes(condition.field);
  return isThere ? { field: 'severity', exists: condition.exists } : condition;
}

function unknownPlaces({ service, known }: RuleEffects): Finding[] {
  const texts = [
    ...(service === undefined ? [] : [{ text: service, path: ['set', 'service'] }]),
    ...Object.entries(known ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [{ text: value, path: ['set', 'known', name] }] : [],
    ),
  ];
  return texts.flatMap(({ text, path }) =>
    placesIn(text).flatMap((name): Finding[] =>
      kindOfField(name) === undefined
        ? [{ path, message: `"{{${name}}}" is always empty; use label.NAME or one of: ${Object.keys(conditionFields).join(', ')}.` }]
        : [],
    ),
  );
}

function pagesNobody({ assign }: RuleEffects): Finding[] {
  return (assign ?? []).flatMap(({ kind }, i): Finding[] =>
    kind === 'policy' || kind === 'channel'
      ? [{ path: ['set', 'assign', i], message: `A ${kind} cannot be assigned an incident; name people, teams or schedules.` }]
      : [],
  );
}
