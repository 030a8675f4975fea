import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { dropUnfinished, readPrivateJson, writePrivateJson } from './private-file.ts';

const module = join(import.meta.dirname, 'private-file.ts');

/** Writes in a process of its own that may write so many blocks of 512 bytes to a file: what comes after is not taken, as on a full disk. */
function writeWithin(file: string, characters: number, blocks: number): number | null {
  const script = `import(${JSON.stringify(module)}).then(({ writePrivateJson }) => writePrivateJson(${JSON.stringify(file)}, 'x'.repeat(${characters})))`;
  const limited = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" -e "$1"`;
  return spawnSync('sh', ['-c', limited, process.execPath, script]).status;
}

it.skipIf(process.platform === 'win32')('[LOG28] leaves a file as it was when the disk takes only part of the next one (R22)', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'contacts.json');
  writePrivateJson(file, 'before');
  // The control: the same within the limit.
  expect(writeWithin(join(folder, 'other.json'), 100_000, 1000)).toBe(0);
  expect(writeWithin(file, 100_000, 16)).not.toBe(0);
  expect(readPrivateJson(file)).toBe('before');
  expect(readdirSync(folder)).toEqual(['contacts.json', 'other.json']);
});

it('[COM25] erases what a process that ended meanwhile was about to put in the place of such a file', () => {
  const folder = temporaryFolder();
  const [half, other] = [join(folder, 'subscriptions.json.4711.tmp'), join(folder, 'notes.tmp')];
  writeFileSync(half, '"jo@example.com"');
  writeFileSync(other, 'mine');
  dropUnfinished(folder);
  expect(readdirSync(folder)).toEqual(['notes.tmp']);
  expect(readFileSync(other, 'utf8')).toBe('mine');
});
