import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ElectronRuntime } from '../host/electron-runtime.ts';
import { appFolders } from '../start/app-build.ts';

export type Manifest = {
  name: string;
  version: string;
  description: string;
  author: string;
  license: string;
  main: string;
};

/** Lays out exactly what is shipped in `app`, so that nothing else of this folder can slip in. */
export function stage(repository: string, app: string, runtime: ElectronRuntime): void {
  rmSync(app, { recursive: true, force: true });
  mkdirSync(join(app, 'native'), { recursive: true });
  for (const folder of appFolders) {
    cpSync(join(repository, folder), join(app, folder), { recursive: true });
  }
  if (process.platform !== 'linux') {
    // The programs node-notifier starts; bundled, it looks for them beside the folder it runs from.
    cpSync(join(repository, 'node_modules', 'node-notifier', 'vendor'), join(app, 'out', 'vendor'), { recursive: true });
  }
  const manifest = readManifest(repository);
  writeFileSync(join(app, 'package.json'), JSON.stringify(shippedManifest(manifest), null, 2));
  for (const { name, from, keep } of nativeModules(repository, runtime)) {
    cpSync(from, join(app, 'native', name), { recursive: true, filter: (path) => keep(path.slice(from.length)) });
  }
}

export function readManifest(repository: string): Manifest {
  return JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Manifest;
}

/** What the packaged app says of itself; its dependencies are bundled, so it names none. */
export function shippedManifest({ name, version, description, author, license, main }: Manifest): object {
  return { name, productName: 'Watchbell', version, description, author, license, main, type: 'module' };
}

type NativeModule = { name: string; from: string; keep: (path: string) => boolean };

/** SQLite, built for the runtime: an old one brings its own copy, else it is the declared dependency. */
function nativeModules(repository: string, runtime: ElectronRuntime): NativeModule[] {
  const own = join(dirname(runtime.path), 'resources', 'app', 'node_modules');
  if (existsSync(join(own, 'better-sqlite3'))) {
    const names = ['better-sqlite3', 'bindings', 'file-uri-to-path'];
    return names.map((name) => ({ name, from: join(own, name), keep: () => true }));
  }
  return [
    {
      name: 'better-sqlite3',
      from: join(repository, 'node_modules', 'better-sqlite3'),
      keep: (path) => isShipped(path, process.platform, process.arch),
    },
  ];
}

/** Of the declared better-sqlite3, the code and the one prebuilt binary that this system loads. */
export function isShipped(path: string, platform: string, arch: string): boolean {
  const [top = '', binary] = path.split(/[\\/]/).filter((part) => part !== '');
  if (top === 'prebuilds' && binary !== undefined) {
    return binary === `${platform}-${arch}.node`;
  }
  return ['', 'lib', 'prebuilds', 'package.json', 'LICENSE'].includes(top);
}
