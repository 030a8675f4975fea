/** A place in a JSON value: names of fields and places in lists, from `$` (the whole body) or from where one stands. */
export interface JsonPath {
  fromRoot: boolean;
  steps: readonly (string | number)[];
}

const mostSteps = 32;
const step = /(?:\.|^)([^\s.[\]{}"'$]+)|\[(\d{1,6})\]|\["([^"]*)"\]|\['([^']*)'\]/y;

/**
 * Reads a path such as `$.alerts[0].labels`, `monitor.name` or `["a name with spaces"]`; undefined when it is none, or has more
 * than 32 steps.
 */
export function parsePath(text: string): JsonPath | undefined {
  const trimmed = text.trim();
  const fromRoot = trimmed.startsWith('$');
  const rest = fromRoot ? trimmed.slice(1) : trimmed;
  if (!fromRoot && rest === '') {
    return undefined;
  }
  const steps: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < rest.length) {
    const at = step.lastIndex;
    const match = step.exec(rest);
    // Directly after $ a name needs its dot: $name is a slip.
    if (!match || steps.length === mostSteps || (fromRoot && at === 0 && match[1] !== undefined && !match[0].startsWith('.'))) {
      return undefined;
    }
    const [, name, place, quoted, single] = match;
    steps.push(place === undefined ? (name ?? quoted ?? single ?? '') : Number(place));
  }
  return { fromRoot, steps };
}

/** What stands at a path; undefined when nothing does. Only own fields are read. */
export function valueAt(path: JsonPath, here: unknown, root: unknown): unknown {
  let value = path.fromRoot ? root : here;
  for (const each of path.steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, each)) {
      return undefined;
    }
    value = (value as Record<string | number, unknown>)[each];
  }
  return value;
}

/** A value as text: plain ones as they are, nothing for what is missing, lists of plain ones with commas, the rest as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) {
    return value.join(', ');
  }
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Whether a value has names and values. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
