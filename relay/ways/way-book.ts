import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from '../access/private-file.ts';

/** The file of verified addresses in a relay's data folder. */
export const waysFile = 'ways.json';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const Book = z.strictObject({ key: hex, verified: z.record(z.string(), hex) });

/**
 * Which addresses are known to be their person's: a digest of each under a key, so that the file tells no address and a changed one is
 * not taken for the one that was verified. Readable by the relay's owner only.
 */
export class WayBook {
  readonly #file: string;
  readonly #key: Buffer;
  #verified: Map<string, string>;

  constructor(folder: string) {
    this.#file = join(folder, waysFile);
    const parsed = Book.safeParse(readPrivateJson(this.#file) ?? { key: randomBytes(32).toString('hex'), verified: {} });
    if (!parsed.success) {
      throw new Error(`${this.#file} is damaged. Restore it from a backup, or delete it: then addresses must be verified anew.`);
    }
    this.#key = Buffer.from(parsed.data.key, 'hex');
    this.#verified = new Map(Object.entries(parsed.data.verified));
  }

  /** Whether what was verified under a name (person and address) is still this address. */
  isVerified(name: string, address: string | undefined): boolean {
    return address !== undefined && this.#verified.get(name) === this.#digest(name, address);
  }

  /** Notes an address as verified; on disk before this returns. */
  verify(name: string, address: string): void {
    this.#replace(new Map(this.#verified).set(name, this.#digest(name, address)));
  }

  /** Lets go of what was verified under a name. */
  forget(name: string): void {
    const left = new Map(this.#verified);
    if (left.delete(name)) {
      this.#replace(left);
    }
  }

  #digest(name: string, address: string): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([name, address]))
      .digest('hex');
  }

  #replace(verified: Map<string, string>): void {
    writePrivateJson(this.#file, { key: this.#key.toString('hex'), verified: Object.fromEntries(verified) });
    this.#verified = verified;
  }
}
