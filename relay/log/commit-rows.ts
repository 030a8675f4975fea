import type { Commit } from './event-store.ts';

/** An entry as the table has it: seq, id, kind and id of its entity, type, author, signature, relay, hash. */
export type EventRow = [number, string, string, string, string, string, string, string, string];

/** A device and the last number of its own that it has used. */
export type CountRow = [string, number];

/** Entries as rows: rows of plain values cross to the thread that writes at half the cost of what they are made from. */
export function eventRows(commits: readonly Commit[]): EventRow[] {
  return commits.map(({ entry: { seq, id, author, signature, relay, hash }, entity, type }) => [
    seq,
    id,
    entity.kind,
    entity.id,
    type,
    author,
    signature,
    relay,
    hash,
  ]);
}

/** What commits say of devices' numbers, each device once. */
export function countRows(commits: readonly Commit[]): CountRow[] {
  const last = new Map<string, number>();
  for (const { device, deviceSeq, refused } of commits) {
    for (const used of refused ? [{ device, deviceSeq }, refused] : [{ device, deviceSeq }]) {
      last.set(used.device, Math.max(last.get(used.device) ?? 0, used.deviceSeq));
    }
  }
  return [...last];
}
