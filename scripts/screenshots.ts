// Takes the pictures of the README anew, from the real app.
import { ensurePackages } from './host/debian.ts';
import { withDisplay } from './host/display.ts';
import { findElectron } from './host/electron-runtime.ts';
import { startChild } from './host/children.ts';
import { buildApp } from './start/app-build.ts';
import { buildPrograms } from './start/node-build.ts';
import { repository } from './repository.ts';

if (process.platform === 'linux') {
  await ensurePackages(['run', 'test']);
}
const electron = await findElectron();
await buildApp();
await buildPrograms();
process.exitCode = await withDisplay(
  async (env) => {
    const child = startChild('The pictures', process.execPath, ['test/e2e/pictures.ts'], {
      cwd: repository,
      env: { ...env, WATCHBELL_ELECTRON: electron.path },
      onLine: (line) => process.stdout.write(`${line}\n`),
    });
    const { code } = await child.exited;
    if (code !== 0) {
      process.stderr.write(`${child.lastLines().join('\n')}\n`);
    }
    return code ?? 1;
  },
  { own: true },
);
