import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** A log that must not be gone on with: what is wrong, and the command that puts it right. */
export class DamagedLog extends Error {
  constructor(file: string, why: string, cause?: unknown) {
    super(
      `The log ${file} is damaged (${why}). Stop the relay and restore a backup: watchbell restore BACKUP --data ${dirname(file)}. ` +
        'The laptops still hold their copies and go on paging.',
      { cause },
    );
  }
}

/** What an error says of a database: its damage, or undefined when it is about something else, like a full disk. */
export function damageIn(error: unknown): string | undefined {
  // A flipped byte in a table's own description shows as a statement that does not fit it any more.
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|ERROR|MISMATCH)/.test(error.code) ? error.message : undefined;
}
