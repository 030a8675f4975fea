import { outcomes, type Outcome, type ReportEntry } from './report.ts';
import type { NoiseRule } from './noise.ts';
import { elementsOf, isFlag, isListOf, isNumber, isRecord, isText, saysSomething, type Json } from './json.ts';

/**
 * What a source's documents say of one kind of construct.
 * - `names`: the fields a person would know it by, best first; `name` unless said otherwise.
 * - `silent`: fields that say nothing about who is paged when: addresses of pages, times of creation, what is computed from the rest.
 * - `children`: fields that hold constructs of their own. Every other field has to be read, or the report says that it was not.
 */
export interface Shape {
  kind: string;
  names?: readonly string[];
  silent?: readonly string[];
  children?: Readonly<Record<string, () => Shape>>;
}

const deepest = 60;

/** Texts that say something. */
function wordsIn(texts: readonly (string | number)[]): string[] {
  return texts.map((text) => String(text).trim()).filter((text) => text !== '');
}

/**
 * One construct of a source: gives what it says, notes what was asked for, and keeps what became of it. Values come out of it only by
 * its readers, so that whatever nobody asked for is in the report: nothing is dropped by being forgotten (C16).
 */
export class Construct {
  readonly path: string;
  readonly kind: string;
  /** What a person would know it by; undefined when it has no name. */
  readonly name: string | undefined;
  readonly #shape: Shape;
  readonly #raw: Readonly<Record<string, Json>>;
  readonly #isReadable: boolean;
  readonly #read = new Set<string>();
  readonly #parts: Construct[] = [];
  readonly #children = new Map<string, Construct[]>();
  #outcome: Outcome | undefined;
  readonly #said: { became: string[]; said: string[]; todo: string[] } = { became: [], said: [], todo: [] };
  readonly #rules: NoiseRule[] = [];

  constructor(path: string, shape: Shape, value: Json, depth = 0) {
    this.path = path;
    this.kind = shape.kind;
    this.#shape = shape;
    this.#isReadable = isRecord(value) && depth < deepest;
    this.#raw = this.#isReadable && isRecord(value) ? value : {};
    for (const [key, child] of Object.entries(shape.children ?? {})) {
      const elements = Object.hasOwn(this.#raw, key) ? elementsOf(this.#raw[key]) : undefined;
      if (elements) {
        const at = path === '' ? key : `${path}.${key}`;
        this.#read.add(key);
        this.#children.set(
          key,
          elements.list.map((element, i) => new Construct(elements.single ? at : `${at}[${i}]`, child(), element, depth + 1)),
        );
      }
    }
    const names = (shape.names ?? ['name']).map((key) => this.text(key));
    this.name = names.find((name) => name !== undefined)?.slice(0, 200);
  }

  /** The constructs in a field, in order; none when there is no such field. */
  children(key: string): readonly Construct[] {
    return this.#children.get(key) ?? [];
  }

  /** A text, or a number as text; undefined when there is none or it is empty. What is of another kind counts as not read. */
  text(key: string): string | undefined {
    const text = String(this.#given(key, isText) ?? '').trim();
    return text === '' ? undefined : text;
  }

  /** A finite number, also one written as text. */
  number(key: string): number | undefined {
    const value = this.#given(key, isNumber);
    return value === undefined ? undefined : Number(value);
  }

  /** Yes or no. */
  flag(key: string): boolean | undefined {
    return this.#given(key, isFlag);
  }

  /** Several of yes and no. */
  flags(key: string): readonly boolean[] | undefined {
    return this.#given(key, (given) => isListOf(given, isFlag));
  }

  /** Texts in order, of a list or of one text alone. */
  texts(key: string): string[] {
    const alone = this.#given(key, isText);
    return wordsIn(alone === undefined ? (this.#given(key, (given) => isListOf(given, isText)) ?? []) : [alone]);
  }

  /** The lists of texts in a list, as a rotation of several people at once has them. */
  lists(key: string): string[][] {
    const isTexts = (given: Json) => isListOf(given, isText);
    const lists = this.#given(key, (given) => isListOf(given, isTexts));
    return lists ? lists.map(wordsIn) : this.texts(key).map((each) => [each]);
  }

  /** Texts, numbers, yes and no by name, all as text. */
  map(key: string): [name: string, value: string][] {
    const isValue = (given: Json): given is string | number | boolean => isText(given) || isFlag(given);
    const isMap = (given: Json): given is Readonly<Record<string, string | number | boolean>> =>
      isRecord(given) && Object.values(given).every(isValue);
    return Object.entries(this.#given(key, isMap) ?? {}).map(([name, value]) => [name, String(value)]);
  }

  /**
   * The objects in a field that belong to this construct and are none of their own. What of them nobody reads is in the report, and so
   * are they themselves when something of them is lost.
   */
  parts(key: string, silent: readonly string[] = []): Construct[] {
    const elements = Object.hasOwn(this.#raw, key) ? elementsOf(this.#raw[key]) : undefined;
    if (!elements || this.#read.has(key) || !elements.list.every(isRecord)) {
      return this.#parts.filter(({ path }) => path === `${this.path}.${key}` || path.startsWith(`${this.path}.${key}[`));
    }
    this.#read.add(key);
    const shape = { kind: key, names: [], silent };
    const made = elements.list.map((element, i) => new Construct(`${this.path}.${key}${elements.single ? '' : `[${i}]`}`, shape, element));
    made.forEach((part) => (part.#outcome = 'converted'));
    this.#parts.push(...made);
    return made;
  }

  /** The one object in a field that belongs to this construct. */
  part(key: string, silent: readonly string[] = []): Construct | undefined {
    return this.parts(key, silent)[0];
  }

  /** Whether a field says anything, without counting as read. */
  has(key: string): boolean {
    return Object.hasOwn(this.#raw, key) && saysSomething(this.#raw[key]);
  }

  /** It is in the workspace as the source meant it: where, and what is good to know. */
  converted(became?: string, remark?: string): void {
    this.#settle('converted', { became, said: remark });
  }

  /** It is in the workspace with a difference: what changes for people, what to do if that is not wanted, and a rule of it that is not there. */
  approximated(said: string, todo?: string, rule?: NoiseRule): void {
    this.#rules.push(...(rule ? [rule] : []));
    this.#settle('approximated', { said, todo });
  }

  /** It is not in the workspace: why, and what to do by hand. */
  leftOut(said: string, todo?: string, rule?: NoiseRule): void {
    this.#rules.push(...(rule ? [rule] : []));
    this.#settle('not-converted', { said, todo });
  }

  /** Whether nobody has said yet what became of it. */
  get isOpen(): boolean {
    return this.#outcome === undefined;
  }

  /** Whether it was left out, by itself or because nobody read it. */
  get isLeftOut(): boolean {
    return this.#outcome === 'not-converted';
  }

  #settle(
    outcome: Outcome,
    { became, said, todo }: { became?: string | undefined; said?: string | undefined; todo?: string | undefined },
  ): void {
    const [before, after] = [this.#outcome ?? 'converted', outcome].map((each) => outcomes.indexOf(each)) as [number, number];
    const lost = outcomes.indexOf('not-converted');
    this.#outcome = outcomes[Math.max(before, after)] ?? outcome;
    if (before === lost && after !== lost) {
      return;
    }
    if (after === lost && before !== lost) {
      // What would have been different in what was left out is nobody's concern any more.
      this.#said.said.length = 0;
      this.#said.todo.length = 0;
    }
    const add = (list: string[], text: string | undefined) => text !== undefined && !list.includes(text) && list.push(text);
    add(this.#said.became, became);
    add(this.#said.said, said);
    add(this.#said.todo, todo);
  }

  #given<T extends Json>(key: string, isWanted: (value: Json) => value is T): T | undefined {
    const value = Object.hasOwn(this.#raw, key) ? this.#raw[key] : undefined;
    if (value === undefined || value === null || !isWanted(value)) {
      return undefined;
    }
    this.#read.add(key);
    return value;
  }

  /** What the report says of it, of its fields nobody read and of what is in it; `within` is what it belongs to that was left out. */
  entries(within?: string): ReportEntry[] {
    const { became, said, todo } = this.#said;
    const given = (list: string[]) => (list.length === 0 ? undefined : list);
    const why = !this.#isReadable
      ? 'It is not an object with fields.'
      : within === undefined
        ? 'Nothing here reads it.'
        : `It belongs to ${within}, which was not converted.`;
    const own: ReportEntry = {
      path: this.path,
      kind: this.kind,
      name: this.name,
      outcome: this.#outcome ?? 'not-converted',
      became: this.isLeftOut ? undefined : given(became),
      said: this.#outcome === undefined ? [why] : given(said),
      todo: given(todo),
      rules: this.#rules.length === 0 ? undefined : this.#rules,
    };
    const isLost = own.outcome === 'not-converted';
    const inside = isLost ? `the ${this.kind}${this.name === undefined ? '' : ` "${this.name}"`}` : undefined;
    return [own, ...(isLost ? [] : this.fieldsNotRead()), ...[...this.#children.values()].flat().flatMap((child) => child.entries(inside))];
  }

  /** An entry for each field that says something and that nobody read, its own and those of its parts. */
  fieldsNotRead(): ReportEntry[] {
    const unread = Object.keys(this.#raw).filter(
      (key) => !this.#read.has(key) && !(this.#shape.silent ?? []).includes(key) && saysSomething(this.#raw[key]),
    );
    const own = unread.map((key): ReportEntry => ({
      path: this.path === '' ? key : `${this.path}.${key}`,
      kind: 'field',
      name: key.slice(0, 200),
      outcome: 'not-converted',
      said: ['Nothing here reads this field.'],
      todo: ['Look at what it says in the source, and whether somebody counts on it.'],
    }));
    return [...own, ...this.#parts.flatMap((part) => (part.#outcome === 'converted' ? part.fieldsNotRead() : part.entries()))];
  }
}
