import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { ChainHead } from '../../../shared/log/chain.ts';
import { StoredEvent } from '../../../shared/log/envelope.ts';
import { SegmentShelf } from '../../archive/segment-shelf.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import type { RelayClient } from '../relay-client.ts';
import { packedEntries } from './packed-entries.ts';
import { UnreadableEntry } from './unreadable-entry.ts';

const batchSize = 1000;
const columns = 'seq, id, author, signature, relay, hash';

/** What a copy that began in the middle of a log has of the time before: where that ended, and the entries that define the workspace. */
export interface Beginning {
  head: ChainHead;
  before: StoredEvent[];
}

/** Entries from the first on, in the order they are kept, some at a time. Throws UnreadableEntry where one cannot be read. */
export interface EntrySource {
  name: string;
  /** Where a copy begins that has not the whole log: a laptop's that began with a snapshot. */
  beginning?(): Beginning | undefined;
  batches(): AsyncIterable<StoredEvent[]>;
}

const Page = z.object({ entries: z.array(StoredEvent) });

/** The log of a relay, asked for over HTTP. */
export function relaySource(client: RelayClient): EntrySource {
  return {
    name: `relay ${client.url}`,
    async *batches() {
      for (let after = 0; ;) {
        const { entries } = await client.get(`/v1/events?after=${after}&limit=${batchSize}`, Page);
        const last = entries.at(-1);
        if (!last) {
          return;
        }
        yield entries;
        after = last.seq;
      }
    },
  };
}

/** A log that was exported, one entry a line; or a segment of the archive, proven together with those before it. */
export function fileSource(file: string): EntrySource {
  return file.endsWith('.gz') ? { name: `file ${file}`, batches: () => packedEntries(file) } : linesSource(file);
}

function linesSource(file: string): EntrySource {
  return {
    name: `file ${file}`,
    async *batches() {
      let number = 0;
      let batch: StoredEvent[] = [];
      for await (const line of createInterface({ input: openFile(file), crlfDelay: Infinity })) {
        number += 1;
        if (line !== '') {
          const entry = readLine(line);
          if (!entry) {
            yield batch;
            throw new UnreadableEntry(`Line ${number} of ${file} is not an entry of a log.`);
          }
          batch.push(entry);
        }
        if (batch.length === batchSize) {
          yield batch;
          batch = [];
        }
      }
      yield batch;
    },
  };
}

function openFile(file: string): ReturnType<typeof createReadStream> {
  try {
    if (statSync(file).isDirectory()) {
      throw Object.assign(new Error(), { code: 'EISDIR' });
    }
    return createReadStream(file, 'utf8');
  } catch (error) {
    throw new CliError(misused, `${file} cannot be read: ${reasonOf(error)}.`, 'Name a file that "audit export" wrote.');
  }
}

function readLine(line: string): StoredEvent | undefined {
  try {
    const parsed = StoredEvent.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const Row = z.object({ seq: z.int(), id: z.string(), author: z.string(), signature: z.string(), relay: z.string(), hash: z.string() });

/** The log as a relay (log.db) or a desktop (replica.db) keeps it; may be read while they run. */
export function folderSource(folder: string): EntrySource {
  const file = ['log.db', 'replica.db'].map((name) => join(folder, name)).find((each) => existsSync(each));
  if (file === undefined) {
    throw new CliError(
      misused,
      `${folder} holds no log: neither log.db nor replica.db is in it.`,
      'Name the data folder of a relay or of a desktop.',
    );
  }
  const beginning = () => beginningOf(file);
  return {
    name: `file ${file}`,
    beginning,
    async *batches() {
      const first = beginning()?.head.seq ?? Number.MIN_SAFE_INTEGER;
      const db = openDatabase(file);
      try {
        const archived = new SegmentShelf(db);
        const rows = db.prepare<[number, number]>(`SELECT ${columns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`);
        for (let after = first; ;) {
          const entries = archived.whole(z.array(Row).parse(rows.all(after, batchSize)));
          const last = entries.at(-1);
          if (!last) {
            return;
          }
          yield entries;
          after = last.seq;
        }
      } catch (error) {
        throw error instanceof CliError ? error : new UnreadableEntry(`${file} is damaged: ${reasonOf(error)}.`);
      } finally {
        db.close();
      }
    },
  };
}

function beginningOf(file: string): Beginning | undefined {
  const db = openDatabase(file);
  try {
    const noted = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?');
    const heldFrom = Number(noted.get('held_from')?.value ?? 1);
    if (heldFrom === 1) {
      return undefined;
    }
    const before = z.array(Row).parse(db.prepare(`SELECT ${columns} FROM events WHERE seq < ? ORDER BY seq`).all(heldFrom));
    const adopted = JSON.parse(noted.get('adopted')?.value ?? 'null') as ChainHead | null;
    if (adopted?.seq === heldFrom - 1) {
      return { head: adopted, before };
    }
    // What came before the first entry held is not here: that entry itself is where the proof begins.
    const first = z.array(Row).parse(db.prepare(`SELECT ${columns} FROM events WHERE seq = ?`).all(heldFrom));
    const head = { seq: heldFrom, hash: first[0]?.hash ?? '', recordedAt: Number.MIN_SAFE_INTEGER, log: adopted?.log };
    return { head, before: [...before, ...first] };
  } catch {
    // What cannot be read is found when the entries are.
    return undefined;
  } finally {
    db.close();
  }
}

function openDatabase(file: string): Database.Database {
  try {
    return new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new CliError(misused, `${file} cannot be opened: ${reasonOf(error)}.`, 'Run this as the user who owns the folder.');
  }
}
