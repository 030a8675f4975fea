import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registryElectron } from '../host/electron-recipe.ts';
import { type Build, ensureBuilt } from './build.ts';

/** The folders of the desktop app's build, which are what is shipped of it. */
export const appFolders = ['out/main', 'out/preload', 'out/renderer'];

/** The desktop app, for Electron. */
export const appBuild: Build = {
  name: 'app',
  what: 'the app',
  sources: ['main', 'preload', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'],
  entries: (folder) => [mainEntry(folder), 'out/preload/index.cjs', 'out/renderer/index.html'],
  bundler: ['electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  env: buildEnvironment(),
};

/** Builds the desktop app if need be. */
export async function buildApp(): Promise<void> {
  await ensureBuilt(appBuild);
}

/**
 * What the bundler builds for: always the oldest Electron that the app is run on, so that one build
 * serves every runtime and what is tested is what is shipped.
 */
export function buildEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, ELECTRON_MAJOR_VER: registryElectron.version.split('.')[0] };
}

function mainEntry(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: string };
  return manifest.main ?? 'index.js';
}
