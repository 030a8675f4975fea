import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { isShipped, stage } from './stage.ts';

function tree(paths: readonly string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '{ "name": "watchbell", "version": "1.0.0", "main": "./out/main/index.cjs" }');
  }
  return folder;
}

const bundles = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];
const project = ['package.json', ...bundles, 'out/node/relay/index.js', 'main/index.ts', 'node_modules/better-sqlite3/lib/index.js'];

it('ships the bundles, a package.json without dependencies, and SQLite', () => {
  const repository = tree(project);
  const app = join(repository, 'release', 'app');
  stage(repository, app, { path: join(repository, 'electron'), version: '45.0.0', source: 'package' });
  expect(readdirSync(app).toSorted()).toEqual(['native', 'out', 'package.json']);
  expect(readdirSync(join(app, 'out')).toSorted()).toEqual(['main', 'preload', 'renderer']);
  expect(readdirSync(join(app, 'native', 'better-sqlite3'))).toEqual(['lib']);
  const manifest: unknown = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ productName: 'Watchbell', version: '1.0.0' });
  expect(manifest).not.toHaveProperty('dependencies');
});

it('ships the SQLite that a runtime brings, where it brings one', () => {
  const own = ['better-sqlite3', 'bindings', 'file-uri-to-path'];
  const runtime = tree(own.map((name) => `resources/app/node_modules/${name}/package.json`));
  const repository = tree(project);
  const app = join(repository, 'release', 'app');
  stage(repository, app, { path: join(runtime, 'electron'), version: '33.2.1', source: 'registry' });
  expect(readdirSync(join(app, 'native')).toSorted()).toEqual(own);
});

it('ships one prebuilt SQLite, and none of its sources', () => {
  const shipped = (path: string): boolean => isShipped(path, 'linux', 'x64');
  expect(['', '/lib/index.js', '/prebuilds', '/prebuilds/linux-x64.node', '/package.json'].every(shipped)).toBe(true);
  expect(['/prebuilds/darwin-arm64.node', '/deps/sqlite3.c', '/src/x.cpp', '/binding.gyp'].some(shipped)).toBe(false);
});
