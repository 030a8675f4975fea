import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from '../access/private-file.ts';

/** The file of what was used in a relay's data folder. */
export const usedAnswersFile = 'answers-used.json';

const Used = z.strictObject({ used: z.record(z.string(), z.int()) });

/**
 * What may be used once and was, until it would have expired anyway: tokens with their action, and the ids of a provider's requests.
 * Kept as digests, on disk. Where the disk refuses it stays in memory: the log itself refuses a second answer to one ringing.
 */
export class UsedAnswers {
  readonly #file: string;
  readonly #now: () => number;
  readonly #onTrouble: (message: string, error: unknown) => void;
  #used: Map<string, number>;

  constructor(folder: string, now: () => number, onTrouble: (message: string, error: unknown) => void) {
    this.#file = join(folder, usedAnswersFile);
    this.#now = now;
    this.#onTrouble = onTrouble;
    const kept = Used.safeParse(readPrivateJson(this.#file) ?? { used: {} });
    if (!kept.success) {
      throw new Error(
        `${this.#file} is damaged. Restore it from a backup, or delete it: then links used in the last day could be used again.`,
      );
    }
    this.#used = new Map(Object.entries(kept.data.used));
  }

  has(what: string): boolean {
    return (this.#used.get(digest(what)) ?? 0) > this.#now();
  }

  /** Notes it as used in memory, at once: of two that come together one is too late. False when it was used already. */
  claim(what: string, until: number): boolean {
    if (this.has(what)) {
      return false;
    }
    this.#used.set(digest(what), until);
    return true;
  }

  /** Takes a claim back: what it was for did not happen. */
  release(what: string): void {
    this.#used.delete(digest(what));
  }

  /** Writes down what was claimed. */
  keep(): void {
    const now = this.#now();
    this.#used = new Map([...this.#used].filter(([, until]) => until > now));
    try {
      writePrivateJson(this.#file, { used: Object.fromEntries(this.#used) });
    } catch (error) {
      this.#onTrouble('Which answer links were used could not be written down.', error);
    }
  }
}

function digest(what: string): string {
  return createHash('sha256').update(what).digest('hex').slice(0, 32);
}
