import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { repository } from '../repository.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { appBuild, buildEnvironment } from './app-build.ts';
import { type Build, ensureBuilt, isBuilt, stampOf } from './build.ts';
import { nodeBuild } from './node-build.ts';

let folder: string;
const said: string[] = [];
const tell = (line: string): void => void said.push(line);

function put(path: string, at: number, text = '{ "main": "./out/main/index.cjs" }'): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  for (let each = file; each.length > folder.length; each = dirname(each)) {
    utimesSync(each, at, at);
  }
}

beforeEach(() => {
  folder = temporaryFolder();
  said.length = 0;
  for (const source of ['main/index.ts', 'relay/index.ts', 'shared/time/clock.ts', 'shared/time/zone.ts', 'package.json']) {
    put(source, 100);
  }
  for (const build of [appBuild, nodeBuild]) {
    build.entries(folder).forEach((path) => put(path, 200));
    put(`out/${build.name}.built`, 150);
  }
});

it.each([appBuild, nodeBuild])('does not build $what again while no source has changed', (build) => {
  expect(isBuilt(build, folder)).toBe(true);
});

it.each([appBuild, nodeBuild])('builds $what when a source changed since the last build began', (build) => {
  put('shared/time/clock.ts', 151);
  expect(isBuilt(build, folder)).toBe(false);
});

it.each([appBuild, nodeBuild])('builds $what when a source was removed', (build) => {
  rmSync(join(folder, 'shared/time/zone.ts'));
  expect(isBuilt(build, folder)).toBe(false);
});

it('builds nothing anew for a test that changed', () => {
  put('shared/time/clock.test.ts', 100);
  expect(isBuilt(nodeBuild, folder)).toBe(true);
  writeFileSync(join(folder, 'shared/time/clock.test.ts'), 'changed');
  expect(isBuilt(nodeBuild, folder)).toBe(true);
});

it.each([appBuild, nodeBuild])('builds $what when any of its entries is missing, or the last build was not finished', (build) => {
  for (const path of [...build.entries(folder), `out/${build.name}.built`]) {
    rmSync(join(folder, path));
    expect(isBuilt(build, folder)).toBe(false);
    put(path, 150);
    expect(isBuilt(build, folder)).toBe(true);
  }
});

it('builds for the oldest Electron that the app is run on', () => {
  expect(buildEnvironment({})['ELECTRON_MAJOR_VER']).toBe('33');
});

/** A bundler that counts how often it ran, and makes what it is told to. */
function toy(makes: string): Build {
  const script = join(folder, 'bundler.mjs');
  writeFileSync(
    script,
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
     appendFileSync('ran', 'x'); mkdirSync('out/new', { recursive: true });
     if (process.argv[2] === 'nothing') { console.error('no such import'); process.exit(3); }
     writeFileSync('out/new/' + process.argv[2], '');`,
  );
  const [made, kept] = ['out/new', 'out/toy'] as const;
  return {
    name: 'toy',
    what: 'a toy',
    sources: ['shared'],
    entries: () => ['out/toy/entry.js'],
    bundler: [relative(join(repository, 'node_modules'), script), makes],
    place: [made, kept],
  };
}

it('builds once for all who ask at the same time', async () => {
  const build = toy('entry.js');
  await Promise.all([1, 2, 3].map(() => ensureBuilt(build, folder, tell)));
  await ensureBuilt(build, folder, tell);
  expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('x');
  expect(said.filter((line) => line === 'Building a toy ...')).toHaveLength(1);
  expect(said).toContain(`Waiting for process ${process.pid}, which is building a toy ...`);
});

it('keeps what was built when the next build fails, says why, and tries again', async () => {
  await ensureBuilt(toy('entry.js'), folder, tell);
  writeFileSync(join(folder, 'shared/time/clock.ts'), 'broken');
  utimesSync(stampOf(toy(''), folder), 100, 100);
  await expect(ensureBuilt(toy('nothing'), folder, tell)).rejects.toThrow(
    /^The build of a toy failed \(.* ended with 3\):\nno such import$/,
  );
  expect(existsSync(join(folder, 'out/toy/entry.js'))).toBe(true);
  expect(isBuilt(toy('entry.js'), folder)).toBe(false);
  await ensureBuilt(toy('entry.js'), folder, tell);
  expect(isBuilt(toy('entry.js'), folder)).toBe(true);
});

it('does not take a build for one that lacks an entry', async () => {
  await expect(ensureBuilt(toy('other.js'), folder, tell)).rejects.toThrow('made no out/toy/entry.js');
  expect(isBuilt(toy('other.js'), folder)).toBe(false);
});

it('says what to install where the bundler is missing', async () => {
  const build = { ...toy('entry.js'), bundler: ['no-bundler/bin.js'] as const };
  await expect(ensureBuilt(build, folder, tell)).rejects.toThrow(
    'What builds a toy is not installed (no-bundler/bin.js). Install it with npm ci.',
  );
});
