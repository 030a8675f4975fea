/** How deep a body may nest: 10,000 arrays fit in 20 KB and break every recursive walk after the parser. */
const deepest = 32;

/** So many lists at the top are read one by one; a body that gives one name a list again and again would hold up everybody else. */
const mostLists = 10_000;

/** So many bytes are looked at before other work gets its turn. */
const bytesABit = 512 * 1024;

/** A stretch of a list's elements: between two commas, or a bracket, that belong to the list itself. */
export interface Stretch {
  from: number;
  to: number;
  elements: number;
}

/** A list that is the body, or a field of it, by where its brackets are. */
export interface List {
  opens: number;
  closes: number;
  stretches: Stretch[];
}

/** What was seen of a body before it is parsed: what must keep it from that, or its lists. */
export type Scan = { problem: string } | { lists: List[] };

/** Looks at JSON byte by byte, outside strings; it knows brackets and commas, and leaves everything else to the parser. */
class Scanner {
  readonly lists: List[] = [];
  problem: string | undefined;
  #depth = 0;
  #inString = false;
  #skip = false;
  #isRootList = false;
  #list: List | undefined;
  #listDepth = 0;
  #from = 0;
  #elements = 0;
  readonly #stretchBytes: number;

  constructor(stretchBytes: number) {
    this.#stretchBytes = stretchBytes;
  }

  look(body: Buffer, from: number, to: number): void {
    for (let i = from; i < to; i += 1) {
      const byte = body[i];
      if (this.#skip) {
        this.#skip = false;
      } else if (this.#inString) {
        this.#skip = byte === 0x5c;
        this.#inString = byte !== 0x22;
      } else if (byte === 0x22) {
        this.#inString = true;
      } else if (byte === 0x5b || byte === 0x7b) {
        this.#open(byte, i);
      } else if (byte === 0x5d || byte === 0x7d) {
        this.#close(i);
      } else if (byte === 0x2c && this.#list && this.#depth === this.#listDepth) {
        this.#elements += 1;
        if (i - this.#from >= this.#stretchBytes) {
          this.#endStretch(i);
        }
      }
    }
  }

  #open(byte: number, at: number): void {
    this.#depth += 1;
    if (this.#depth > deepest) {
      this.problem ??= `The body nests deeper than ${deepest} levels; send a flatter one.`;
    }
    if (this.#depth === 1) {
      this.#isRootList = byte === 0x5b;
    }
    if (byte === 0x5b && !this.#list && this.#depth === (this.#isRootList ? 1 : 2)) {
      this.#list = { opens: at, closes: -1, stretches: [] };
      this.#listDepth = this.#depth;
      this.#from = at + 1;
      this.#elements = 0;
      this.lists.push(this.#list);
      if (this.lists.length > mostLists) {
        this.problem ??= `The body has more than ${mostLists} lists side by side; send fewer.`;
      }
    }
  }

  #close(at: number): void {
    if (this.#list && this.#depth === this.#listDepth) {
      this.#elements += 1;
      this.#endStretch(at);
      this.#list.closes = at;
      this.#list = undefined;
    }
    this.#depth -= 1;
  }

  #endStretch(at: number): void {
    this.#list?.stretches.push({ from: this.#from, to: at, elements: this.#elements });
    this.#from = at + 1;
    this.#elements = 0;
  }
}

/** Scans a body, with pauses; the stretches of its lists are about so many bytes long, and one element at least. */
export function* scanJson(body: Buffer, stretchBytes: number): Generator<undefined, Scan> {
  const scanner = new Scanner(stretchBytes);
  for (let at = 0; at < body.length && scanner.problem === undefined; at += bytesABit) {
    scanner.look(body, at, Math.min(body.length, at + bytesABit));
    yield;
  }
  return scanner.problem === undefined ? { lists: scanner.lists } : { problem: scanner.problem };
}

/** Why a body must not be parsed, whatever its size; undefined when it may be. */
export function refuseDeepJson(body: Buffer): string | undefined {
  const scanning = scanJson(body, body.length);
  for (;;) {
    const { done, value } = scanning.next();
    if (done) {
      return 'problem' in value ? value.problem : undefined;
    }
  }
}
