import type { Condition } from '../../condition/condition.ts';
import { allOf, anyOf } from '../conditions.ts';
import { fieldOfEvent } from './event-field.ts';

/** An expression that is longer is not read. */
const longest = 2000;

/**
 * Reads a condition of an event orchestration, such as `event.summary matches part 'disk' and event.severity matches 'critical'`;
 * undefined for what conditions here do not say: the time of day, counts, variables, fields nobody knows.
 */
export function readExpression(text: string): Condition | undefined {
  const tokens = text.length > longest ? undefined : tokensOf(text);
  if (!tokens) {
    return undefined;
  }
  const parser = new Parser(tokens);
  const condition = parser.any();
  return parser.isDone ? condition : undefined;
}

function tokensOf(text: string): string[] | undefined {
  const tokens = [...text.matchAll(/'(?:[^'\\]|\\.)*'|[()]|(?:[^\s()'[\]]|\['[^']*'\])+/gs)].map(([token]) => token);
  // What is in no token is something nobody here knows.
  return tokens.join('').length === text.replaceAll(/'(?:[^'\\]|\\.)*'|\s/gs, (part) => (part.startsWith("'") ? part : '')).length
    ? tokens
    : undefined;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  any(): Condition | undefined {
    return this.#several('or', () => this.#several('and', () => this.#one(), allOf), anyOf);
  }

  #several(word: string, read: () => Condition | undefined, join: (conditions: Condition[]) => Condition): Condition | undefined {
    const found = [read()];
    while (this.#take(word)) {
      found.push(read());
    }
    return found.every((each) => each !== undefined) ? join(found) : undefined;
  }

  #one(): Condition | undefined {
    if (this.#take('not')) {
      const inside = this.#one();
      return inside && { not: inside };
    }
    if (this.#take('(')) {
      const inside = this.any();
      return this.#take(')') ? inside : undefined;
    }
    const field = fieldOfEvent(this.#tokens[this.#at++] ?? '');
    if (field === undefined) {
      return undefined;
    }
    if (this.#take('exists')) {
      return { field, exists: true };
    }
    if (this.#take('does', 'not', 'exist')) {
      return { field, exists: false };
    }
    const isDenied = this.#take('does', 'not', 'match');
    if (!isDenied && !this.#take('matches')) {
      return undefined;
    }
    const operator = this.#take('part') ? 'contains' : this.#take('regex') ? 'matches' : 'is';
    const value = /^'(.*)'$/s.exec(this.#tokens[this.#at++] ?? '')?.[1]?.replaceAll(/\\(['\\])/g, '$1');
    if (value === undefined || value === '') {
      return undefined;
    }
    const said: Condition = { field, [operator]: operator === 'matches' ? `(?-i:${value})` : value };
    return isDenied ? { not: said } : said;
  }

  #take(...words: string[]): boolean {
    const isNext = words.every((word, i) => this.#tokens[this.#at + i] === word);
    this.#at += isNext ? words.length : 0;
    return isNext;
  }
}
