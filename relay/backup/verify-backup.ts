import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { InstantMs } from '../../shared/log/envelope.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { inspectLog, type Inspected } from '../log/inspect-log.ts';
import { logFile, manifestFile, neededSideFiles } from './backup-files.ts';

/** Schema of what a backup says of itself; `files` has the SHA-256 of each file, hexadecimal. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  takenAt: InstantMs,
  log: z.string(),
  entries: z.int().min(0),
  head: z.string(),
  lastAt: InstantMs.optional(),
  files: z.record(z.string().regex(/^([a-z.-]+|segments\/\d+-\d+\.ndjson\.gz)$/), z.string().regex(/^[0-9a-f]{64}$/)),
});
/** What a backup says of itself. */
export type Manifest = z.infer<typeof Manifest>;

/** A backup that must not be relied on; the message says why. */
export class BadBackup extends Error {}

/** SHA-256 of a file, hexadecimal; read some at a time, because a log may be larger than what fits in one buffer. */
export function fileHash(file: string): string {
  const hash = createHash('sha256');
  const part = Buffer.alloc(1_048_576);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, part); read > 0; read = readSync(descriptor, part)) {
      hash.update(part.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

/** Proves that a backup is whole: each file as it was written, the log sound, chained and signed to its last entry. Throws BadBackup. */
export function verifyBackup(folder: string): Manifest {
  const manifest = readManifest(folder);
  for (const [name, hash] of Object.entries(manifest.files)) {
    const file = join(folder, name);
    if (!existsSync(file)) {
      throw new BadBackup(`${name} is missing in ${folder}.`);
    }
    if (fileHash(file) !== hash) {
      throw new BadBackup(`${name} in ${folder} is not as it was written.`);
    }
  }
  const missing = [logFile, ...neededSideFiles].find((name) => !Object.hasOwn(manifest.files, name));
  if (missing !== undefined) {
    throw new BadBackup(`${folder} was written without ${missing}.`);
  }
  checkLog(folder, manifest);
  return manifest;
}

function readManifest(folder: string): Manifest {
  const file = join(folder, manifestFile);
  if (!existsSync(folder) || !statSync(folder).isDirectory() || !existsSync(file)) {
    throw new BadBackup(`${folder} is no backup: there is no ${manifestFile} in it.`);
  }
  try {
    return Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new BadBackup(`${file} cannot be read.`);
  }
}

function checkLog(folder: string, manifest: Manifest): void {
  const inspected = soundLog(join(folder, logFile));
  if (inspected.entries !== manifest.entries || inspected.head !== manifest.head || inspected.log !== manifest.log) {
    throw new BadBackup(`The log in ${folder} does not end where the backup says (entry ${manifest.entries}).`);
  }
}

/** Inspects a log that is about to be relied on. Throws BadBackup when anything is wrong with it. */
export function soundLog(file: string): Inspected {
  let inspected: Inspected;
  try {
    inspected = inspectLog(file);
  } catch (error) {
    throw new BadBackup(`${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`, { cause: error });
  }
  if (inspected.damage !== undefined) {
    throw new BadBackup(`The log ${file} is damaged (${inspected.damage}).`);
  }
  return inspected;
}

/** The name of a backup in a folder of many, by the moment it was taken; names sort as the moments do. */
export function backupName(takenAt: number): string {
  return `backup-${isoOf(takenAt).slice(0, 19).replaceAll(':', '')}Z`;
}

/** The moment a backup of such a name was taken; undefined for any other name. */
export function backupMoment(name: string): number | undefined {
  const parts = /^backup-(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d)Z$/.exec(name);
  const at = parts ? Date.parse(`${parts[1]}:${parts[2]}:${parts[3]}Z`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
