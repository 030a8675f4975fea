import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import { isMustUnderstand } from '../log/schema.ts';
import { readSegment } from './segment-file.ts';
import { notedSegments, noteSegment, segmentsFolder, type Segment } from './segment.ts';

/**
 * Lets the text of archived entries go from the database, together with the note of where it is now. Nothing goes that was not just
 * read, byte for byte, out of the file; what states are folded from stays in the database too. Throws when anything differs.
 */
export function letGo(db: Database.Database, segment: Segment): void {
  const folder = join(dirname(db.name), segmentsFolder);
  const { first, last } = segment;
  const due = (notedSegments(db).at(-1)?.last ?? 0) + 1;
  if (first !== due) {
    throw new Error(`The next entry to be archived is ${due}, not ${first}; nothing was let go.`);
  }
  const kept = readSegment(folder, segment);
  const rows = db
    .prepare<[number, number], StoredEvent>(
      'SELECT seq, id, author, signature, relay, hash FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq',
    )
    .iterate(first, last);
  let same = 0;
  for (const row of rows) {
    const entry = kept[same];
    if (!entry || !isSame(row, entry)) {
      break;
    }
    same += 1;
  }
  if (same !== last - first + 1) {
    throw new Error(`Entry ${first + same} is another in ${segment.file} than in the log; nothing was let go.`);
  }
  db.transaction(() => {
    noteSegment(db, segment);
    db.prepare(
      `UPDATE events SET author = '', signature = '', relay = '' WHERE seq BETWEEN ? AND ? AND kind = 'incident' AND NOT (${isMustUnderstand})`,
    ).run(first, last);
  })();
}

function isSame(one: StoredEvent, other: StoredEvent): boolean {
  return (['seq', 'id', 'author', 'signature', 'relay', 'hash'] as const).every((part) => one[part] === other[part]);
}
