/** Deeper than anything this product writes, and less than the stack allows. */
const deepest = 100;

/**
 * The same JSON value with the keys of all its objects in canonical order, so that `JSON.stringify` writes its canonical form: itself
 * when they are already, a copy of what is not. Undefined for what that cannot be said of: what JSON cannot carry, what writes itself
 * (`toJSON`), what is no plain list or record (a boxed number), keys an object keeps in an order of its own (`10` before `9`), and what
 * is nested very deep or in itself.
 */
export function inOrder(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return value.isWellFormed() ? value : undefined;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  if (typeof value === 'boolean' || value === null) {
    return value;
  }
  if (typeof value !== 'object' || depth > deepest) {
    return undefined;
  }
  return Array.isArray(value) ? listInOrder(value, depth) : recordInOrder(value, depth);
}

function listInOrder(list: readonly unknown[], depth: number): readonly unknown[] | undefined {
  if ('toJSON' in list) {
    return undefined;
  }
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i += 1) {
    const was = list[i];
    const is = inOrder(was, depth + 1);
    if (is === undefined) {
      return undefined;
    }
    if (is !== was) {
      copy ??= [...list];
      copy[i] = is;
    }
  }
  return copy ?? list;
}

function recordInOrder(record: object, depth: number): object | undefined {
  const kind: unknown = Object.getPrototypeOf(record);
  if ((kind !== Object.prototype && kind !== null) || 'toJSON' in record) {
    return undefined;
  }
  const given = record as Record<string, unknown>;
  const keys = Object.keys(given);
  let copy: Record<string, unknown> | undefined;
  if (!areInOrder(keys)) {
    keys.sort();
    copy = {};
  }
  for (const key of keys) {
    const was = given[key];
    // What is undefined is left out, as JSON does.
    const is = was === undefined ? undefined : inOrder(was, depth + 1);
    if ((is === undefined && was !== undefined) || standsElsewhere(key)) {
      return undefined;
    }
    if (copy || is !== was) {
      copy ??= { ...given };
      copy[key] = is;
    }
  }
  return copy ?? given;
}

/** By UTF-16 code units, as RFC 8785 says and JavaScript compares. */
function areInOrder(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i += 1) {
    if ((keys[i - 1] ?? '') > (keys[i] ?? '')) {
      return false;
    }
  }
  return true;
}

/** Whether a key stands elsewhere in an object than where it was put, or cannot be written. */
function standsElsewhere(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39) || key === '__proto__' || !key.isWellFormed();
}
