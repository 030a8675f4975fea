import { canonicalJson } from '../log/canonical.ts';
import { sha256Hex } from '../log/chain.ts';
import type { EntityRef } from '../log/envelope.ts';

/** How many entries one digest covers. */
export const entriesADigest = 1000;

/** What one stretch of the log touched, and how each stood after its last touch. */
interface Stretch {
  seq: number;
  touched: ReadonlyMap<string, unknown>;
}

/**
 * Whether two sides that hold the same entries also read them the same: every thousand entries a digest of the entities
 * those entries touched, as they stood after the last of them (design.md, "replicas replay"; R5). Entities are only ever replaced,
 * so keeping them costs nothing until somebody asks for the digest.
 */
export class StateDigest {
  #touched = new Map<string, unknown>();
  #last: Stretch | undefined;
  #isWhole = true;
  #digest: { seq: number; digest: string } | undefined;

  /** Takes the next entry after it was folded; `state` is its entity as it stands now. Entries come in order, each once. */
  folded(seq: number, entity: EntityRef, state: unknown): void {
    this.#touched.set(`${entity.kind}/${entity.id}`, state);
    if (seq % entriesADigest === 0) {
      this.#last = this.#isWhole ? { seq, touched: this.#touched } : undefined;
      this.#touched = new Map();
      this.#isWhole = true;
    }
  }

  /**
   * Begins anew in the middle of a log; the entries since the last full stretch have to be given again. Where they are not all
   * there any more (`isWhole` is false), that stretch has no digest.
   */
  restart(isWhole = true): void {
    this.#touched = new Map();
    this.#last = undefined;
    this.#isWhole = isWhole;
  }

  /** The digest of the last full stretch: SHA-256, lower-case hexadecimal; undefined before there was one. */
  latest(): { seq: number; digest: string } | undefined {
    const last = this.#last;
    if (last && this.#digest?.seq !== last.seq) {
      const entities = [...last.touched].toSorted(([a], [b]) => (a < b ? -1 : 1));
      this.#digest = { seq: last.seq, digest: sha256Hex(entities.map(([key, state]) => `${key} ${canonicalOf(state)}\n`).join('')) };
    }
    return last && this.#digest;
  }
}

/** The first entry a state digest needs again when it begins in the middle of a log that ends at `head`. */
export function firstOfStretch(head: number): number {
  return head - (head % entriesADigest) + 1;
}

function canonicalOf(state: unknown): string {
  return state === undefined ? '' : canonicalJson(plain(state));
}

/** Maps as lists, because JSON would leave them out. */
function plain(value: unknown): unknown {
  if (value instanceof Map) {
    return [...value].map(([key, each]) => [key, plain(each)]);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    : value;
}
