import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claim } from '../host/lock.ts';

/** Keeps a second start away from data that the first one is using. */
export function claimFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'start.lock');
  const owner = claim(file);
  if (owner !== undefined) {
    throw new Error(`Process ${owner} already runs on ${folder}. Stop it first, or set WATCHBELL_DATA to another folder.`);
  }
  process.on('exit', () => rmSync(file, { force: true }));
}
