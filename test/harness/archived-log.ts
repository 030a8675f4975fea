import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { writeSegment } from '../../relay/archive/segment-file.ts';
import { notedSegments, segmentsFolder } from '../../relay/archive/segment.ts';
import type { Commit } from '../../relay/log/event-store.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import type { Incident } from '../../shared/incident/incident.ts';

/** How far a log's archive goes. */
export function archivedTo(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return notedSegments(db).at(-1)?.last ?? 0;
  } finally {
    db.close();
  }
}

/** Archives the log up to an entry, whoever signed what and however new it is. */
export async function archiveUpTo(store: SqliteEventStore, file: string, upTo: number): Promise<void> {
  const after = archivedTo(file);
  const entries = store.read(after, upTo - after);
  if (entries.length > 0) {
    await store.archive(writeSegment(join(dirname(file), segmentsFolder), entries));
  }
}

/** A log that archives everything as soon as it is written. */
export class EagerlyArchived extends SqliteEventStore {
  readonly #file: string;

  constructor(file: string) {
    super(file);
    this.#file = file;
  }

  override async append(commits: readonly Commit[], incidents: readonly Incident[]): Promise<void> {
    await super.append(commits, incidents);
    await archiveUpTo(this, this.#file, this.head().seq);
  }
}
