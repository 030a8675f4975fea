import type { Condition } from '../../shared/condition/condition.ts';
import type { LocalWindow } from '../../shared/time/local-window.ts';

const worstLast = ['info', 'warning', 'error', 'critical'];

/** Whether a condition holds, of what `known` tells of a field: none, one or several values. */
export function naiveHolds(when: Condition, known: (field: string) => unknown[], isDuring: (hours: LocalWindow) => boolean): boolean {
  if ('all' in when) {
    return when.all.every((each) => naiveHolds(each, known, isDuring));
  }
  if ('any' in when) {
    return when.any.some((each) => naiveHolds(each, known, isDuring));
  }
  if ('not' in when) {
    return !naiveHolds(when.not, known, isDuring);
  }
  if ('during' in when) {
    return isDuring(when.during);
  }
  if ('holiday' in when) {
    throw new Error('The oracle knows no holidays.');
  }
  const values = known(when.field);
  const order = (value: unknown) => (when.field === 'severity' ? worstLast.indexOf(String(value)) : Number(value));
  const isOne = (of: readonly unknown[]) => values.some((value) => of.some((each) => plain(each) === plain(value)));
  const is = (test: (value: unknown) => boolean) => values.some(test);
  const checks: [unknown, () => boolean][] = [
    [when.is, () => isOne([when.is])],
    [when.isNot, () => !isOne([when.isNot])],
    [when.in, () => isOne(when.in ?? [])],
    [when.notIn, () => !isOne(when.notIn ?? [])],
    [when.atLeast, () => is((value) => order(value) >= order(when.atLeast))],
    [when.atMost, () => is((value) => order(value) <= order(when.atMost))],
    [when.above, () => is((value) => order(value) > order(when.above))],
    [when.below, () => is((value) => order(value) < order(when.below))],
    [when.contains, () => is((value) => String(value).toLowerCase().includes(String(when.contains).toLowerCase()))],
    [when.exists, () => values.length > 0 === when.exists],
  ];
  return checks.find(([given]) => given !== undefined)?.[1]() ?? false;
}

function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
