import { canonicalJson } from '../../shared/log/canonical.ts';
import { sha256Hex } from '../../shared/log/chain.ts';
import type { State } from '../../shared/state/state.ts';

/** A value as JSON can carry it: its maps and sets as objects. */
function plain(value: unknown): unknown {
  if (value instanceof Map) {
    // In what order they came to be there is nobody's business.
    return Object.fromEntries([...value].map(([key, each]) => [key, plain(each)]));
  }
  if (value instanceof Set) {
    return Object.fromEntries([...value].map((each) => [each, true]));
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    : value;
}

/** The whole state as text: two states are the same exactly when their texts are. What finds noise, and the queue, follow from the incidents. */
export function textOfState({ reads: _, noise: _found, queue: _made, ...state }: State): string {
  return canonicalJson(plain(state));
}

/** One short text for one state; another for any other. */
export function stateHash(state: State): string {
  return sha256Hex(textOfState(state)).slice(0, 16);
}
