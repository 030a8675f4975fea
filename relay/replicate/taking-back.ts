import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { DownMessage } from '../../shared/protocol/down.ts';
import type { Footprint } from '../../shared/sync/trail.ts';
import { partedAt, takeBack } from './recovery.ts';
import type { SessionEdges } from './session-edges.ts';

/** So many entries without a signature of this log are no accident. */
const mostNotOurs = 50;

/** The other end of the connection. */
interface Peer {
  send(message: DownMessage): void;
  refuse(why: string, retryAfterMs?: number): void;
}

/** Takes back over one connection what this relay has lost: only what it asked for, only beyond where the histories part. */
export class TakingBack {
  readonly #edges: SessionEdges;
  readonly #peer: Peer;
  /** The desktop's history is another; where the two part is known once it has shown its trail. */
  #isWanted = false;
  #partedAt: number | undefined;
  #notOurs = 0;

  constructor(edges: SessionEdges, peer: Peer) {
    this.#edges = edges;
    this.#peer = peer;
  }

  /** Whether the desktop was asked for what it holds. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** The desktop's history is another: it is asked for what it holds. */
  want(): void {
    this.#isWanted = true;
  }

  trail(places: readonly Footprint[]): void {
    if (!this.#isWanted || this.#partedAt !== undefined) {
      this.#peer.refuse('The relay did not ask for a trail; update the desktop.');
      return;
    }
    this.#partedAt = partedAt(this.#edges.store, places);
    this.#peer.send({ kind: 'parted', at: this.#partedAt });
  }

  async offered(entries: readonly StoredEvent[], by: string): Promise<void> {
    const after = this.#partedAt;
    if (after === undefined || entries.some(({ seq }) => seq <= after)) {
      this.#peer.refuse('The relay did not ask for these entries; update the desktop.');
      return;
    }
    if (await this.take(entries, by)) {
      this.#peer.send({ kind: 'recovered', upTo: entries.at(-1)?.seq ?? 0 });
    }
  }

  /** Records entries that were lost; whether the connection goes on. */
  async take(entries: readonly StoredEvent[], by: string): Promise<boolean> {
    try {
      const { recovered, otherWords, notOurs } = await takeBack(this.#edges.ledger, entries, by);
      if (recovered > 0) {
        this.#edges.onRecovered?.(recovered, by);
      }
      if (otherWords > 0) {
        const message = 'Entries given back have ids that are in the log with other words: somebody used the ids of what was lost.';
        this.#edges.onTrouble(message, new Error(`${otherWords} entries, offered by device ${by}`));
      }
      this.#notOurs += notOurs;
      if (this.#notOurs > mostNotOurs) {
        this.#peer.refuse('This desktop offers entries that no device of this log has signed; ask an admin.');
        return false;
      }
      return true;
    } catch (error) {
      this.#edges.onTrouble('Entries a desktop gave back could not be kept; it offers them again.', error);
      this.#peer.refuse('The relay cannot write to its disk right now.', 5000);
      return false;
    }
  }
}
