import type { Condition } from './condition.ts';
import { compares, type Facts } from './evaluate.ts';
import { alwaysHolds, neverHolds } from './never.ts';

/**
 * Whether a condition holds when only `facts` are known of an incident and the rest may be anything: true or false when it does so
 * whatever the rest is, undefined when that decides.
 */
export function holdsGiven(condition: Condition, facts: Facts): boolean | undefined {
  if ('all' in condition) {
    const parts = condition.all.map((each) => holdsGiven(each, facts));
    return parts.includes(false) || neverHolds(condition) !== undefined ? false : parts.includes(undefined) ? undefined : true;
  }
  if ('any' in condition) {
    const parts = condition.any.map((each) => holdsGiven(each, facts));
    return parts.includes(true) || alwaysHolds(condition) ? true : parts.includes(undefined) ? undefined : false;
  }
  if ('not' in condition) {
    const denied = holdsGiven(condition.not, facts);
    return denied === undefined ? undefined : !denied;
  }
  return 'field' in condition && Object.hasOwn(facts, condition.field) ? compares(condition, facts[condition.field]) : undefined;
}

/** The fields a condition asks about. */
export function fieldsIn(condition: Condition): string[] {
  if ('all' in condition || 'any' in condition) {
    return ('all' in condition ? condition.all : condition.any).flatMap(fieldsIn);
  }
  return 'not' in condition ? fieldsIn(condition.not) : 'field' in condition ? [condition.field] : [];
}

/** Whether a condition asks about hours or holidays. */
export function asksTheTime(condition: Condition): boolean {
  if ('all' in condition || 'any' in condition) {
    return ('all' in condition ? condition.all : condition.any).some(asksTheTime);
  }
  return 'not' in condition ? asksTheTime(condition.not) : !('field' in condition);
}
