import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Replaces a JSON file that only its owner may read: whole or not at all, also when the power goes. */
export function writePrivateJson(file: string, value: unknown): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      // All of it or an error: a single write to a disk that is nearly full takes a part and says nothing.
      writeFileSync(descriptor, `${JSON.stringify(value, undefined, 2)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
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
      blank(before);
    }
  } finally {
    if (before !== undefined) {
      closeSync(before);
    }
  }
}

function blank(descriptor: number): void {
  writeSync(descriptor, Buffer.alloc(fstatSync(descriptor).size), 0, undefined, 0);
  fsyncSync(descriptor);
}

/** Erases what processes that ended while they wrote such a file have left: addresses may stand in it. For whoever has the folder to themselves. */
export function dropUnfinished(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => /\.json\.\d+\.tmp$/.test(each))) {
    const left = join(folder, name);
    try {
      const descriptor = openSync(left, 'r+');
      try {
        blank(descriptor);
      } finally {
        closeSync(descriptor);
      }
      rmSync(left);
    } catch {
      // No reason not to start; it is tried again at the next one.
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
