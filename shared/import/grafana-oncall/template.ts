import type { Condition } from '../../condition/condition.ts';
import { allOf, always, anyOf, conditionProblem } from '../conditions.ts';

/**
 * What the template or pattern of a route asks, where it is a simple one: a field of the payload that is, is not, is one of or has in it
 * some text, several with `and` or `or`. Undefined for all else.
 */
export function conditionOfTemplate(type: string, text: string): Condition | undefined {
  const condition = type === 'jinja2' ? ofJinja(text) : ofPattern(text);
  return condition && conditionProblem(condition) === undefined ? condition : undefined;
}

/** A pattern is looked for in the payload written as JSON: of those only a field with its value, and what matches everything. */
function ofPattern(pattern: string): Condition | undefined {
  if (/^\(?\.\*\)?$/.test(pattern) || pattern === '') {
    return always;
  }
  const [, name, value] = /^\\?"(\w+)\\?"(?:\s|\\s[*+]?)*:(?:\s|\\s[*+]?)*\\?"([\w -]+)\\?"$/.exec(pattern) ?? [];
  const field = name === undefined ? undefined : fieldOfPayload(name);
  return field === undefined || value === undefined ? undefined : { field, is: value };
}

function ofJinja(template: string): Condition | undefined {
  const [, inside] = /^\s*\{\{-?\s*(.*?)\s*-?\}\}\s*$/s.exec(template) ?? [];
  if (inside === undefined || inside.length > 1000) {
    return undefined;
  }
  if (/^true$/i.test(inside)) {
    return always;
  }
  // What is in quotes must not be taken for a word between conditions.
  const parts = inside.split(/\s+(and|or)\s+(?=(?:[^"']|"[^"]*"|'[^']*')*$)/);
  const words = parts.filter((_, i) => i % 2 === 1);
  const conditions = parts.filter((_, i) => i % 2 === 0).map(comparison);
  if (!conditions.every((each) => each !== undefined) || new Set(words).size > 1) {
    return undefined;
  }
  return words[0] === 'or' ? anyOf(conditions) : allOf(conditions);
}

const quoted = `(?:"([^"\\\\]*)"|'([^'\\\\]*)')`;
const path = String.raw`payload((?:\.\w+|\[["']?\w+["']?\])+)`;
const compared = new RegExp(`^${path}\\s*(==|!=)\\s*${quoted}$`);
const contained = new RegExp(`^${quoted}\\s+(not\\s+)?in\\s+${path}$`);
const among = new RegExp(`^${path}\\s+(not\\s+)?in\\s+[[(]([^\\])]*)[\\])]$`);

function comparison(text: string): Condition | undefined {
  const trimmed = text.trim();
  const [, is, operator, one, other] = compared.exec(trimmed) ?? [];
  if (is !== undefined) {
    const field = fieldOfPayload(is);
    const value = one ?? other ?? '';
    return field === undefined ? undefined : operator === '!=' ? { field, isNot: value } : { field, is: value };
  }
  const [, double, single, isOut, holder] = contained.exec(trimmed) ?? [];
  if (holder !== undefined) {
    const field = fieldOfPayload(holder);
    const has: Condition | undefined = field === undefined ? undefined : { field, contains: double ?? single ?? '' };
    return has && isOut !== undefined ? { not: has } : has;
  }
  const [, of, isNone, list = ''] = among.exec(trimmed) ?? [];
  const values = [...list.matchAll(new RegExp(quoted, 'g'))].map(([, a, b]) => a ?? b ?? '');
  const field = of === undefined ? undefined : fieldOfPayload(of);
  if (field === undefined || values.length === 0) {
    return undefined;
  }
  return isNone === undefined ? { field, in: values } : { field, notIn: values };
}

/** A place in a payload as the field that has it here: what an alert says of itself, or its label. */
function fieldOfPayload(place: string): string | undefined {
  const steps = [...place.matchAll(/\w+/g)].map(([step]) => step);
  const [first = '', ...rest] = steps[0] === 'alerts' && steps[1] === '0' ? steps.slice(2) : steps;
  if (/^(labels|commonLabels|groupLabels)$/.test(first)) {
    return rest.length === 1 ? `label.${rest[0] ?? ''}` : undefined;
  }
  const plain: Readonly<Record<string, string>> = { title: 'title', message: 'text', severity: 'label.severity' };
  return rest.length > 0 ? undefined : Object.hasOwn(plain, first) ? plain[first] : `label.${first}`;
}
