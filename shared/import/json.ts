/** A value out of a JSON or YAML file, of which nothing is known yet. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a text, or a number that may be read as one. */
export function isText(value: Json): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

/** Whether a value is a finite number, or a text that is one. */
export function isNumber(value: Json): value is string | number {
  return isText(value) && String(value).trim() !== '' && Number.isFinite(Number(value));
}

/** Whether a value is yes or no. */
export function isFlag(value: Json): value is boolean {
  return typeof value === 'boolean';
}

/** Whether a value is a list of one kind of element. */
export function isListOf<T extends Json>(value: Json, isElement: (value: Json) => value is T): value is readonly T[] {
  return Array.isArray(value) && (value as readonly Json[]).every(isElement);
}

/** Whether a value says anything: null, the empty text, list and object do not. */
export function saysSomething(value: Json): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return isRecord(value) ? Object.keys(value).length > 0 : value !== null && value !== undefined && value !== '';
}

/**
 * The elements of a field that holds constructs: of a list, of GraphQL's `nodes`, or of one object alone; undefined when it is a bare
 * value.
 */
export function elementsOf(value: Json): { list: readonly Json[]; single: boolean } | undefined {
  if (Array.isArray(value)) {
    return { list: value as readonly Json[], single: false };
  }
  if (!isRecord(value)) {
    return undefined;
  }
  const nodes = value['nodes'];
  return Array.isArray(nodes) ? { list: nodes as readonly Json[], single: false } : { list: [value], single: true };
}

/** How deep an export may nest; what is deeper is none, and would break whoever walks it. */
const deepest = 200;

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let isInside = false;
  for (let i = 0; i < text.length && depth <= deepest; i += 1) {
    const letter = text[i];
    if (isInside) {
      i += letter === '\\' ? 1 : 0;
      isInside = letter !== '"';
    } else {
      isInside = letter === '"';
      depth += letter === '{' || letter === '[' ? 1 : letter === '}' || letter === ']' ? -1 : 0;
    }
  }
  return depth > deepest;
}

/**
 * The JSON values of a text: one, or several on end as pages put together have them. Undefined when it is none, says
 * something else behind them or nests too deep. Never throws.
 */
export function jsonValuesOf(text: string): Json[] | undefined {
  if (nestsTooDeep(text)) {
    return undefined;
  }
  const whole = parsed(text);
  if (whole) {
    return [whole.value];
  }
  const values: Json[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const end = endOfFirst(rest);
    const value = end === undefined ? undefined : parsed(rest.slice(0, end));
    if (end === undefined || !value) {
      return undefined;
    }
    values.push(value.value);
    rest = rest.slice(end).trimStart();
  }
  return values.length > 0 ? values : undefined;
}

function parsed(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** Where the object or list a text begins with ends; undefined when it begins with something else or does not end. */
function endOfFirst(text: string): number | undefined {
  let depth = 0;
  let isInside = false;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (isInside) {
      i += letter === '\\' ? 1 : 0;
      isInside = letter !== '"';
    } else if (letter === '"') {
      isInside = true;
    } else if (letter === '{' || letter === '[') {
      depth += 1;
    } else if (letter === '}' || letter === ']') {
      depth -= 1;
    }
    if (depth === 0 && !isInside) {
      return letter === '}' || letter === ']' ? i + 1 : undefined;
    }
  }
  return undefined;
}
