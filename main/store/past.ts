import type { Incident } from '../../shared/incident/incident.ts';
import { breakBefore, type ChainBreak } from '../../shared/log/chain.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import type { PastAlert } from '../../shared/routing/dry-run.ts';
import { pastAlertOf } from '../../shared/routing/past-alerts.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import type { Kept, ReplicaStore } from './replica-store.ts';

/** How far back a copy that began with a snapshot fetches the entries themselves. */
const historyMs = 30 * DAY_MS;

/** Let go of in one go while the app runs: some milliseconds. */
const atOnce = 500;

/** How far back alerts are looked for, in entries. */
const alertsWithin = 50_000;

/** The past that a snapshot stands for: it is fetched bit by bit, the latest first, once the present is here. */
export class Past {
  readonly #store: ReplicaStore;
  /** Every entry from this one on is here, and when it was recorded. */
  #heldFrom: number;
  #heldSince: number;

  constructor(store: ReplicaStore, { heldFrom, head }: Pick<Kept, 'heldFrom' | 'head'>) {
    this.#store = store;
    this.#heldFrom = heldFrom;
    const [first] = store.read(heldFrom - 1, 1);
    this.#heldSince = first ? decodeEvent(first).recordedAt : head.recordedAt;
  }

  /** The entry before which something that is wanted is missing; undefined when nothing is. */
  missingBefore(now: number): number | undefined {
    return this.#heldFrom > 1 && this.#heldSince > now - historyMs ? this.#heldFrom : undefined;
  }

  /** The incidents of a service last resolved, also those over for longer than the view knows them. */
  resolvedOf(service: string, resolvedSince: number, most: number): Incident[] {
    return this.#store.resolvedOf(service, resolvedSince, most);
  }

  /** An incident as the copy has it, also one over for longer than the view knows it. */
  incident(id: string): Incident | undefined {
    return this.#store.incident(id);
  }

  /** The last alerts that routing rules were asked about, the oldest first, among the latest entries that are here. */
  lastAlerts(head: number, most: number): PastAlert[] {
    const found: PastAlert[] = [];
    const first = Math.max(this.#heldFrom, head - alertsWithin);
    for (let until = head; until >= first && found.length < most; until -= atOnce) {
      const after = Math.max(first - 1, until - atOnce);
      const events = this.#store
        .read(after, until - after)
        .flatMap((entry) => (entry.author.includes('"alert"') ? [decodeEvent(entry)] : []));
      found.push(...events.toReversed().flatMap((event) => pastAlertOf(event, (id) => this.#store.incident(id)?.dedupKey) ?? []));
    }
    return found.slice(0, most).toReversed();
  }

  /** Adds entries of the past; the break when what is here does not follow on from them. None means that the log begins here. */
  add(entries: readonly StoredEvent[]): ChainBreak | undefined {
    const heldFrom = this.#heldFrom;
    const broken = breakBefore(entries, heldFrom, (seq) => this.#store.read(seq - 1, 1)[0], this.#store.hashAt(heldFrom - 1));
    if (!broken) {
      this.#store.addEarlier(entries);
      const [first] = entries;
      this.#heldFrom = first?.seq ?? 1;
      this.#heldSince = first ? decodeEvent(first).recordedAt : 0;
    }
    return broken;
  }

  /**
   * Lets go of the next stretch of entries that are older than what is fetched, those from `keepFrom` on left alone: what is left is
   * like a copy that began there with a snapshot. The first entry held is an old one, so that nothing counts as missing before it.
   */
  letGoOn(now: number, keepFrom: number): 'more' | 'done' {
    const before = now - historyMs;
    const entries = this.#store.read(this.#heldFrom - 1, atOnce + 1).filter(({ seq }, i) => seq === this.#heldFrom + i && seq <= keepFrom);
    const at = entries.findLastIndex((entry) => decodeEvent(entry).recordedAt < before);
    const first = entries[at];
    const last = entries[at - 1];
    if (!first || !last) {
      return 'done';
    }
    const { recordedAt, log } = decodeEvent(last);
    this.#store.letGo({ seq: last.seq, hash: last.hash, recordedAt, log }, before);
    this.#heldFrom = first.seq;
    this.#heldSince = decodeEvent(first).recordedAt;
    return 'more';
  }
}
