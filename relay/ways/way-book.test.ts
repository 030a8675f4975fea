import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { WayBook, waysFile } from './way-book.ts';

it('[OWN7] knows an address again after a restart, and no other under its name', () => {
  const folder = temporaryFolder();
  new WayBook(folder).verify('ana phone', '+33612345678');
  const book = new WayBook(folder);
  const known = (name: string, address?: string) => book.isVerified(name, address);
  expect(known('ana phone', '+33612345678')).toBe(true);
  expect([known('ana phone', '+33612345679'), known('bo phone', '+33612345678'), known('ana phone')]).toEqual([false, false, false]);
  book.forget('ana phone');
  expect(new WayBook(folder).isVerified('ana phone', '+33612345678')).toBe(false);
});

it('[OWN14] keeps digests that differ from relay to relay, in a file for its owner alone', () => {
  const [here, there] = [temporaryFolder(), temporaryFolder()];
  const kept = [here, there].map((folder) => {
    new WayBook(folder).verify('ana phone', '+33612345678');
    return readFileSync(join(folder, waysFile), 'utf8');
  });
  expect(kept[0]).not.toContain('612345678');
  expect(kept[0]).not.toBe(kept[1]);
  expect(statSync(join(here, waysFile)).mode & 0o777).toBe(0o600);
});

it('says what to do about a file that is damaged', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, waysFile), '{"key":"short","verified":{}}');
  expect(() => new WayBook(folder)).toThrow(/is damaged\. Restore it from a backup, or delete it: then addresses must be verified anew/);
});
