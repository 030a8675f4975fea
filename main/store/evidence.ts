import { genesisHash, type ChainHead } from '../../shared/log/chain.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import { decodeEvent, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import { entityState } from '../../shared/state/entity-state.ts';
import { foldVersion } from '../../shared/state/fold-version.ts';
import type { State } from '../../shared/state/state.ts';
import { entriesADigest, firstOfStretch, StateDigest } from '../../shared/sync/state-digest.ts';
import { trailSeqs, type Footprint } from '../../shared/sync/trail.ts';
import type { Author } from './author.ts';
import type { ReplicaStore } from './replica-store.ts';
import { judgeCheckpoint, type Testimony } from '../../shared/sync/testimony.ts';

/** What a desktop's copy proves: that it is the relay's log, and to a relay that lost its own what that was. */
export class Evidence {
  readonly #store: ReplicaStore;
  readonly #author: Pick<Author, 'device' | 'verify'>;
  readonly #digest = new StateDigest();
  #head: ChainHead;
  #keys: readonly string[] = [];

  constructor(store: ReplicaStore, author: Pick<Author, 'device' | 'verify'>, head: ChainHead, confirmed: State) {
    this.#store = store;
    this.#author = author;
    this.#head = head;
    this.restart(head, confirmed);
  }

  /** Begins anew with what is kept: entries since the last full stretch count with their entity as it stands now, after its last touch. */
  restart(head: ChainHead, confirmed: State): void {
    this.#head = head;
    this.#keys = relayKeys(confirmed);
    const from = firstOfStretch(head.seq);
    const entries = this.#store.read(from - 1, entriesADigest);
    this.#digest.restart(entries.length === head.seq - from + 1);
    for (const entry of entries) {
      const { seq, entity } = decodeEvent(entry);
      const old = entity.kind === 'incident' && !confirmed.incidents.has(entity.id) ? this.#store.incident(entity.id) : undefined;
      this.#digest.folded(seq, entity, old ?? entityState(confirmed, entity));
    }
  }

  /** Takes note of an entry that was just folded. */
  folded({ seq, entity }: Event, confirmed: State): void {
    this.#digest.folded(seq, entity, entityState(confirmed, entity));
    if (entity.kind === 'device') {
      this.#keys = relayKeys(confirmed);
    }
  }

  movedTo(head: ChainHead): void {
    this.#head = head;
  }

  /** Keeps the relay's signed word on its log; what it is worth beside this copy. */
  witness(checkpoint: Checkpoint): Testimony {
    const testimony = judgeCheckpoint(checkpoint, {
      head: this.#head,
      fold: foldVersion,
      hashAt: (seq) => this.#store.hashAt(seq),
      digest: () => this.#digest.latest(),
      isSigned: (text, signature) => this.#keys.some((key) => this.#author.verify(text, signature, key)),
    });
    if (testimony !== 'not-signed') {
      this.#store.keepCheckpoint(checkpoint);
    }
    return testimony;
  }

  /** Places of this copy by which the relay finds where its history and this one part. */
  trail(): Footprint[] {
    const hashAt = (seq: number) => (seq === 0 ? genesisHash : this.#store.hashAt(seq));
    return trailSeqs(this.#head.seq).flatMap((seq) => {
      const hash = hashAt(seq);
      return hash === undefined ? [] : [{ seq, hash }];
    });
  }

  /** Entries of this copy beyond a place, a page of them. */
  held(after: number, limit: number): StoredEvent[] {
    return this.#store.read(after, limit);
  }

  /** The entry by which the relay enrolled this device; undefined before it was seen. */
  enrolment(): StoredEvent | undefined {
    const own = this.#store.readEntity({ kind: 'device', id: this.#author.device });
    return own.find((entry) => decodeEvent(entry).type === 'device.enrolled');
  }
}

/** Keys a relay of this log signs with: those of devices that are nobody's. */
function relayKeys({ workspace }: State): string[] {
  return [...workspace.devices.values()].flatMap(({ person, publicKey }) => (person === undefined ? [publicKey] : []));
}
