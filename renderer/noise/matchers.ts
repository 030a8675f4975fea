import type { Alert } from '../../shared/alert/alert.ts';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import type { Comparison, Condition } from '../../shared/condition/condition.ts';
import { kindOfField } from '../../shared/condition/fields.ts';

/** The operators the form offers; a workspace file has more. */
export const matcherOperators = ['is', 'isNot', 'contains', 'matches', 'atLeast'] as const;
/** An operator of the form. */
export type MatcherOperator = (typeof matcherOperators)[number];

/** One line of the form: what a field has to be. */
export interface MatcherRow {
  field: string;
  operator: MatcherOperator;
  value: string;
}

/** The operators that make sense for a field, the usual one first. */
export function operatorsOf(field: string): readonly MatcherOperator[] {
  const kind = kindOfField(field);
  if (typeof kind === 'object') {
    return ['atLeast', 'is', 'isNot'];
  }
  return kind === 'boolean' ? ['is'] : kind === 'number' ? ['atLeast', 'is'] : ['is', 'isNot', 'contains', 'matches'];
}

function comparisonOf({ field, operator, value }: MatcherRow): Comparison {
  const text = value.trim();
  const kind = kindOfField(field);
  const number = text === '' ? Number.NaN : Number(text);
  if (kind === 'boolean') {
    return { field, is: text === 'true' };
  }
  if (kind === 'number') {
    return { field, [operator]: number };
  }
  // Some monitors give a label as a number, some as text.
  if (kind === 'any' && Number.isFinite(number) && (operator === 'is' || operator === 'isNot')) {
    return { field, [operator === 'is' ? 'in' : 'notIn']: [text, number] };
  }
  return { field, [operator]: text };
}

/** The condition some lines make together; undefined while there is none, or one is not filled in. */
export function conditionOf(rows: readonly MatcherRow[]): Condition | undefined {
  const isWhole = rows.length > 0 && rows.every(({ value }) => value.trim() !== '');
  const [first, ...others] = isWhole ? rows.map(comparisonOf) : [];
  return first && (others.length === 0 ? first : { all: [first, ...others] });
}

const telling = ['component', 'class', 'environment', 'region', 'cluster', 'host'] as const;
const mostLabels = 4;

function said(alert: Alert | undefined, field: (typeof telling)[number]): unknown {
  return field === 'component' || field === 'class' ? alert?.[field] : alert?.known?.[field];
}

/** The lines that fit an incident and others like it: its service, what its monitor says of it, or its title when nobody says more. */
export function matchersLike({ row, alert }: Pick<IncidentDetail, 'row' | 'alert'>): MatcherRow[] {
  const is = (field: string, value: unknown): MatcherRow[] => {
    const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
    return text === '' ? [] : [{ field, operator: 'is', value: text }];
  };
  const fields = telling.flatMap((field) => is(field, said(alert, field)));
  const labels = Object.entries(alert?.labels ?? {}).slice(0, mostLabels);
  const more = [...fields, ...labels.flatMap(([name, value]) => is(`label.${name}`, value))];
  const last: MatcherRow[] = alert
    ? is('dedupKey', alert.dedupKey)
    : [{ field: 'title', operator: 'contains', value: row.title.slice(0, 200) }];
  return [...is('service', row.service.id), ...(more.length > 0 ? more : last)];
}
