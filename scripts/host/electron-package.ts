import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type InstalledElectron = { path: string; version: string };

/** The folder of the declared `electron` package. */
export function electronPackage(): string {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
}

export function packageVersion(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error(`${join(folder, 'package.json')} has no version. Run \`npm ci\` again.`);
}

/** The package's own binary, if it was downloaded before and belongs to the version declared now. */
export function installedElectron(folder: string = electronPackage()): InstalledElectron | undefined {
  const version = packageVersion(folder);
  const relative = firstLine(join(folder, 'path.txt'));
  const downloaded = firstLine(join(folder, 'dist', 'version'))?.replace(/^v/, '');
  if (relative === undefined || downloaded !== version) {
    return undefined;
  }
  const path = join(folder, 'dist', relative);
  return existsSync(path) ? { path, version } : undefined;
}

function firstLine(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0]?.trim() : undefined;
}
