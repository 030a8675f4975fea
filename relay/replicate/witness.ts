import { checkpointText, type Checkpoint } from '../../shared/log/checkpoint.ts';
import { foldVersion } from '../../shared/state/fold-version.ts';
import type { EventStore } from '../log/event-store.ts';
import type { Ledger } from '../log/ledger.ts';

/** How often desktops are given a checkpoint. */
const everyMs = 60_000;

/** What a witness signs of, and with what. */
export interface WitnessEdges {
  ledger: Pick<Ledger, 'digest'>;
  store: Pick<EventStore, 'head' | 'log'>;
  sign(text: string): string;
  now(): number;
}

/** Signs where the log stands on the disk, for desktops to keep: whoever changes what was recorded contradicts all of them (C7). */
export class Witness {
  readonly #edges: WitnessEdges;
  #lastHash: string | undefined;
  #lastAt = -Infinity;

  constructor(edges: WitnessEdges) {
    this.#edges = edges;
  }

  /** The checkpoint of the present end of the log, once a minute when there is something new; otherwise undefined. */
  due(): Checkpoint | undefined {
    const { ledger, store, sign, now } = this.#edges;
    if (now() - this.#lastAt < everyMs) {
      return undefined;
    }
    this.#lastAt = now();
    const { seq, hash } = store.head();
    if (seq === 0 || hash === this.#lastHash) {
      return undefined;
    }
    this.#lastHash = hash;
    const read = ledger.digest.latest();
    const state = read && read.seq <= seq ? { state: { fold: foldVersion, ...read } } : {};
    const said = { log: store.log, seq, hash, at: now(), ...state };
    return { ...said, signature: sign(checkpointText(said)) };
  }
}
