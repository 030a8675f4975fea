import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Writes a file through to the disk. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes what was made or renamed in a folder last through a power cut; Windows cannot open a folder, and NTFS journals the rename. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}
