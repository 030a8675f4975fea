import type Database from 'better-sqlite3';
import { chainHash, genesis, genesisHash, verifyChain, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { copySchemaText, expectedCopySchema, guardedTables, noted, oddRows } from './copy-schema.ts';

/** Looked at in one go while the app runs: some milliseconds. */
const atOnce = 200;

/** Whether what a desktop starts from is as it was written: pages, indexes, definitions, the end of the log, all that is kept beside it. */
export function isSoundAtOpen(db: Database.Database): boolean {
  const [check] = db.pragma('integrity_check(1)') as { integrity_check: string }[];
  return (
    check?.integrity_check === 'ok' &&
    copySchemaText(db) === expectedCopySchema() &&
    guardedTables.every((table) => oddRows(db, table).every(({ odd }) => odd === 0)) &&
    areDefinitionsSound(db)
  );
}

/** The first entry from which on a copy is whole; what a snapshot brought of the time before stands by itself. */
function heldFrom(db: Database.Database): number {
  return Number(noted(db, 'held_from') ?? 1);
}

function areDefinitionsSound(db: Database.Database): boolean {
  const whole = heldFrom(db);
  const rows = db
    .prepare<[], StoredEvent & { previous: string | null }>(
      `SELECT e.seq, e.author, e.signature, e.relay, e.hash, p.hash AS previous FROM events e LEFT JOIN events p ON p.seq = e.seq - 1
       WHERE e.kind <> 'incident' OR e.seq = (SELECT max(seq) FROM events)`,
    )
    .iterate();
  for (const { previous, ...entry } of rows) {
    if (previous === null && entry.seq > 1 && entry.seq <= whole) {
      continue;
    }
    if (chainHash(previous ?? genesisHash, entry) !== entry.hash) {
      return false;
    }
  }
  return true;
}

/** Looks through the log and the incidents of a copy from the first to the last, a stretch at a time. */
export class CopyInspection {
  readonly #db: Database.Database;
  #head: ChainHead | undefined;
  #isThroughLog = false;
  #incident = 0;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Looks at the next stretch: 'more' until everything was looked at. */
  next(): 'more' | 'sound' | 'damaged' {
    try {
      return this.#isThroughLog ? this.#incidents() : this.#entries();
    } catch (error) {
      // A full disk is no damage, nor is anything else that is not about what is read.
      if (error instanceof SyntaxError || /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test((error as { code?: string }).code ?? '')) {
        return 'damaged';
      }
      throw error;
    }
  }

  #entries(): 'more' | 'damaged' {
    this.#head ??= this.#beginning();
    const after = this.#head.seq === 0 ? Number.MIN_SAFE_INTEGER : this.#head.seq;
    const rows = this.#db
      .prepare<[number, number], StoredEvent & { kind: string; entity: string }>(
        'SELECT seq, id, author, signature, relay, hash, kind, entity FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
      )
      .all(after, atOnce);
    const { head, broken } = verifyChain(this.#head, rows);
    if (broken) {
      return 'damaged';
    }
    const isFiled = rows.every((row) => {
      const { entity } = decodeEvent(row);
      return entity.kind === row.kind && entity.id === row.entity;
    });
    this.#head = head;
    this.#isThroughLog = rows.length < atOnce;
    return isFiled ? 'more' : 'damaged';
  }

  /** Where the chain of this copy begins: at the snapshot it began with, or at the first entry whose forerunner it does not have. */
  #beginning(): ChainHead {
    const whole = heldFrom(this.#db);
    const adopted = JSON.parse(noted(this.#db, 'adopted') ?? 'null') as ChainHead | null;
    if (whole === 1) {
      return genesis;
    }
    if (adopted?.seq === whole - 1) {
      return adopted;
    }
    const first = this.#db.prepare<[number], { hash: string }>('SELECT hash FROM events WHERE seq = ?').get(whole);
    return { seq: whole, hash: first?.hash ?? '', recordedAt: Number.MIN_SAFE_INTEGER };
  }

  #incidents(): 'more' | 'sound' | 'damaged' {
    const rows = oddRows(this.#db, 'incidents', this.#incident, atOnce);
    this.#incident = rows.at(-1)?.rowid ?? this.#incident;
    if (rows.some(({ odd }) => odd !== 0)) {
      return 'damaged';
    }
    return rows.length < atOnce ? 'sound' : 'more';
  }
}
