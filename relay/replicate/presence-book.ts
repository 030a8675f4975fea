import { join } from 'node:path';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson, writePrivateJsonMeanwhile } from '../access/private-file.ts';

const Kept = z.strictObject({ seenAt: z.record(z.string(), z.int()) });

/** When each device was last connected, kept in `presence.json` so that a restart of the relay does not forget who was away before it. */
export class PresenceBook {
  readonly #file: string | undefined;
  readonly #seenAt: Map<string, number>;
  readonly #connectedAt = new Map<string, number>();

  /** Without a folder it remembers for as long as the process runs. A damaged file is begun anew: it says only who was there. */
  constructor(folder?: string) {
    this.#file = folder === undefined ? undefined : join(folder, 'presence.json');
    this.#seenAt = new Map(Object.entries(keptIn(this.#file)));
  }

  /** A device said hello. */
  came(device: string, now: number): void {
    this.#connectedAt.set(device, now);
    this.#seenAt.set(device, now);
  }

  /** A device's last connection ended. */
  went(device: string, now: number): void {
    this.#connectedAt.delete(device);
    this.#seenAt.set(device, Math.max(now, this.#seenAt.get(device) ?? 0));
  }

  /** Since when a device is connected (relay ms); undefined when it is not. */
  connectedSince(device: string): number | undefined {
    return this.#connectedAt.get(device);
  }

  /** When a device was last connected (relay ms); undefined when it never was. */
  lastSeenAt(device: string): number | undefined {
    return this.#seenAt.get(device);
  }

  /** Writes down who is there now, at the end of a run. Throws when the disk does not take it. */
  save(now: number): void {
    this.#noteThere(now);
    if (this.#file !== undefined) {
      writePrivateJson(this.#file, this.#kept());
    }
  }

  /** Writes down who is there now without keeping the loop waiting for a slow disk. Rejects when the disk does not take it. */
  async saveMeanwhile(now: number): Promise<void> {
    this.#noteThere(now);
    if (this.#file !== undefined) {
      await writePrivateJsonMeanwhile(this.#file, this.#kept());
    }
  }

  #noteThere(now: number): void {
    this.#connectedAt.forEach((_, device) => this.#seenAt.set(device, now));
  }

  #kept(): z.infer<typeof Kept> {
    return { seenAt: Object.fromEntries(this.#seenAt) };
  }
}

function keptIn(file: string | undefined): Record<string, number> {
  try {
    return file === undefined ? {} : (Kept.safeParse(readPrivateJson(file)).data?.seenAt ?? {});
  } catch {
    return {};
  }
}
