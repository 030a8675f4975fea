import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { downloadElectron, downloadUrl } from './electron-download.ts';

const nobody = 'http://127.0.0.1:1/';

// Stands for the `electron` package: an installer that makes a binary, or fails when told to.
function electronPackage(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{ "version": "45.0.0" }');
  writeFileSync(
    join(folder, 'install.js'),
    `if (process.env.FAIL) { console.error('no such release'); process.exit(1); }
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync(__dirname + '/dist');
writeFileSync(__dirname + '/dist/version', 'v45.0.0');
writeFileSync(__dirname + '/dist/electron', '');
writeFileSync(__dirname + '/path.txt', 'electron');`,
  );
  mkdirSync(join(folder, 'cache'));
  chmodSync(folder, 0o755);
  return folder;
}

async function listening(
  answer: RequestListener = (_, response) => void response.writeHead(404).end(),
): Promise<{ server: Server; url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

function request(folder: string, mirror: string, more: NodeJS.ProcessEnv = {}) {
  const told: string[] = [];
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), ELECTRON_MIRROR: mirror, ...more };
  return { told, options: { env, folder, tell: (line: string) => void told.push(line) } };
}

it('downloads from the mirror that the user has set', () => {
  expect(downloadUrl({ ELECTRON_MIRROR: 'https://mirror.example/' })).toBe('https://mirror.example/');
});

it('runs the installer of the package where its host answers', async () => {
  const folder = electronPackage();
  const { server, url } = await listening();
  const { options } = request(folder, url);
  const found = await downloadElectron(options);
  server.close();
  expect(found).toEqual({ path: join(folder, 'dist', 'electron'), version: '45.0.0' });
});

it('gives up where nobody answers, and does not ask again for a day', async () => {
  const folder = electronPackage();
  const { told, options } = request(folder, nobody);
  expect(await downloadElectron({ ...options, now: () => 1_000 })).toBeUndefined();
  expect(told.at(-1)).toMatch(/127\.0\.0\.1:1 cannot be reached/);
  told.length = 0;
  expect(await downloadElectron({ ...options, now: () => 2_000 })).toBeUndefined();
  expect(told).toEqual([]);
  await downloadElectron({ ...options, now: () => 1_000 + 86_400_000 });
  expect(told).toHaveLength(2);
});

it('does not wait for a host that takes the call and never answers', async () => {
  const folder = electronPackage();
  const { server, url } = await listening(() => undefined);
  const { told, options } = request(folder, url);
  expect(await downloadElectron({ ...options, probeLimitMs: 20 })).toBeUndefined();
  server.closeAllConnections();
  server.close();
  expect(told.at(-1)).toMatch(/cannot be reached \(.*timeout/);
});

it('asks at once when another mirror is set after a failure', async () => {
  const folder = electronPackage();
  const { options } = request(folder, nobody);
  await downloadElectron(options);
  const { server, url } = await listening();
  const found = await downloadElectron(request(folder, url).options);
  server.close();
  expect(found?.version).toBe('45.0.0');
});

it('says why the installer failed', async () => {
  const folder = electronPackage();
  const { server, url } = await listening();
  const { told, options } = request(folder, url, { FAIL: '1' });
  expect(await downloadElectron(options)).toBeUndefined();
  server.close();
  expect(told.at(-1)).toBe('  not possible here: no such release');
});

it('does nothing when downloads are switched off', async () => {
  const folder = electronPackage();
  const { told, options } = request(folder, nobody, { WATCHBELL_ELECTRON_DOWNLOAD: '0' });
  expect(await downloadElectron(options)).toBeUndefined();
  expect(told).toEqual([]);
  expect(existsSync(join(folder, 'cache', 'watchbell'))).toBe(false);
});
