import { isRecord, textOf } from './json-path.ts';

/** Labels as monitors write them: names and values; a list of `name:value`, `name=value`, single words, or names and values; or such a list with commas. */
export function labelsOf(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) {
    return Object.fromEntries(value.map(labelOf).filter(([name]) => name !== ''));
  }
  return isRecord(value) ? value : typeof value === 'string' ? labelsOf(value.split(',')) : {};
}

function labelOf(each: unknown, index: number): [string, unknown] {
  if (isRecord(each)) {
    return [textOf(each['name'] ?? each['key'] ?? each['tag'] ?? index), valueOf(each['value'])];
  }
  if (Array.isArray(each)) {
    return [textOf(each[0]), valueOf(each[1])];
  }
  const label = textOf(each).trim();
  const [, name, of] = /^([^:=]+)[:=](.*)$/s.exec(label) ?? [];
  return name === undefined ? [label, 'true'] : [name.trim(), valueOf(of?.trim())];
}

/** A tag without a value says something all the same. */
function valueOf(value: unknown): unknown {
  return value === undefined || value === null || value === '' ? 'true' : value;
}
