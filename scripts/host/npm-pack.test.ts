import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { integrityOf } from './npm-pack.ts';

it('writes the integrity of a file as npm does', async () => {
  const file = join(temporaryFolder(), 'abc');
  writeFileSync(file, 'abc');
  expect(await integrityOf(file)).toBe('sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==');
});
