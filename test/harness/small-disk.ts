import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A small disk of its own in memory, gone when the test has finished; undefined where only an administrator may make one. */
export function smallDisk(size = '4m'): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return folder;
}

/** Fills a disk to the last byte with one file. */
export function fillDisk(file: string): void {
  const ballast = openSync(file, 'a');
  try {
    for (let size = 65_536; size >= 1; size /= 2) {
      try {
        for (;;) {
          writeSync(ballast, Buffer.alloc(size, 1));
        }
      } catch {
        // Less fits, until nothing does.
      }
    }
  } finally {
    closeSync(ballast);
  }
}
