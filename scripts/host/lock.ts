import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 250;

/**
 * Holds `file` as a lock while `work` runs, so that two starts do not build the same thing twice. A
 * lock whose owner has died is taken over.
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  { whileWaiting = () => undefined }: { whileWaiting?: (owner: number) => void } = {},
): Promise<T> {
  let told = false;
  for (;;) {
    const owner = claim(file);
    if (owner === undefined) {
      break;
    }
    if (!told) {
      whileWaiting(owner);
      told = true;
    }
    await delay(pollMs);
  }
  const release = (): void => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** Takes the lock, or answers with the process that holds it. */
export function claim(file: string): number | undefined {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  const owner = ownerOf(file);
  if (owner !== undefined && !isAlive(owner)) {
    rmSync(file, { force: true });
    return claim(file);
  }
  return owner ?? 0;
}

function ownerOf(file: string): number | undefined {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // A file without a number yet is being written at this moment.
    return Number.isInteger(owner) && owner > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
