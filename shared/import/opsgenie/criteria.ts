import type { Condition } from '../../condition/condition.ts';
import { allOf, always, anyOf, conditionProblem } from '../conditions.ts';
import type { Construct } from '../construct.ts';

const fields: Readonly<Record<string, string>> = {
  message: 'title',
  alias: 'dedupKey',
  description: 'text',
  source: 'source',
  entity: 'domain',
  priority: 'priority',
};

/** What a routing rule or a policy asks of an alert, or the condition of it that no condition here asks, in its own words. */
export function criteriaOf(of: Construct, key: string): Condition | { why: string } {
  const criteria = of.part(key);
  if (!criteria && of.has(key)) {
    return { why: 'Its conditions cannot be read.' };
  }
  const type = criteria?.text('type') ?? 'match-all';
  const read = criteria?.parts('conditions', ['order']).map(conditionOf) ?? [];
  if (type === 'match-all') {
    return always;
  }
  const wrong = read.find((each) => 'why' in each);
  if (wrong || read.length === 0 || !/^match-(any|all)-conditions?$/.test(type)) {
    return wrong ?? { why: 'Its conditions cannot be read.' };
  }
  const conditions = read as Condition[];
  return type.startsWith('match-any') ? anyOf(conditions) : allOf(conditions);
}

function conditionOf(part: Construct): Condition | { why: string } {
  const [given = '', key, operation = '', value = ''] = ['field', 'key', 'operation', 'expectedValue'].map((name) => part.text(name));
  const isDenied = part.flag('not') === true;
  const isDetail = given === 'extra-properties' || given === 'details';
  const name = isDetail ? (key ?? '') : given;
  const field = isDetail ? `label.${name}` : Object.hasOwn(fields, given) ? fields[given] : undefined;
  const condition = field === undefined ? undefined : asked(field, operation, value);
  if (!condition || conditionProblem(condition) !== undefined) {
    return { why: `No condition here asks ${isDenied ? 'not ' : ''}${given}${isDetail ? `.${name}` : ''} ${operation} "${value}".` };
  }
  return isDenied ? { not: condition } : condition;
}

function asked(field: string, operation: string, value: string): Condition | undefined {
  const quoted = value.replaceAll(/[^\w\s]/g, (letter) => `\\${letter}`);
  switch (operation) {
    case 'equals':
      return { field, is: value };
    case 'contains':
      return { field, contains: value };
    case 'starts-with':
      return { field, matches: `^${quoted}` };
    case 'ends-with':
      return { field, matches: `${quoted}$` };
    case 'matches':
      return { field, matches: value };
    case 'contains-key':
      return { field: `label.${value}`, exists: true };
    case 'is-empty':
      return { not: { field, matches: '(?s).' } };
    // P1 is the greatest priority there and here.
    case 'greater-than':
      return { field, above: value };
    case 'less-than':
      return { field, below: value };
    default:
      return undefined;
  }
}
