export { beginningOf } from '../../shared/alert/beginning.ts';

/**
 * A parsed body as the log can carry it. JSON text may spell half of a surrogate pair or a number beyond the double range;
 * canonical JSON has no form for either, and a monitor that cut an emoji in two must still ring.
 */
export function carriable(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.toWellFormed();
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : String(value);
  }
  if (Array.isArray(value)) {
    return value.map(carriable);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toWellFormed(), carriable(each)]));
  }
  return value;
}
