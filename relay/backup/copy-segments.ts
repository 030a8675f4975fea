import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { notedSegments, segmentsFolder, type Segment } from '../archive/segment.ts';
import { manifestFile } from './backup-files.ts';
import { syncFile, syncFolder } from './sync-file.ts';
import { fileHash } from './verify-backup.ts';

/** The archive's files that belong to a log, as they are called within a data folder or a backup. */
export function segmentFilesOf(logFile: string): string[] {
  return segmentsOf(logFile).map(({ file }) => `${segmentsFolder}/${file}`);
}

function segmentsOf(logFile: string): Segment[] {
  const db = new Database(logFile, { readonly: true, fileMustExist: true });
  try {
    return notedSegments(db);
  } finally {
    db.close();
  }
}

/**
 * Puts the segments a copied log needs beside it. A segment never changes, so the one of an earlier backup in the same folder is shared
 * with it (a hard link) when it is what it should be; a backup that holds none of its own then costs no more room.
 */
export function copySegments(data: string, logCopy: string, backups: string): void {
  const segments = segmentsOf(logCopy);
  if (segments.length === 0) {
    return;
  }
  const folder = join(dirname(logCopy), segmentsFolder);
  mkdirSync(folder, { mode: 0o700 });
  const earlier = backupsIn(backups);
  for (const segment of segments) {
    const to = join(folder, segment.file);
    if (!earlier.some((backup) => isShared(join(backup, segmentsFolder, segment.file), to, segment))) {
      copyFileSync(join(data, segmentsFolder, segment.file), to);
      chmodSync(to, 0o600);
      syncFile(to);
    }
  }
  syncFolder(folder);
}

/** Other backups beside the one in the making, the newest first. */
function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name))
    .filter((backup) => existsSync(join(backup, manifestFile)));
}

function isShared(from: string, to: string, { sha256 }: Segment): boolean {
  try {
    if (existsSync(from) && fileHash(from) === sha256) {
      linkSync(from, to);
      return true;
    }
  } catch {
    // Not every file system has hard links; then it is copied.
  }
  return false;
}
