import type { Condition } from '../../condition/condition.ts';
import { Severity } from '../../log/severity.ts';
import { longestPauseMs } from '../../routing/routing-rule.ts';
import { SECOND_MS } from '../../time/instant.ts';
import { allOf, always, anyOf, conditionProblem } from '../conditions.ts';
import type { Construct } from '../construct.ts';
import type { DraftRule } from '../draft-noise.ts';
import type { OneOfSeveral } from '../first-match.ts';
import { leaveNoise } from '../noise.ts';
import { fieldOfEvent } from './event-field.ts';

/** A rule for events with what it does; one that could not be read does not count. */
export interface EventRule extends OneOfSeveral {
  set: DraftRule['set'];
}

/** Whether a rule is on; of one that is off the report says so, and nothing more has to be known. */
export function isOn(rule: Construct): boolean {
  const isOff = rule.flag('disabled') === true;
  if (isOff) {
    rule.converted(undefined, 'It is switched off.');
    ['conditions', 'actions', 'time_frame'].forEach((field) => rule.parts(field));
  }
  return !isOff;
}

/** What the actions of a rule set. `services` says whether they lead to a service or to other rules. */
export function settingsOf(actions: Construct | undefined, leads: 'services' | 'rules'): DraftRule['set'] | { why: string } {
  const value = (key: string) => {
    const part = actions?.part(key);
    return { text: part?.text('value') ?? actions?.text(key), flag: part?.flag('value') ?? actions?.flag(key), part };
  };
  const does = value('event_action').text;
  if (does !== undefined && does !== 'trigger') {
    return { why: `It makes events do "${does}", which no routing rule does.` };
  }
  const suppress = value('suppress');
  if (suppress.flag === true && suppress.part?.has('threshold_value') === true && suppress.part.number('threshold_value') !== 0) {
    return { why: 'It suppresses events until there are enough of them; nothing here counts them first.' };
  }
  const to = value('route').text ?? value('route_to').text;
  if (to !== undefined && leads === 'rules') {
    return { why: `It leads on to other rules ("${to}"), and a routing rule leads to none.` };
  }
  const severity = Severity.safeParse(value('severity').text).data;
  const pause = Number(value('suspend').text ?? 0) * SECOND_MS;
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(to === undefined || to === 'unrouted' ? {} : { service: to }),
    ...(suppress.flag === true || to === 'unrouted' ? { suppress: true as const } : {}),
    ...(pause >= SECOND_MS ? { pauseMs: Math.min(longestPauseMs, Math.round(pause)) } : {}),
  };
}

/** A rule of a ruleset; undefined, and told, when no condition here asks the same. */
export function readEventRule(rule: Construct): EventRule | undefined {
  const condition = rule.flag('catch_all') === true ? always : conditionOfRule(rule);
  const set = settingsOf(rule.part('actions'), 'services');
  rule.number('position');
  const why = 'why' in condition ? condition.why : 'why' in set ? set.why : undefined;
  if (why !== undefined || 'why' in condition || 'why' in set) {
    leaveAside(rule, why ?? '');
    return undefined;
  }
  return { from: rule, condition, set };
}

/** Says of a rule that no form here has it, in its own words. */
export function leaveAside(rule: Construct, why: string): void {
  leaveNoise(
    rule,
    {
      kind: 'routing',
      scope: 'event rule',
      matchers: [],
      words: `events that meet the rule "${rule.name ?? rule.path}"`,
      to: 'what the rule says',
      goesOn: false,
    },
    why,
  );
}

function conditionOfRule(rule: Construct): Condition | { why: string } {
  if (rule.has('time_frame')) {
    return { why: 'It holds at some times only, on a clock of its own; a condition has the hours of its policy.' };
  }
  const given = rule.part('conditions');
  const read = given?.parts('subconditions').map(conditionOfPart) ?? [];
  const isLost = read.length === 0 && (given?.has('subconditions') ?? rule.has('conditions'));
  const wrong = isLost ? { why: 'Its conditions cannot be read.' } : read.find((each) => 'why' in each);
  if (wrong) {
    return wrong;
  }
  const conditions = read as Condition[];
  return conditions.length === 0 ? always : given?.text('operator') === 'or' ? anyOf(conditions) : allOf(conditions);
}

function conditionOfPart(part: Construct): Condition | { why: string } {
  const parameters = part.part('parameters', ['options']);
  const [operator = '', path = '', value = ''] = [part.text('operator'), parameters?.text('path'), parameters?.text('value')];
  const said = `${path} ${operator} "${value}"`;
  const field = fieldOfEvent(path);
  const isDenied = /^n(exists|equals|contains|matches)$/.test(operator);
  const plain = isDenied ? operator.slice(1) : operator;
  const condition: Condition | undefined =
    field === undefined
      ? undefined
      : plain === 'exists'
        ? { field, exists: true }
        : plain === 'equals'
          ? { field, is: value }
          : plain === 'contains'
            ? { field, contains: value }
            : plain === 'matches'
              ? { field, matches: `(?-i:${value})` }
              : undefined;
  if (!condition || conditionProblem(condition) !== undefined) {
    return { why: `No condition here asks ${said}.` };
  }
  return isDenied ? { not: condition } : condition;
}
