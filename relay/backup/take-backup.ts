import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { writePrivateJson } from '../access/private-file.ts';
import { logFile, manifestFile, neededSideFiles, sideFiles } from './backup-files.ts';
import { copySegments, segmentFilesOf } from './copy-segments.ts';
import { syncFile, syncFolder } from './sync-file.ts';
import { BadBackup, fileHash, soundLog, type Manifest } from './verify-backup.ts';

/** What a backup in the making is called, so that nothing half ever has a good name. */
export const partSuffix = '.part';

/** What to back up, where to and when it is. */
export interface BackupRequest {
  data: string;
  to: string;
  takenAt: number;
  version: string;
}

/**
 * Takes a backup of a data folder, whether its relay runs or not. What has its name at the end was copied in one read of the log,
 * synced and proven; before that it has another name. Throws a sentence and leaves nothing behind when it cannot.
 */
export function takeBackup({ data, to, takenAt, version }: BackupRequest): Manifest {
  const part = `${to}.${process.pid}${partSuffix}`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  try {
    copyLog(join(data, logFile), join(part, logFile));
    copySideFiles(data, part);
    copySegments(data, join(part, logFile), dirname(to));
    const names = [logFile, ...sideFiles.filter((name) => existsSync(join(part, name))), ...segmentFilesOf(join(part, logFile))];
    const { entries, head, lastAt, log } = soundLog(join(part, logFile));
    const files = Object.fromEntries(names.map((name) => [name, fileHash(join(part, name))]));
    const manifest: Manifest = { format: 1, version, takenAt, log, entries, head, ...(lastAt === undefined ? {} : { lastAt }), files };
    writePrivateJson(join(part, manifestFile), manifest);
    syncFolder(part);
    renameSync(part, to);
    syncFolder(dirname(to));
    return manifest;
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
}

/** `VACUUM INTO` reads one moment of the log however long it takes and whatever is written meanwhile; it does not sync what it wrote. */
function copyLog(from: string, to: string): void {
  if (!existsSync(from)) {
    throw new BadBackup(`There is no log to back up: ${from} does not exist.`);
  }
  // Not read-only: such a connection leaves side files behind, which a relay of another user could not open.
  const db = new Database(from, { fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  chmodSync(to, 0o600);
  syncFile(to);
}

function copySideFiles(data: string, part: string): void {
  for (const name of sideFiles) {
    if (existsSync(join(data, name))) {
      copyFileSync(join(data, name), join(part, name));
      chmodSync(join(part, name), 0o600);
      syncFile(join(part, name));
    } else if (neededSideFiles.includes(name)) {
      throw new BadBackup(`${join(data, name)} does not exist, and without it a relay would come back as another.`);
    }
  }
}
