import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { findElectron } from './electron-runtime.ts';

it('uses the Electron that was given, and reads its version', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'electron');
  writeFileSync(path, '');
  writeFileSync(join(folder, 'version'), 'v40.1.2\n');
  expect(await findElectron({ env: { WATCHBELL_ELECTRON: path } })).toEqual({
    path,
    version: '40.1.2',
    source: 'given',
  });
});

it('refuses a given Electron that is not there, and says what to do', async () => {
  await expect(findElectron({ env: { WATCHBELL_ELECTRON: '/nowhere/electron' } })).rejects.toThrow(
    'WATCHBELL_ELECTRON names /nowhere/electron, which is not there. Point it at an Electron binary, or unset it.',
  );
});
