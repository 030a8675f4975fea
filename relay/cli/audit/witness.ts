import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Checkpoint, checkpointText } from '../../../shared/log/checkpoint.ts';
import { verifySignature } from '../../access/signature.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import type { Auditor } from './auditor.ts';

/** How the checkpoints a desktop kept compare with a log. */
export interface Witnessed {
  checkpoints: number;
  /** The first the log contradicts. */
  against?: { seq: number; message: string };
}

/** The checkpoints a desktop kept in its data folder. Throws when there are none to read. */
export function checkpointsIn(folder: string): Checkpoint[] {
  const file = join(folder, 'replica.db');
  if (!existsSync(file)) {
    throw new CliError(misused, `${folder} is not the data folder of a desktop.`, 'Name a folder with a replica.db in it.');
  }
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const rows = db.prepare<[], { json: string }>('SELECT json FROM checkpoints').all();
      return rows.map(({ json }) => Checkpoint.parse(JSON.parse(json))).toSorted((a, b) => a.seq - b.seq);
    } finally {
      db.close();
    }
  } catch (error) {
    throw new CliError(misused, `The checkpoints in ${file} cannot be read: ${reasonOf(error)}.`, 'Take another desktop as a witness.');
  }
}

/** Compares a log that was audited with what a desktop witnessed of it; the auditor was told of the checkpoints' hashes before. */
export function witnessed(auditor: Auditor, all: readonly Checkpoint[]): Witnessed {
  const checkpoints = all.filter(({ seq }) => seq >= auditor.from);
  const keys = auditor.devices.filter(({ person }) => person === undefined).map(({ publicKey }) => publicKey);
  for (const checkpoint of checkpoints) {
    const { seq, hash, log, signature } = checkpoint;
    const text = checkpointText(checkpoint);
    if (!keys.some((key) => verifySignature(text, signature, key))) {
      return {
        checkpoints: checkpoints.length,
        against: { seq, message: `The checkpoint of entry ${seq} is not signed by this log’s relay.` },
      };
    }
    if (log !== auditor.head.log || !auditor.contains(hash)) {
      const message = `The relay signed another entry ${seq} than this log has: the log was rewritten or cut off${auditor.recovered > 0 ? `, or a backup was restored (${auditor.recovered} entries were recovered since)` : ''}.`;
      return { checkpoints: checkpoints.length, against: { seq, message } };
    }
  }
  return { checkpoints: checkpoints.length };
}
