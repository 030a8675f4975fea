import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { claim, withLock } from './lock.ts';

it('lets one work at a time', async () => {
  const file = join(temporaryFolder(), 'one.lock');
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${name} ends`);
  };
  await Promise.all([withLock(file, work('a')), withLock(file, work('b'))]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('says whom it waits for', async () => {
  const file = join(temporaryFolder(), 'told.lock');
  const owners: number[] = [];
  const whileWaiting = (owner: number): void => void owners.push(owner);
  const nothing = (): Promise<void> => Promise.resolve();
  await Promise.all([withLock(file, nothing), withLock(file, nothing, { whileWaiting })]);
  expect(owners).toEqual([process.pid]);
});

it('takes over a lock whose owner has died', () => {
  const file = join(temporaryFolder(), 'dead.lock');
  // No process has this number: it is beyond the largest that any system gives out.
  writeFileSync(file, String(2 ** 30));
  expect(claim(file)).toBeUndefined();
  expect(claim(file)).toBe(process.pid);
});

it('releases the lock when the work throws', async () => {
  const file = join(temporaryFolder(), 'thrown.lock');
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(claim(file)).toBeUndefined();
});
