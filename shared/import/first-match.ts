import type { Condition } from '../condition/condition.ts';
import { allOf, always } from './conditions.ts';
import type { Construct } from './construct.ts';

/** A rule among others of which only the first that holds counts; one that goes on leaves the next ones to be asked. */
export interface OneOfSeveral {
  from: Construct;
  condition: Condition;
  goesOn?: boolean | undefined;
}

/**
 * The same rules with conditions under which they hold though all of them are asked: each denies those before it. Those behind one that
 * takes everything are told and gone.
 */
export function firstMatch<T extends OneOfSeveral>(rules: readonly T[]): T[] {
  const before: Condition[] = [];
  let isOver = false;
  return rules.flatMap((rule): T[] => {
    const { from, condition, goesOn } = rule;
    if (isOver) {
      from.converted(undefined, 'A rule before it takes everything, so it is never asked.');
      return [];
    }
    const asked = allOf([condition, ...before.map((not) => ({ not }))]);
    if (goesOn !== true) {
      before.push(condition);
      isOver = condition === always;
    }
    return [{ ...rule, condition: asked }];
  });
}
