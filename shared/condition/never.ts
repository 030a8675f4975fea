import { operationOf, type Comparison, type Condition } from './condition.ts';
import { kindOfField } from './fields.ts';

type Plain = string | number | boolean;

/**
 * Why a condition can never hold, in a sentence; undefined when it may, or when that cannot be told. What is said is certain: a
 * field that only ever has one value at a time cannot be two things at once.
 */
export function neverHolds(condition: Condition): string | undefined {
  if ('any' in condition) {
    const reasons = condition.any.map(neverHolds);
    return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
  }
  if ('all' in condition) {
    return condition.all.map(neverHolds).find((reason) => reason !== undefined) ?? contradiction(conjuncts(condition));
  }
  if ('not' in condition) {
    return alwaysHolds(condition.not) ? 'it denies what always holds' : undefined;
  }
  return 'field' in condition ? contradiction([condition]) : undefined;
}

/** Whether a condition holds whatever the incident is; false when that cannot be told. */
export function alwaysHolds(condition: Condition): boolean {
  if ('all' in condition) {
    return condition.all.every(alwaysHolds);
  }
  if ('any' in condition) {
    return condition.any.some(alwaysHolds);
  }
  return 'not' in condition ? neverHolds(condition.not) !== undefined : false;
}

/** The comparisons that must all hold, nested `all` and denied comparisons included. */
function conjuncts(condition: Condition): Comparison[] {
  if ('all' in condition) {
    return condition.all.flatMap(conjuncts);
  }
  return 'field' in condition ? [condition] : [];
}

/** Fields that have several values at once, of which any may satisfy a comparison. */
const manyValued: ReadonlySet<string> = new Set(['service', 'team']);

function contradiction(comparisons: readonly Comparison[]): string | undefined {
  const fields = [...new Set(comparisons.map(({ field }) => field))].filter((field) => !manyValued.has(field));
  return fields
    .map((field) =>
      contradictionOf(
        field,
        comparisons.filter((each) => each.field === field),
      ),
    )
    .find((reason) => reason !== undefined);
}

function contradictionOf(field: string, comparisons: readonly Comparison[]): string | undefined {
  const of = comparisons.map(operationOf);
  const isGone = of.some(({ operator, value }) => operator === 'exists' && value === false);
  if (isGone && of.some(({ operator, value }) => needsValue(operator) || (operator === 'exists' && value === true))) {
    return `"${field}" cannot be missing and be something at once`;
  }
  const kind = kindOfField(field);
  const candidates = candidatesOf(kind, of);
  if (candidates?.length === 0) {
    return `"${field}" cannot be all of that at once`;
  }
  return kind === 'number' || kind === 'any' ? emptyRange(field, of) : undefined;
}

function needsValue(operator: string): boolean {
  return operator !== 'exists' && operator !== 'isNot' && operator !== 'notIn';
}

/** The values a field may still have: of a few named ones, those that nothing rules out; undefined when it may have any. */
function candidatesOf(kind: ReturnType<typeof kindOfField>, of: readonly { operator: string; value: unknown }[]): Plain[] | undefined {
  const named = of.filter(({ operator }) => operator === 'is' || operator === 'in').map(({ value }) => [value].flat() as Plain[]);
  const isRanked = typeof kind === 'object';
  const hasNeed = of.some(({ operator }) => needsValue(operator));
  const start = named[0] ?? (isRanked && hasNeed ? [...kind.ranked] : undefined);
  if (!start) {
    return undefined;
  }
  const rank = (value: Plain) => (isRanked ? 0 - kind.ranked.indexOf(String(value)) : Number(value));
  return start.filter((value) =>
    of.every(({ operator, value: wanted }) => {
      const list = [wanted].flat() as Plain[];
      const isAmong = list.some((one) => String(one).toLowerCase() === String(value).toLowerCase());
      switch (operator) {
        case 'is':
        case 'in':
          return isAmong;
        case 'isNot':
        case 'notIn':
          return !isAmong;
        case 'atLeast':
          return !(rank(value) < rank(wanted as Plain));
        case 'atMost':
          return !(rank(value) > rank(wanted as Plain));
        case 'above':
          return !(rank(value) <= rank(wanted as Plain));
        case 'below':
          return !(rank(value) >= rank(wanted as Plain));
        default:
          return true;
      }
    }),
  );
}

function emptyRange(field: string, of: readonly { operator: string; value: unknown }[]): string | undefined {
  const bounds = (...operators: string[]) =>
    of.filter(({ operator, value }) => operators.includes(operator) && typeof value === 'number').map(({ value }) => Number(value));
  const low = Math.max(-Infinity, ...bounds('atLeast', 'above'));
  const high = Math.min(Infinity, ...bounds('atMost', 'below'));
  const isOpen = [...bounds('above')].includes(low) || [...bounds('below')].includes(high);
  return low > high || (low === high && isOpen) ? `"${field}" cannot be above ${low} and below ${high} at once` : undefined;
}
