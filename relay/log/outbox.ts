import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import type { Instant } from '../../shared/time/instant.ts';

/** A row as it is to be from now on, if it still is as its writer last saw it: taken so often, and in that state. */
export interface OutboxChange {
  row: OutboxRow;
  was: Pick<OutboxRow, 'attempts' | 'state'>;
}

/** Which rows somebody wants to see, the latest first. */
export interface OutboxQuery {
  state?: OutboxRow['state'] | undefined;
  incident?: string | undefined;
  limit: number;
}

/**
 * What waits to be brought outside, in the log's own database.
 * Invariants: a row is made in the transaction of the entry that asks for it if one does, once for each id; a change is made only to a row nobody
 * else has changed since, and says whether it was; reads never see less than the last resolved change.
 */
export interface Outbox {
  /** Rows for people and rooms, or for programs and those who read along, that wait or are being sent and whose time has come, the longest due first, of no lane in `without`. */
  due(which: 'people' | 'programs', now: Instant, limit: number, without?: ReadonlySet<string>): OutboxRow[];
  /** What is not settled in a lane, in the order it was asked for. */
  openIn(lane: string, limit: number): OutboxRow[];
  /** When the next row falls due; undefined when none waits. */
  nextAt(): Instant | undefined;
  find(id: string): OutboxRow | undefined;
  list(query: OutboxQuery): OutboxRow[];
  /** What was sent about an incident in a lane, the oldest first. */
  sentAbout(lane: string, incident: string): OutboxRow[];
  counts(): Record<OutboxRow['state'], number>;
  /** When messages were sent in a lane since an instant, each once however many rows it answered. */
  sentSince(lane: string, since: Instant): Instant[];
  change(changes: readonly OutboxChange[]): Promise<boolean[]>;
  /** Adds what no entry asks for, once for each id. */
  add(rows: readonly OutboxRow[]): Promise<void>;
  /** Lets go of rows settled before an instant. */
  forget(before: Instant): Promise<void>;
}

/** The change from one form of a row to the next. */
export function changeOf(before: OutboxRow, row: OutboxRow): OutboxChange {
  return { row, was: { attempts: before.attempts, state: before.state } };
}
