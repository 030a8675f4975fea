import type Database from 'better-sqlite3';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import { putRow } from './copy-schema.ts';
import { thinned } from './thinned.ts';

const placeOf = ({ seq, hash }: Checkpoint) => `${seq} ${hash}`;

/** The checkpoints a copy keeps, oldest first. */
export function keptCheckpoints(db: Database.Database): Checkpoint[] {
  const kept = db
    .prepare<[], { json: string }>('SELECT json FROM checkpoints')
    .all()
    .map(({ json }) => JSON.parse(json) as Checkpoint);
  return kept.toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}

/** Keeps one more, unless it is there, and lets go of those not worth keeping. */
export function keepCheckpoint(db: Database.Database, checkpoint: Checkpoint): void {
  const known = keptCheckpoints(db);
  if (known.some((each) => placeOf(each) === placeOf(checkpoint))) {
    return;
  }
  putRow(db, 'checkpoints', placeOf(checkpoint), JSON.stringify(checkpoint));
  const kept = keptCheckpoints(db);
  const worthKeeping = new Set(thinned(kept));
  const forget = db.prepare('DELETE FROM checkpoints WHERE place = ?');
  kept.filter((each) => !worthKeeping.has(each)).forEach((each) => forget.run(placeOf(each)));
}

/** Puts checkpoints of another copy into this one, as they are. */
export function putCheckpoints(db: Database.Database, checkpoints: readonly Checkpoint[]): void {
  checkpoints.forEach((checkpoint) => putRow(db, 'checkpoints', placeOf(checkpoint), JSON.stringify(checkpoint)));
}
