import { Condition } from '../condition/condition.ts';
import { compiledPattern, patternProblem } from '../condition/pattern.ts';
import type { Matcher } from './noise.ts';

/** The condition that holds for every incident. */
export const always: Condition = { field: 'title', exists: true };

/** How many conditions a list of them may have. */
const mostListed = 50;

/** The condition that all of some hold; of none it always holds. */
export function allOf(conditions: readonly Condition[]): Condition {
  const asked = conditions.flatMap((each) => ('all' in each ? each.all : [each])).filter((each) => each !== always);
  const [only] = asked;
  return asked.length <= 1 ? (only ?? always) : { all: inLists(asked, (all) => ({ all })) };
}

/** The condition that any of some holds; at least one has to be given. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  return conditions.length === 1 && only ? only : { any: inLists(conditions, (any) => ({ any })) };
}

function inLists(conditions: readonly Condition[], asOne: (some: Condition[]) => Condition): Condition[] {
  if (conditions.length <= mostListed) {
    return [...conditions];
  }
  const lists = Array.from({ length: Math.ceil(conditions.length / mostListed) }, (_, i) =>
    asOne(conditions.slice(i * mostListed, (i + 1) * mostListed)),
  );
  return inLists(lists, asOne);
}

/** What is wrong with a condition as a workspace would read it; undefined when nothing is. */
export function conditionProblem(condition: Condition): string | undefined {
  return Condition.safeParse(condition).error?.issues[0]?.message;
}

/**
 * What matchers ask, all of them, of labels or of the fields `fieldOf` names. As in Alertmanager a label that is missing is an empty one,
 * and a pattern has to match all of a value, its case included; what is equal is so without regard to case here. The problem in a
 * sentence where one of them cannot be asked.
 */
export function conditionsOf(
  matchers: readonly Matcher[],
  fieldOf = (label: string) => `label.${label}`,
): Condition[] | { problem: string } {
  const conditions: Condition[] = [];
  for (const { label, operator, value } of matchers) {
    const field = fieldOf(label);
    const isPattern = operator === '=~' || operator === '!~';
    const pattern = wholePattern(value);
    const wrong = isPattern ? patternProblem(pattern) : undefined;
    const isDenied = operator.startsWith('!');
    const condition = wrong === undefined ? (isPattern ? matching(field, pattern, isDenied) : equal(field, value, isDenied)) : undefined;
    const problem = condition ? conditionProblem(condition) : wrong;
    if (!condition || problem !== undefined) {
      return { problem: `${label}${operator}"${value}": ${problem ?? ''}` };
    }
    conditions.push(condition);
  }
  return conditions;
}

/** A pattern that has to match all of a text and looks at its case. */
export function wholePattern(pattern: string): string {
  return `^(?-i:${pattern})$`;
}

function equal(field: string, value: string, isDenied: boolean): Condition {
  if (value === '') {
    const says: Condition = { field, matches: '(?s).' };
    return isDenied ? says : { not: says };
  }
  return isDenied ? { field, isNot: value } : { field, is: value };
}

function matching(field: string, pattern: string, isDenied: boolean): Condition {
  const matches: Condition = { field, matches: pattern };
  const orMissing: Condition = compiledPattern(pattern).matcher('').find() ? { any: [matches, { field, exists: false }] } : matches;
  return isDenied ? { not: orMissing } : orMissing;
}
