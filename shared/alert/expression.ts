import { foundBy } from '../condition/pattern.ts';
import { isRecord, parsePath, textOf, valueAt } from './json-path.ts';
import { labelsOf } from './labels.ts';
import type { Expression, Mapping } from './mapping.ts';

/** A body as one part of it is read: where one stands, the whole, and the names that were put in a field of the alert. */
export interface Reading {
  here: unknown;
  root: unknown;
  used: Set<string>;
}
/** What is read of it; undefined for nothing. */
export type Reader = (reading: Reading) => unknown;

/** What an expression gives; undefined for nothing, an empty text included. */
export function reader(expression: Expression | undefined): Reader {
  if (expression === undefined) {
    return () => undefined;
  }
  if (typeof expression === 'string') {
    return expression.includes('{{') ? template(expression) : atPath(expression);
  }
  if (typeof expression !== 'object') {
    return () => expression;
  }
  if (Array.isArray(expression)) {
    const readers = expression.map(reader);
    return (reading) => {
      for (const each of readers) {
        const value = each(reading);
        if (value !== undefined) {
          return value;
        }
      }
      return undefined;
    };
  }
  if ('constant' in expression) {
    return () => expression.constant;
  }
  const { find } = expression;
  const source = reader(expression.from);
  return find === undefined
    ? source
    : (reading) => {
        const value = source({ ...reading, used: new Set() });
        return value === undefined ? undefined : foundBy(find, textOf(value));
      };
}

function atPath(text: string): Reader {
  const path = parsePath(text) ?? { fromRoot: false, steps: [''] };
  const [only] = path.steps.length === 1 ? path.steps : [];
  return ({ here, root, used }) => {
    const value = valueAt(path, here, root);
    if (value === undefined || value === null || value === '') {
      return undefined;
    }
    if (only !== undefined && typeof value !== 'object' && (!path.fromRoot || here === root)) {
      used.add(String(only));
    }
    return value;
  };
}

function template(text: string): Reader {
  const [first = '', ...parts] = text.split('{{');
  const pieces = parts.map((part) => {
    const end = part.indexOf('}}');
    return { read: atPath(part.slice(0, end)), after: part.slice(end + 2) };
  });
  return (reading) => {
    const values = pieces.map(({ read }) => textOf(read({ ...reading, used: new Set() })));
    // A template none of whose paths leads anywhere says nothing.
    return values.every((value) => value === '') ? undefined : first + values.map((value, i) => value + (pieces[i]?.after ?? '')).join('');
  };
}

/** A reader of words with a meaning: the mapping's words first, then their usual meaning, then what the mapping says otherwise. */
export function wordReader<T extends string>(
  given: Mapping['action'] | Mapping['severity'],
  obvious: Mapping['action'] | Mapping['severity'],
  meanings: readonly T[],
  usual: (word: string) => string | undefined,
): (reading: Reading) => { meaning: T | undefined; word: string } {
  const [first, second] = [reader(given), reader(obvious)];
  const worded = typeof given === 'object' && 'from' in given ? given : undefined;
  const lists = meanings.map((meaning) => {
    const list = (worded?.words as Record<string, string[] | undefined> | undefined)?.[meaning] ?? [];
    return [meaning, new Set(list.map((word) => word.trim().toLowerCase()))] as const;
  });
  return (reading) => {
    const used = new Set<string>();
    const word = textOf(first({ ...reading, used }) ?? second({ ...reading, used }));
    const own = lists.find(([, of]) => of.has(word.trim().toLowerCase()))?.[0];
    const constant = meanings.find((meaning) => meaning === word.trim());
    if (constant !== undefined) {
      // Any other word says more than what it means here, and stays in the details.
      used.forEach((name) => reading.used.add(name));
    }
    return { meaning: own ?? constant ?? (usual(word) as T | undefined) ?? (worded?.otherwise as T | undefined), word };
  };
}

/** A reader of labels: by a path to all of them, or by a name and an expression for each. */
export function labelReader(given: Mapping['labels']): (reading: Reading) => Record<string, unknown> {
  if (typeof given === 'object' && !Array.isArray(given)) {
    const readers = Object.entries(given).map(([name, of]) => [name, reader(of)] as const);
    return (reading) => Object.fromEntries(readers.map(([name, of]) => [name, of(reading)]));
  }
  const read = reader(given);
  return (reading) => {
    const value = read(reading);
    const labels = labelsOf(value);
    if (isRecord(reading.here) && Object.values(labels).every((label) => typeof label !== 'object')) {
      const [name] = Object.entries(reading.here).find(([, each]) => each === value) ?? [];
      reading.used.add(name ?? '');
    }
    return labels;
  };
}
