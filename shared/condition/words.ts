import { operationOf, type Condition } from './condition.ts';

const words = {
  en: {
    and: ' and ',
    or: ' or ',
    not: 'not',
    during: (from: string, until: string) => `between ${from} and ${until}`,
    holiday: 'on a holiday',
    workday: 'not on a holiday',
    operator: { is: 'is', isNot: 'is not', in: 'is one of', notIn: 'is none of', atLeast: 'is at least', atMost: 'is at most' },
    more: { above: 'is above', below: 'is below', contains: 'contains', matches: 'matches', exists: 'is known:' },
  },
  fr: {
    and: ' et ',
    or: ' ou ',
    not: 'pas',
    during: (from: string, until: string) => `entre ${from} et ${until}`,
    holiday: 'un jour férié',
    workday: 'hors jours fériés',
    operator: { is: 'est', isNot: 'n’est pas', in: 'est parmi', notIn: 'n’est pas parmi', atLeast: 'est au moins', atMost: 'est au plus' },
    more: { above: 'dépasse', below: 'est sous', contains: 'contient', matches: 'correspond à', exists: 'est connu :' },
  },
};

/** A condition in words. */
export function conditionText(condition: Condition, language: 'en' | 'fr'): string {
  const say = words[language];
  if ('all' in condition) {
    return condition.all.map((each) => conditionText(each, language)).join(say.and);
  }
  if ('any' in condition) {
    return condition.any.map((each) => conditionText(each, language)).join(say.or);
  }
  if ('not' in condition) {
    return `${say.not} (${conditionText(condition.not, language)})`;
  }
  if ('during' in condition) {
    return say.during(condition.during.from, condition.during.until);
  }
  if ('holiday' in condition) {
    return condition.holiday ? say.holiday : say.workday;
  }
  const { operator, value } = operationOf(condition);
  return `${condition.field} ${{ ...say.operator, ...say.more }[operator]} ${[value].flat().join(', ')}`;
}
