import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import { isMustUnderstand } from '../log/schema.ts';
import { readBlocks } from './segment-file.ts';
import { notedSegments, noteSegment, segmentsFolder, type Segment } from './segment.ts';

/**
 * Lets the text of archived entries go from the database, together with the note of where it is now. Nothing goes that was not just
 * read, byte for byte, out of the file; what states are folded from stays in the database too. Pauses between blocks, for what else
 * waits to be written; what it has compared by then never changes. Throws when anything differs.
 */
export function* lettingGo(db: Database.Database, segment: Segment): Generator<void> {
  const { first, last, file } = segment;
  const due = (notedSegments(db).at(-1)?.last ?? 0) + 1;
  if (first !== due) {
    throw new Error(`The next entry to be archived is ${due}, not ${first}; nothing was let go.`);
  }
  const row = db.prepare<[number], StoredEvent>('SELECT seq, id, author, signature, relay, hash FROM events WHERE seq = ?');
  let next = first;
  for (const block of readBlocks(join(dirname(db.name), segmentsFolder), segment)) {
    for (const entry of block) {
      if (!isSame(entry, row.get(next))) {
        throw new Error(`Entry ${next} is another in ${file} than in the log; nothing was let go.`);
      }
      next += 1;
    }
    yield;
  }
  if (next !== last + 1) {
    throw new Error(`${file} ends before entry ${last}; nothing was let go.`);
  }
  db.transaction(() => {
    noteSegment(db, segment);
    db.prepare(
      `UPDATE events SET author = '', signature = '', relay = '' WHERE seq BETWEEN ? AND ? AND kind = 'incident' AND NOT (${isMustUnderstand})`,
    ).run(first, last);
  })();
}

function isSame(one: StoredEvent, other: StoredEvent | undefined): boolean {
  return other !== undefined && (['seq', 'id', 'author', 'signature', 'relay', 'hash'] as const).every((part) => one[part] === other[part]);
}
