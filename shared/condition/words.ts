import { weekdays, type LocalWindow } from '../time/local-window.ts';
import { fieldText } from './field-words.ts';
import { operationOf, type Comparison, type Condition, type Operator } from './condition.ts';

/** The words of a language, and its names of fields. */
type Words = ConditionWords & { field(name: string): string };

interface ConditionWords {
  and: string;
  or: string;
  not: string;
  yes: string;
  no: string;
  quote(text: string): string;
  operators: Record<Operator, string>;
  missing: string;
  between(from: string, until: string): string;
  on: string;
  everyDay: string;
  workdays: string;
  weekend: string;
  days: readonly string[];
  holiday: string;
  noHoliday: string;
}

const en: ConditionWords = {
  and: 'and',
  or: 'or',
  not: 'not',
  yes: 'yes',
  no: 'no',
  quote: (text) => `"${text}"`,
  operators: {
    is: 'is',
    isNot: 'is not',
    in: 'is one of',
    notIn: 'is none of',
    atLeast: 'is at least',
    atMost: 'is at most',
    above: 'is above',
    below: 'is below',
    contains: 'contains',
    matches: 'matches',
    exists: 'is known',
  },
  missing: 'is not known',
  between: (from, until) => `between ${from} and ${until}`,
  on: 'on',
  everyDay: 'every day',
  workdays: 'on weekdays',
  weekend: 'at weekends',
  days: ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'],
  holiday: 'on a public holiday',
  noHoliday: 'not on a public holiday',
};

const fr: ConditionWords = {
  and: 'et',
  or: 'ou',
  not: 'pas',
  yes: 'oui',
  no: 'non',
  quote: (text) => `« ${text} »`,
  operators: {
    is: 'est',
    isNot: 'n’est pas',
    in: 'est parmi',
    notIn: 'n’est pas parmi',
    atLeast: 'vaut au moins',
    atMost: 'vaut au plus',
    above: 'dépasse',
    below: 'est sous',
    contains: 'contient',
    matches: 'correspond à',
    exists: 'est connu',
  },
  missing: 'n’est pas connu',
  between: (from, until) => `entre ${from} et ${until}`,
  on: 'les',
  everyDay: 'tous les jours',
  workdays: 'en semaine',
  weekend: 'le week-end',
  days: ['lundis', 'mardis', 'mercredis', 'jeudis', 'vendredis', 'samedis', 'dimanches'],
  holiday: 'un jour férié',
  noHoliday: 'hors jours fériés',
};

const languages = { en, fr };

/** A condition as a person would say it, without a full stop. */
export function conditionText(condition: Condition, language: 'en' | 'fr'): string {
  return textOf(condition, { ...languages[language], field: (name) => fieldText(name, language) }, false);
}

function textOf(condition: Condition, words: Words, isNested: boolean): string {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    const joined = parts.map((each) => textOf(each, words, parts.length > 1)).join(` ${'all' in condition ? words.and : words.or} `);
    return isNested && parts.length > 1 ? `(${joined})` : joined;
  }
  if ('not' in condition) {
    return `${words.not} (${textOf(condition.not, words, false)})`;
  }
  if ('during' in condition) {
    return windowText(condition.during, words);
  }
  if ('holiday' in condition) {
    return condition.holiday ? words.holiday : words.noHoliday;
  }
  return comparisonText(condition, words);
}

function comparisonText(comparison: Comparison, words: Words): string {
  const { operator, value } = operationOf(comparison);
  const field = words.field(comparison.field);
  if (operator === 'exists') {
    return `${field} ${value === true ? words.operators.exists : words.missing}`;
  }
  const values = [value].flat().map((each) => valueText(each, words));
  const last = values.pop() ?? '';
  const listed = values.length > 0 ? `${values.join(', ')} ${words.or} ${last}` : last;
  return `${field} ${words.operators[operator]} ${listed}`;
}

function valueText(value: unknown, words: Words): string {
  return typeof value === 'boolean' ? (value ? words.yes : words.no) : typeof value === 'string' ? words.quote(value) : String(value);
}

function windowText({ days, from, until }: LocalWindow, words: Words): string {
  const hours = words.between(from, until);
  const key = days ? weekdays.filter((day) => days.includes(day)).join() : '';
  if (key === '' || key === weekdays.join()) {
    return `${hours} ${words.everyDay}`;
  }
  if (key === 'mon,tue,wed,thu,fri' || key === 'sat,sun') {
    return `${hours} ${key === 'sat,sun' ? words.weekend : words.workdays}`;
  }
  const names = key.split(',').map((day) => words.days[weekdays.findIndex((each) => each === day)] ?? day);
  const last = names.pop() ?? '';
  return `${hours} ${words.on} ${names.length > 0 ? `${names.join(', ')} ${words.and} ` : ''}${last}`;
}
