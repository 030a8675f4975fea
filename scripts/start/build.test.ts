import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { buildEnvironment, isBuilt } from './build.ts';

let folder: string;

function put(path: string, at: number): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '{ "main": "./out/main/index.cjs" }');
  utimesSync(file, at, at);
  utimesSync(dirname(file), at, at);
}

beforeEach(() => {
  folder = temporaryFolder();
  for (const source of ['main/index.ts', 'shared/time/clock.ts', 'shared/time/zone.ts', 'package.json']) {
    put(source, 100);
  }
  for (const output of ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html']) {
    put(output, 200);
  }
  utimesSync(join(folder, 'shared'), 100, 100);
});

it('does not build again what is newer than its sources', () => {
  expect(isBuilt(folder)).toBe(true);
});

it('builds when a source is newer than any output', () => {
  put('shared/time/clock.ts', 201);
  expect(isBuilt(folder)).toBe(false);
});

it('builds when a source was removed', () => {
  rmSync(join(folder, 'shared/time/zone.ts'));
  expect(isBuilt(folder)).toBe(false);
});

it('builds when an output is missing', () => {
  rmSync(join(folder, 'out/preload'), { recursive: true });
  expect(isBuilt(folder)).toBe(false);
});

it('builds when the entry that package.json names is missing', () => {
  rmSync(join(folder, 'out/main/index.cjs'));
  put('out/main/other.cjs', 200);
  expect(isBuilt(folder)).toBe(false);
});

it('builds for the oldest Electron that the app is run on', () => {
  expect(buildEnvironment({})['ELECTRON_MAJOR_VER']).toBe('33');
});
