import type { Condition } from '../condition/condition.ts';
import { allOf, always } from './conditions.ts';
import type { Construct } from './construct.ts';

/** A rule among others of which only the first that holds counts; one that goes on leaves the next ones to be asked. */
export interface OneOfSeveral {
  from: Construct;
  condition: Condition;
  set: { suppress?: true | undefined };
  goesOn?: boolean | undefined;
}

/**
 * The same rules with conditions under which they hold though all of them are asked: each denies those before it. Those behind one that
 * takes everything are told and gone. `undefined` stands for a rule that was not converted: what it takes is not known, so none
 * behind it may keep that from paging, and those that would are left out.
 */
export function firstMatch<T extends OneOfSeveral>(rules: readonly (T | undefined)[]): T[] {
  const before: Condition[] = [];
  let isOver = false;
  let isUnsure = false;
  return rules.flatMap((rule): T[] => {
    if (!rule) {
      isUnsure = true;
      return [];
    }
    const { from, condition, goesOn, set } = rule;
    if (isOver) {
      from.converted(undefined, 'A rule before it takes everything, so it is never asked.');
      return [];
    }
    if (isUnsure && set.suppress === true) {
      from.leftOut(
        'It keeps alerts from paging, and a rule before it that was not converted may take some of those.',
        'Write both by hand, in their order.',
      );
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
