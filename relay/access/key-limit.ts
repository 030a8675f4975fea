import type { Instant } from '../../shared/time/instant.ts';
import { ask, type Bucket, type Rate } from './token-bucket.ts';

/** So many addresses without a right key are told apart; the one that asked longest ago is forgotten for the next. */
const mostAddresses = 10_000;

/** How much each integration may send: one bucket for its key, wherever it is used. Whoever has no right key shares their address's. */
export class KeyLimit {
  readonly perMinute: number;
  readonly #rate: Rate;
  readonly #now: () => Instant;
  readonly #integrations = new Map<string, Bucket>();
  readonly #addresses = new Map<string, Bucket>();

  /** As many as a minute allows may come at once: a storm's first alerts are worth most. */
  constructor(perMinute: number, now: () => Instant) {
    this.perMinute = perMinute;
    this.#rate = { perMinute, burst: perMinute };
    this.#now = now;
  }

  /** Counts one request; milliseconds until it may be made, 0 for at once. */
  askFor(integration: string): number {
    return this.#ask(this.#integrations, integration);
  }

  /** The same of an address that showed no right key. */
  askForAddress(address: string): number {
    const waitMs = this.#ask(this.#addresses, address);
    if (this.#addresses.size > mostAddresses) {
      const [oldest = ''] = this.#addresses.keys();
      this.#addresses.delete(oldest);
    }
    return waitMs;
  }

  #ask(buckets: Map<string, Bucket>, name: string): number {
    const { bucket, waitMs } = ask(buckets.get(name), this.#rate, this.#now());
    // Last in the map: it asked last.
    buckets.delete(name);
    buckets.set(name, bucket);
    return waitMs;
  }
}
