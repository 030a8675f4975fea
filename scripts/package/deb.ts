import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './stage.ts';

const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };
const program = 'watchbell-desktop';

export function debianArchitecture(arch: string): string {
  const name = architectures[arch];
  if (name === undefined) {
    throw new Error(`Debian has no package architecture for ${arch}. Package on x64 or arm64.`);
  }
  return name;
}

export type DebContents = { unpacked: string; icon: string; license: string; manifest: Manifest; arch: string };

/** Lays out the tree that `dpkg-deb --build` packs: the app in /opt, a command, a menu entry, an icon. */
export function layOutDeb(root: string, { unpacked, icon, license, manifest, arch }: DebContents): void {
  rmSync(root, { recursive: true, force: true });
  const app = join(root, 'opt', 'watchbell');
  mkdirSync(join(root, 'DEBIAN'), { recursive: true });
  cpSync(unpacked, app, { recursive: true, verbatimSymlinks: true });
  // The helper that gives Chromium its sandbox where the kernel does not; it must be root's and SUID.
  chmodSync(join(app, 'chrome-sandbox'), 0o4755);
  link(root, `/opt/watchbell/${program}`, join('usr', 'bin'), program);
  place(root, join('usr', 'share', 'applications'), 'watchbell.desktop', menuEntry(manifest));
  place(root, join('usr', 'share', 'doc', 'watchbell'), 'copyright', readFileSync(license));
  place(root, join('usr', 'share', 'icons', 'hicolor', '1024x1024', 'apps'), 'watchbell.png', readFileSync(icon));
  const kilobytes = Math.ceil(sizeOf(app) / 1_024);
  writeFileSync(join(root, 'DEBIAN', 'control'), control(manifest, debianArchitecture(arch), kilobytes));
}

export function control(manifest: Manifest, architecture: string, installedKilobytes: number): string {
  const depends = ['libgtk-3-0 | libgtk-3-0t64', 'libasound2 | libasound2t64', 'libnss3', 'libgbm1', 'libxss1', 'libxtst6', 'xdg-utils'];
  return `Package: watchbell
Version: ${manifest.version}
Architecture: ${architecture}
Maintainer: ${manifest.author}
Installed-Size: ${installedKilobytes}
Depends: ${depends.join(', ')}
Recommends: notification-daemon
Section: net
Priority: optional
Description: ${manifest.description}
 Watchbell pages the person on call from the tray, again and again, until
 someone acknowledges. It works with no network.
`;
}

function menuEntry(manifest: Manifest): string {
  return `[Desktop Entry]
Type=Application
Name=Watchbell
Comment=${manifest.description}
Exec=/opt/watchbell/${program} %U
Icon=watchbell
Terminal=false
Categories=Network;
StartupWMClass=Watchbell
`;
}

function place(root: string, folder: string, name: string, content: string | Buffer): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, name), content);
}

function link(root: string, target: string, folder: string, name: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  symlinkSync(target, join(root, folder, name));
}

function sizeOf(path: string): number {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) {
    return entry.size;
  }
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
