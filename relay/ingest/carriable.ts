export { beginningOf } from '../../shared/log/beginning.ts';

/**
 * A parsed body as the log can carry it, itself where it can already. JSON text may spell half of a surrogate pair or a number beyond the
 * double range; canonical JSON has no form for either, and a monitor that cut an emoji in two must still ring.
 */
export function carriable(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value.toWellFormed();
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      return value === null ? value : Array.isArray(value) ? carriableList(value) : carriableRecord(value as Record<string, unknown>);
    default:
      return value;
  }
}

function carriableList(list: readonly unknown[]): readonly unknown[] {
  const carried = list.map(carriable);
  return carried.some((each, i) => each !== list[i]) ? carried : list;
}

function carriableRecord(record: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(record);
  const carried = keys.map((key) => carriable(record[key]));
  const isSame = carried.every((each, i) => each === record[keys[i] as string]) && keys.every((key) => key.isWellFormed());
  return isSame ? record : Object.fromEntries(keys.map((key, i) => [key.toWellFormed(), carried[i]]));
}
