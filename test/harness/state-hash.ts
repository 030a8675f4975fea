import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { State } from '../../shared/state/state.ts';

/** Maps and sets as lists in an order of their own, so that only what is in them counts. */
function plain(value: unknown): unknown {
  if (value instanceof Map) {
    return [...value].map(([key, each]) => [String(key), plain(each)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
  }
  if (value instanceof Set) {
    return [...value].map(String).toSorted();
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    : value;
}

/** The whole state as text: two states are the same exactly when their texts are. */
export function textOfState(state: State): string {
  return canonicalJson(plain(state));
}

/** A short name of a whole state. */
export function stateHash(state: State): string {
  return createHash('sha256').update(textOfState(state)).digest('hex');
}
