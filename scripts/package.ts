import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeExit, startChild } from './host/children.ts';
import { type ElectronRuntime, findElectron } from './host/electron-runtime.ts';
import { say, step } from './host/progress.ts';
import { debianArchitecture, layOutDeb } from './package/deb.ts';
import { verifyFuses } from './package/fuses.ts';
import { readManifest, stage } from './package/stage.ts';
import { repository } from './repository.ts';
import { buildApp } from './start/app-build.ts';

const release = join(repository, 'release');
const unpacked = join(release, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);

try {
  const runtime = await findElectron();
  if (runtime.version === 'unknown') {
    throw new Error(`${runtime.path} has no version file beside it. Give WATCHBELL_ELECTRON a whole distribution.`);
  }
  await buildApp();
  await step(`Packaging on Electron ${runtime.version}`, () => buildPackage(runtime));
  if (process.platform === 'linux') {
    await packLinux();
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function buildPackage(runtime: ElectronRuntime): Promise<void> {
  stage(repository, join(release, 'app'), runtime);
  const cli = join(repository, 'node_modules', 'electron-builder', 'cli.js');
  const overrides = [`-c.electronVersion=${runtime.version}`, `-c.electronDist=${dirname(runtime.path)}`];
  // Elsewhere the distribution folder is wrapped by the app bundle, which electron-builder fetches itself.
  const own = process.platform === 'linux' ? ['--dir', ...overrides] : [];
  await run('electron-builder', process.execPath, [cli, ...own, '--publish', 'never']);
}

async function packLinux(): Promise<void> {
  // The launcher of app folders, which the runtime may have brought along; the app itself is in app.asar.
  rmSync(join(unpacked, 'resources', 'app'), { recursive: true, force: true });
  const fuses = await verifyFuses(join(unpacked, 'watchbell-desktop'));
  say(`${fuses} fuses read back from the binary, all as electron-builder.yml says`);

  const manifest = readManifest(repository);
  const archive = join(release, `watchbell-${manifest.version}-linux-${process.arch}.tar.gz`);
  const name = `watchbell-${manifest.version}`;
  await step(`Packing ${archive}`, () =>
    run('tar', 'tar', ['-czf', archive, '-C', unpacked, `--transform=s,^\\.,${name},`, '--owner=0', '--group=0', '.']),
  );

  const deb = join(release, `watchbell_${manifest.version}_${debianArchitecture(process.arch)}.deb`);
  await step(`Packing ${deb}`, async () => {
    const root = join(release, 'deb');
    const icon = join(repository, 'scripts', 'build', 'icon.png');
    layOutDeb(root, { unpacked, icon, license: join(repository, 'LICENSE'), manifest, arch: process.arch });
    await run('dpkg-deb', 'dpkg-deb', ['--root-owner-group', '-Zzstd', '--build', root, deb]);
    rmSync(root, { recursive: true });
  });
}

async function run(name: string, command: string, args: readonly string[]): Promise<void> {
  const child = startChild(name, command, args, { cwd: repository });
  const exit = await child.exited;
  if (exit.code !== 0) {
    throw new Error([`${name} ${describeExit(exit)}. Its last lines:`, ...child.lastLines()].join('\n'));
  }
}
