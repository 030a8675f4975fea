import { Condition, type Comparison } from '../condition/condition.ts';
import { conditionFields, kindOfField } from '../condition/fields.ts';

const operators = { '=': 'is', '!=': 'isNot', '=~': 'matches', '!~': 'matches' } as const;

/**
 * A condition as one types it on a command line, in Alertmanager's manner: `service=checkout`, `severity!=critical`, `host=~"db.*"`,
 * several with commas all of which have to hold. A name that is no field of conditions is a label's. The problem in a sentence when it
 * is not one.
 */
export function conditionFrom(text: string): Condition | { problem: string } {
  const parts = split(text);
  const conditions = parts.map(matcherFrom);
  const wrong = conditions.find((each) => 'problem' in each);
  if (wrong) {
    return wrong;
  }
  const all = conditions as Condition[];
  const parsed = Condition.safeParse(all.length === 1 ? all[0] : { all });
  return parsed.success ? parsed.data : { problem: `${text}: ${parsed.error.issues[0]?.message ?? 'is not a condition'}` };
}

/** Parts between commas, those within quotes left alone. */
function split(text: string): string[] {
  return [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g)].map(([part]) => part.trim()).filter((part) => part !== '');
}

function matcherFrom(text: string): Condition | { problem: string } {
  const [, name = '', sign = '', rest = ''] = /^([\w.-]+?)\s*(=~|!~|!=|=)\s*(.*)$/s.exec(text) ?? [];
  const isKnown = kindOfField(name) !== undefined;
  const field = isKnown ? name : `label.${name}`;
  if (sign === '' || rest === '' || kindOfField(field) === undefined) {
    return { problem: `"${text}" is not a condition; write for example service=checkout or host=~"db.*", several with commas` };
  }
  const value = /^"(.*)"$/s.exec(rest)?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? rest;
  const kind = isKnown ? conditionFields[field] : undefined;
  if (kind === 'boolean' && value !== 'true' && value !== 'false') {
    return { problem: `"${text}" is not a condition; ${field} is true or false` };
  }
  const typed = kind === 'boolean' ? value === 'true' : kind === 'number' ? Number(value) : value;
  const comparison = { field, [operators[sign as keyof typeof operators]]: sign.endsWith('~') ? `^(?:${value})$` : typed } as Comparison;
  return sign === '!~' ? { not: comparison } : comparison;
}
