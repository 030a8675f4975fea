import { isDue, isSettled, type OutboxRow } from '../../shared/delivery/attempt.ts';
import { goesInOrder, laneOf } from '../../shared/delivery/delivery.ts';
import type { Outbox, OutboxChange, OutboxQuery } from './outbox.ts';

/** The outbox in memory, for stories: the same promises but durability. */
export class MemoryOutbox implements Outbox {
  readonly #rows = new Map<string, OutboxRow>();
  /** Says why the disk takes nothing; undefined while it does. */
  readonly #failure: () => string | undefined;

  constructor(failure: () => string | undefined = () => undefined) {
    this.#failure = failure;
  }

  /** Adds rows nobody has added before, as in the transaction of an entry. */
  put(rows: readonly OutboxRow[]): void {
    rows.filter(({ delivery }) => !this.#rows.has(delivery.id)).forEach((row) => this.#rows.set(row.delivery.id, row));
  }

  /** Makes a change at once, as in the transaction of an entry. */
  settle({ row, was }: OutboxChange): boolean {
    const kept = this.#rows.get(row.delivery.id);
    if (kept?.attempts !== was.attempts || kept.state !== was.state) {
      return false;
    }
    this.#rows.set(row.delivery.id, row);
    return true;
  }

  due(which: 'people' | 'programs', now: number, limit: number, without: ReadonlySet<string> = new Set()): OutboxRow[] {
    return this.#all()
      .filter((row) => isDue(row, now) && goesInOrder(row.delivery.to) === (which === 'programs') && !without.has(laneOf(row.delivery)))
      .toSorted((a, b) => a.nextAt - b.nextAt)
      .slice(0, limit);
  }

  openIn(lane: string, limit: number): OutboxRow[] {
    return this.#all()
      .filter((row) => !isSettled(row) && laneOf(row.delivery) === lane)
      .slice(0, limit);
  }

  nextAt(): number | undefined {
    const open = this.#all().filter((row) => !isSettled(row));
    return open.length === 0 ? undefined : Math.min(...open.map(({ nextAt }) => nextAt));
  }

  find(id: string): OutboxRow | undefined {
    return this.#rows.get(id);
  }

  list({ state, incident, limit }: OutboxQuery): OutboxRow[] {
    return this.#all()
      .filter((row) => (state ?? row.state) === row.state && (incident ?? row.delivery.incident) === row.delivery.incident)
      .toReversed()
      .slice(0, limit);
  }

  sentAbout(lane: string, incident: string): OutboxRow[] {
    return this.#all()
      .filter(({ state, delivery }) => state === 'sent' && delivery.incident === incident && laneOf(delivery) === lane)
      .toSorted((a, b) => (a.settledAt ?? 0) - (b.settledAt ?? 0));
  }

  counts(): Record<OutboxRow['state'], number> {
    const counts = { waiting: 0, sending: 0, sent: 0, suppressed: 0, dead: 0 };
    this.#all().forEach(({ state }) => (counts[state] += 1));
    return counts;
  }

  sentSince(lane: string, since: number): number[] {
    const sent = this.#all().filter(
      ({ state, settledAt, delivery }) => state === 'sent' && (settledAt ?? 0) >= since && laneOf(delivery) === lane,
    );
    return [...new Set(sent.map(({ settledAt }) => settledAt ?? 0))];
  }

  change(changes: readonly OutboxChange[]): Promise<boolean[]> {
    const failure = this.#failure();
    return failure === undefined ? Promise.resolve(changes.map((change) => this.settle(change))) : Promise.reject(new Error(failure));
  }

  add(rows: readonly OutboxRow[]): Promise<void> {
    const failure = this.#failure();
    if (failure !== undefined) {
      return Promise.reject(new Error(failure));
    }
    this.put(rows);
    return Promise.resolve();
  }

  forget(before: number): Promise<void> {
    this.#all()
      .filter((row) => isSettled(row) && (row.settledAt ?? 0) < before)
      .forEach(({ delivery }) => this.#rows.delete(delivery.id));
    return Promise.resolve();
  }

  #all(): OutboxRow[] {
    return [...this.#rows.values()];
  }
}
