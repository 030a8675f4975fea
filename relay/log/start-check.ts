import type Database from 'better-sqlite3';
import { chainHash, genesisHash, verifyChain } from '../../shared/log/chain.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { notedSegments } from '../archive/segment.ts';
import { incidentChecksum, type IncidentRow } from './incident-checksum.ts';
import { expectedSchemaText, schemaText, schemaVersion } from './schema.ts';

/** The newest entries are proven at every start; all of them by the inspection that follows it. */
const provenAtStart = 1000;

/**
 * What is wrong with what a relay starts from: the definitions, the incidents still in sight and the end of the log.
 * Cheap enough for every start, because a relay that starts must page within seconds.
 */
export function damageAtStart(db: Database.Database): string | undefined {
  return schemaText(db) === expectedSchemaText(schemaVersion(db))
    ? (endDamage(db) ?? definitionsDamage(db) ?? incidentsDamage(db))
    : 'its tables are not as they were made';
}

function endDamage(db: Database.Database): string | undefined {
  // An entry before the first can only be a number that was flipped. What is archived has its text elsewhere.
  const archivedTo = notedSegments(db).at(-1)?.last ?? Number.MIN_SAFE_INTEGER;
  const entries = db
    .prepare<[number, number], StoredEvent>(
      'SELECT seq, id, author, signature, relay, hash FROM events WHERE seq >= ? ORDER BY seq DESC LIMIT ?',
    )
    .all(archivedTo, provenAtStart + 1)
    .toReversed();
  const isWhole = archivedTo <= 0 && entries.length <= provenAtStart;
  const before = isWhole ? undefined : entries.shift();
  const head = before
    ? { seq: before.seq, hash: before.hash, recordedAt: Number.MIN_SAFE_INTEGER }
    : { seq: 0, hash: genesisHash, recordedAt: Number.MIN_SAFE_INTEGER };
  const log = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'log'").get()?.value;
  if (log === undefined && entries.length > 0) {
    return 'it does not say which log it is';
  }
  const { broken } = verifyChain({ ...head, log }, entries);
  return broken && `entry ${broken.seq}: ${broken.problem}`;
}

function definitionsDamage(db: Database.Database): string | undefined {
  const rows = db
    .prepare<[], StoredEvent & { previous: string | null }>(
      `SELECT e.seq, e.id, e.author, e.signature, e.relay, e.hash, p.hash AS previous
       FROM events e LEFT JOIN events p ON p.seq = e.seq - 1 WHERE e.kind <> 'incident' ORDER BY e.seq`,
    )
    .iterate();
  for (const { previous, ...entry } of rows) {
    if (chainHash(previous ?? genesisHash, entry) !== entry.hash) {
      return `entry ${entry.seq}: hash-mismatch`;
    }
    if (decodeEvent(entry).id !== entry.id) {
      return `entry ${entry.seq}: id-differs`;
    }
  }
  return undefined;
}

function incidentsDamage(db: Database.Database): string | undefined {
  const rows = db.prepare<[], IncidentRow & { checksum: string }>(
    'SELECT id, number, open, resolved_at, state, checksum FROM incidents WHERE open <> 0 OR resolved_at >= (SELECT max(resolved_at) - 86400000 FROM incidents)',
  );
  for (const row of rows.iterate()) {
    if (incidentChecksum(row) !== row.checksum) {
      return `incident ${row.id} is not as it was written`;
    }
  }
  return undefined;
}
