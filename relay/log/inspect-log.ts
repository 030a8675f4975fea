import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AuthorPart, type StoredEvent } from '../../shared/log/envelope.ts';
import { BadSegment, notedSegments, segmentsFolder } from '../archive/segment.ts';
import { segmentLength } from '../archive/segment-file.ts';
import { SegmentShelf } from '../archive/segment-shelf.ts';
import { Auditor } from '../cli/audit/auditor.ts';
import { damageIn } from './damage.ts';
import { incidentChecksum, type IncidentRow } from './incident-checksum.ts';
import { outboxColumns, rowChecksum, type StoredRow } from './outbox-rows.ts';
import { expectedSchemaText, guardedSince, outboxSince, schemaText, schemaVersion } from './schema.ts';

const atOnce = 1000;

/** What an inspection of a whole log came to. */
export interface Inspected {
  entries: number;
  head: string;
  /** When the last entry was recorded (relay ms); undefined for an empty log. */
  lastAt?: number | undefined;
  log: string;
  /** The first thing wrong, in words; undefined when every byte that is read is as it was written. */
  damage?: string | undefined;
}

type Row = StoredEvent & { kind: string; entity: string; type: string };
const columns = 'seq, id, author, signature, relay, hash, kind, entity, type';

/**
 * Looks at all of a log's database: its pages and indexes, each entry's place, hash and signature, what the entries are filed under,
 * and what is kept beside them. `quick_check` sees none of what was flipped inside a value. May run while a relay writes.
 */
export function inspectLog(file: string): Inspected {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    return new LogInspection(db).run();
  } catch (error) {
    const damage =
      damageIn(error) ??
      (error instanceof SyntaxError || error instanceof TypeError || error instanceof BadSegment ? error.message : undefined);
    if (damage === undefined) {
      throw error;
    }
    return { entries: 0, head: '', log: '', damage };
  } finally {
    db.close();
  }
}

class LogInspection {
  readonly #db: Database.Database;
  readonly #auditor = new Auditor();
  readonly #deviceSeqs = new Map<string, number>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  run(): Inspected {
    const log = this.#db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'log'").get()?.value ?? '';
    const damage =
      this.#pages() ??
      this.#segments() ??
      this.#entries() ??
      this.#db.transaction(() => this.#entries() ?? this.#devices())() ??
      this.#incidents() ??
      this.#outbox();
    const { head } = this.#auditor;
    const isOther = head.log !== undefined && head.log !== log;
    return {
      entries: head.seq,
      head: head.hash,
      lastAt: head.seq === 0 ? undefined : head.recordedAt,
      log,
      damage: damage ?? (isOther ? 'the entries belong to another log than the folder' : undefined),
    };
  }

  #pages(): string | undefined {
    if (schemaText(this.#db) !== expectedSchemaText(schemaVersion(this.#db))) {
      return 'its tables are not as they were made';
    }
    const [check] = this.#db.pragma('integrity_check(1)') as { integrity_check: string }[];
    return check?.integrity_check === 'ok' ? undefined : (check?.integrity_check ?? 'no answer');
  }

  /** Every file of the archive as it was written; what is in it is looked at with the entries. */
  #segments(): string | undefined {
    const folder = join(dirname(this.#db.name), segmentsFolder);
    const entries = notedSegments(this.#db).reduce((sum, segment) => sum + segmentLength(folder, segment), 0);
    const last = this.#db.prepare<[], { last: number | null }>('SELECT max(seq) AS last FROM events').get()?.last ?? 0;
    return entries > last ? 'More is archived than was ever written.' : undefined;
  }

  /** From where the last call ended to the end of the log. */
  #entries(): string | undefined {
    const page = this.#db.prepare<[number, number], Row>(`SELECT ${columns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`);
    const archived = new SegmentShelf(this.#db);
    // An entry before the first can only be a number that was flipped.
    for (let after = this.#auditor.head.seq === 0 ? Number.MIN_SAFE_INTEGER : this.#auditor.head.seq; ;) {
      const rows = archived.whole(page.all(after, atOnce));
      const last = rows.at(-1);
      if (!last) {
        return undefined;
      }
      const found = this.#auditor.take(rows.map(({ kind: _kind, entity: _entity, type: _type, ...entry }) => entry));
      const damage = found?.message ?? this.#misfiled(rows);
      if (damage !== undefined) {
        return damage;
      }
      after = last.seq;
    }
  }

  #misfiled(rows: readonly Row[]): string | undefined {
    for (const { seq, author, kind, entity, type } of rows) {
      const part = AuthorPart.parse(JSON.parse(author));
      if (part.entity.kind !== kind || part.entity.id !== entity || part.type !== type) {
        return `Entry ${seq} is filed under something else than it says.`;
      }
      this.#deviceSeqs.set(part.device, Math.max(part.deviceSeq, this.#deviceSeqs.get(part.device) ?? 0));
    }
    return undefined;
  }

  #devices(): string | undefined {
    const rows = this.#db.prepare<[], { device: string; last_seq: number }>('SELECT device, last_seq FROM devices').all();
    const isKept = rows.length === this.#deviceSeqs.size && rows.every(({ device, last_seq }) => this.#deviceSeqs.get(device) === last_seq);
    return isKept ? undefined : 'How far each device has counted is not as it was written.';
  }

  #outbox(): string | undefined {
    if (schemaVersion(this.#db) < outboxSince) {
      return undefined;
    }
    const rows = this.#db.prepare<[], StoredRow & { checksum: string }>(`SELECT ${outboxColumns} FROM outbox`);
    for (const row of rows.iterate()) {
      if (rowChecksum(row) !== row.checksum) {
        return `Delivery ${row.id} is not as it was written.`;
      }
    }
    return undefined;
  }

  #incidents(): string | undefined {
    if (schemaVersion(this.#db) < guardedSince) {
      return undefined;
    }
    const rows = this.#db.prepare<[], IncidentRow & { checksum: string }>(
      'SELECT id, number, open, resolved_at, state, checksum FROM incidents',
    );
    for (const row of rows.iterate()) {
      if (incidentChecksum(row) !== row.checksum) {
        return `Incident ${row.id} is not as it was written.`;
      }
    }
    return undefined;
  }
}
