import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces a JSON file that only its owner may read: whole or not at all, also when the power goes. */
export function writePrivateJson(file: string, value: unknown): void {
  const temporary = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(value, undefined, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  // Windows cannot open a folder to sync it; NTFS journals the rename.
  if (process.platform !== 'win32') {
    const folder = openSync(dirname(file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
}

/** Replaces such a file and writes over what it held before, so that what was taken out of it is erased: a renamed-over file still lies on the disk. */
export function writePrivateJsonOver(file: string, value: unknown): void {
  const before = existsSync(file) ? openSync(file, 'r+') : undefined;
  try {
    writePrivateJson(file, value);
    if (before !== undefined) {
      writeSync(before, Buffer.alloc(fstatSync(before).size), 0, undefined, 0);
      fsyncSync(before);
    }
  } finally {
    if (before !== undefined) {
      closeSync(before);
    }
  }
}

/** Replaces such a file without keeping the event loop waiting for a slow disk: whole or not at all; the old one may come back when the power goes. */
export async function writePrivateJsonMeanwhile(file: string, value: unknown): Promise<void> {
  const temporary = `${file}.meanwhile.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(value)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** Reads such a file; undefined when it does not exist. Throws a sentence that names the file when it is damaged. */
export function readPrivateJson(file: string): unknown {
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`${file} is damaged. Restore it from a backup, or delete it and restart to make a new one.`);
  }
}
