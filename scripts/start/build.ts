import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../host/lock.ts';
import { type Say, say, step } from '../host/progress.ts';
import { repository } from '../repository.ts';

/** Something a bundler makes of our sources. Paths are from the folder that holds package.json. */
export type Build = {
  /** As a file may be called. */
  name: string;
  /** As a sentence has it: "the app". */
  what: string;
  sources: readonly string[];
  /** Files without which nothing runs. */
  entries(folder: string): readonly string[];
  /** The bundler, a script of a package, and what it is told. */
  bundler: readonly [script: string, ...args: string[]];
  env?: NodeJS.ProcessEnv;
  /** Where it is put together, and where it goes once it is whole: what runs there meanwhile never sees half of it. */
  place?: readonly [made: string, kept: string];
};

/** Builds it, unless what was built before is newer than everything it is made of; two at once do it once. */
export async function ensureBuilt(build: Build, folder: string = repository, tell: Say = say): Promise<void> {
  if (isBuilt(build, folder)) {
    return;
  }
  mkdirSync(join(folder, 'out'), { recursive: true });
  const work = async (): Promise<void> => {
    if (!isBuilt(build, folder)) {
      await step(`Building ${build.what}`, () => makeAnew(build, folder), tell);
    }
  };
  const whileWaiting = (owner: number): void => tell(`Waiting for process ${owner}, which is building ${build.what} ...`);
  await withLock(join(folder, 'out', `${build.name}.lock`), work, { whileWaiting });
}

/** Whether it was built to the end since the newest source changed; removed sources count as changes, tests do not. */
export function isBuilt(build: Build, folder: string): boolean {
  const stamp = stampOf(build, folder);
  if (![stamp, ...build.entries(folder).map((path) => join(folder, path))].every((path) => existsSync(path))) {
    return false;
  }
  return newestChange(build.sources.map((path) => join(folder, path))) < statSync(stamp).mtimeMs;
}

/** A file whose time is that at which the last whole build began: what changed while it ran is newer. */
export function stampOf({ name }: Build, folder: string): string {
  return join(folder, 'out', `${name}.built`);
}

async function makeAnew(build: Build, folder: string): Promise<void> {
  const stamp = stampOf(build, folder);
  const begunAt = new Date();
  rmSync(stamp, { force: true });
  await runBundler(build, folder);
  if (build.place) {
    const [made, kept] = build.place.map((path) => join(folder, path)) as [string, string];
    const old = `${kept}-old`;
    rmSync(old, { recursive: true, force: true });
    if (existsSync(kept)) {
      renameSync(kept, old);
    }
    renameSync(made, kept);
    rmSync(old, { recursive: true, force: true });
  }
  const missing = build.entries(folder).find((path) => !existsSync(join(folder, path)));
  if (missing !== undefined) {
    throw new Error(`The build of ${build.what} made no ${missing}, without which nothing runs.`);
  }
  writeFileSync(stamp, '');
  utimesSync(stamp, begunAt, begunAt);
}

/** The last change at or below these paths; a folder changes when a file is added or removed. */
function newestChange(paths: readonly string[]): number {
  return Math.max(0, ...paths.filter((path) => existsSync(path)).map(newest));
}

function newest(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) {
    return own.mtimeMs;
  }
  const below = readdirSync(path).flatMap((name) => (/\.test\.tsx?$/.test(name) ? [] : [newest(join(path, name))]));
  return Math.max(own.mtimeMs, ...below);
}

function runBundler({ what, bundler: [script, ...args], env = process.env }: Build, folder: string): Promise<void> {
  const cli = join(repository, 'node_modules', script);
  if (!existsSync(cli)) {
    throw new Error(`What builds ${what} is not installed (${script}). Install it with npm ci.`);
  }
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
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
        reject(new Error(`The build of ${what} failed (${script} ended with ${code}):\n${output.trim()}`));
      }
    });
  });
}
