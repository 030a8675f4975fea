// Runs the app folder named on the command line, as a stock Electron does: `electron FOLDER ARGS`.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app } from 'electron';

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  process.stderr.write('No app folder was named. Use: electron FOLDER [ARGUMENTS]\n');
  process.exit(2);
}

// The better-sqlite3 that the app declares needs a newer Node than this runtime has; the copy here
// was built for it. Everything else the app requires resolves as usual.
const here = dirname(fileURLToPath(import.meta.url));
const sqlite = createRequire(join(here, 'index.mjs')).resolve('better-sqlite3');
// oxlint-disable-next-line no-underscore-dangle -- Node's own name of its hook.
const resolveFilename = Module._resolveFilename;
// oxlint-disable-next-line no-underscore-dangle
Module._resolveFilename = function resolveWithOwnSqlite(request, ...rest) {
  return request === 'better-sqlite3' ? sqlite : resolveFilename.call(this, request, ...rest);
};

const folder = resolve(named);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name ?? 'Electron');
if (manifest.version !== undefined) {
  app.setVersion(manifest.version);
}
if (manifest.desktopName !== undefined) {
  app.setDesktopName(manifest.desktopName);
}
// Awaited at the top level, because Electron holds back `ready` until this module has loaded.
await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
