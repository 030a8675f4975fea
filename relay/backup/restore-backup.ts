import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isoOf } from '../../shared/time/instant.ts';
import { lockFolder } from '../access/folder-lock.ts';
import { logFile, manifestFile, restoringFolder, sideFiles } from './backup-files.ts';
import { segmentsFolder } from '../archive/segment.ts';
import { segmentFilesOf } from './copy-segments.ts';
import { syncFile, syncFolder } from './sync-file.ts';
import { verifyBackup, type Manifest } from './verify-backup.ts';

/** What a restore did. */
export interface Restored {
  manifest: Manifest;
  /** Where the files that were there before are now; undefined when there were none. */
  setAside?: string | undefined;
  /** The folder was another relay's: laptops paired with that one are not known to this. */
  wasOther: boolean;
}

/** Every file of a data folder that a restore replaces: a write-ahead log beside another database would damage it. */
const replaced = [logFile, `${logFile}-wal`, `${logFile}-shm`, ...sideFiles, segmentsFolder];

/**
 * Puts a backup in the place of a data folder's files. Nothing is touched before the backup is proven, nothing is deleted, and the
 * files are moved in only once their copies are proven too; cut short, it is run again. Throws a sentence when it cannot.
 */
export function restoreBackup({ backup, data, now }: { backup: string; data: string; now: number }): Restored {
  verifyBackup(backup);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const unlock = lockStopped(data);
  try {
    const restoring = join(data, restoringFolder);
    const wasCutShort = existsSync(restoring);
    let manifest: Manifest;
    try {
      manifest = gather(backup, restoring);
    } catch (error) {
      // After one that was cut short it stays, or a relay would start on what is left of the folder.
      if (!wasCutShort) {
        rmSync(restoring, { recursive: true, force: true });
      }
      throw error;
    }
    const wasOther = keyIn(data) !== undefined && keyIn(data) !== keyIn(restoring);
    const setAside = putAside(data, now);
    for (const name of new Set(Object.keys(manifest.files).map((file) => file.split('/')[0] ?? file))) {
      renameSync(join(restoring, name), join(data, name));
    }
    syncFolder(data);
    // Last of all: until it is gone no relay starts here.
    rmSync(restoring, { recursive: true });
    syncFolder(data);
    return { manifest, setAside, wasOther };
  } finally {
    unlock();
  }
}

/** The key by which laptops know a relay; undefined for a folder without one. */
function keyIn(folder: string): string | undefined {
  const file = join(folder, 'relay-key.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function lockStopped(data: string): () => void {
  try {
    return lockFolder(data);
  } catch (error) {
    throw new Error(`A relay runs on ${data}. Stop it first`, { cause: error });
  }
}

function gather(backup: string, restoring: string): Manifest {
  rmSync(restoring, { recursive: true, force: true });
  mkdirSync(restoring, { mode: 0o700 });
  const segments = segmentFilesOf(join(backup, logFile));
  if (segments.length > 0) {
    mkdirSync(join(restoring, segmentsFolder), { mode: 0o700 });
  }
  for (const name of [manifestFile, logFile, ...sideFiles, ...segments].filter((each) => existsSync(join(backup, each)))) {
    copyFileSync(join(backup, name), join(restoring, name));
    chmodSync(join(restoring, name), 0o600);
    syncFile(join(restoring, name));
  }
  if (segments.length > 0) {
    syncFolder(join(restoring, segmentsFolder));
  }
  const manifest = verifyBackup(restoring);
  syncFolder(restoring);
  return manifest;
}

function putAside(data: string, now: number): string | undefined {
  const present = replaced.filter((name) => existsSync(join(data, name)));
  if (present.length === 0) {
    return undefined;
  }
  const folder = freeName(join(data, `set-aside-${isoOf(now).slice(0, 19).replaceAll(':', '')}Z`));
  mkdirSync(folder, { mode: 0o700 });
  present.forEach((name) => renameSync(join(data, name), join(folder, name)));
  syncFolder(folder);
  return folder;
}

function freeName(name: string): string {
  let free = name;
  for (let i = 2; existsSync(free); i += 1) {
    free = `${name}-${i}`;
  }
  return free;
}
