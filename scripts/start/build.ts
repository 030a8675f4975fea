import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../host/progress.ts';
import { registryElectron } from '../host/electron-recipe.ts';
import { repository } from '../repository.ts';

const sources = ['main', 'preload', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const outputs = ['out/main', 'out/preload', 'out/renderer'];

/**
 * What the bundler builds for: always the oldest Electron that the app is run on, so that one build
 * serves every runtime and what is tested is what is shipped.
 */
export function buildEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, ELECTRON_MAJOR_VER: registryElectron.version.split('.')[0] };
}

/** Builds the app, unless what was built before is newer than everything it is made of. */
export async function buildApp(folder: string = repository): Promise<void> {
  if (isBuilt(folder)) {
    return;
  }
  await step('Building the app', () => runBuild(folder));
  const entry = mainEntry(folder);
  if (!existsSync(entry)) {
    throw new Error(`The build made no ${entry}, which package.json names as "main".`);
  }
}

/** Whether every output exists and is newer than the newest source; removed sources count as changes. */
export function isBuilt(folder: string): boolean {
  const made = outputs.map((path) => join(folder, path));
  if (!made.every((path) => existsSync(path)) || !existsSync(mainEntry(folder))) {
    return false;
  }
  const oldestOutput = Math.min(...made.map((path) => newestFile(path)));
  return newestChange(sources.map((path) => join(folder, path))) < oldestOutput;
}

export function mainEntry(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: string };
  return join(folder, manifest.main ?? 'index.js');
}

/** The last change at or below these paths; a folder changes when a file is added or removed. */
function newestChange(paths: readonly string[]): number {
  return Math.max(0, ...paths.filter((path) => existsSync(path)).map((path) => newest(path, true)));
}

function newestFile(path: string): number {
  return newest(path, false);
}

function newest(path: string, withFolders: boolean): number {
  const own = statSync(path);
  if (!own.isDirectory()) {
    return own.mtimeMs;
  }
  const below = readdirSync(path).map((name) => newest(join(path, name), withFolders));
  return Math.max(withFolders ? own.mtimeMs : 0, ...below);
}

function runBuild(folder: string): Promise<void> {
  const cli = join(repository, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    env: buildEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`The build failed (electron-vite ended with ${code}):\n${output.trim()}`));
      }
    });
  });
}
