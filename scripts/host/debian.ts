import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, updatePackageLists } from './apt.ts';
import { type Need, needs, type Purpose } from './needs.ts';
import { say, type Say } from './progress.ts';

/** What this file asks of the host, so that every kind of host can be played in a test. */
export type PackageHost = {
  hasApt: boolean;
  isRoot: boolean;
  /** Of these package names, the installed ones. */
  installed(names: readonly string[]): Set<string>;
  /** Of these package names, the ones this release offers. */
  offered(names: readonly string[]): Set<string>;
  /** Whether a program or shared library is there, on hosts whose packages we cannot read. */
  has(proof: string): boolean;
  /** Fetches the package lists. */
  update(tell: Say): Promise<void>;
  install(names: readonly string[], tell: Say): Promise<void>;
};

export type Ensured = { installed: string[]; unavailable: string[] };

/** The needs of these purposes that nothing installed meets; reads the package database, no network. */
export function missingNeeds(purposes: readonly Purpose[], host: PackageHost = thisHost): Need[] {
  const wanted = purposes.flatMap((purpose) => needs[purpose]);
  if (!host.hasApt) {
    return wanted.filter((need) => !host.has(need.proof));
  }
  const installed = host.installed(wanted.flatMap((need) => need.packages));
  return wanted.filter((need) => !need.packages.some((name) => installed.has(name)));
}

export function missingPackages(purpose: Purpose, host: PackageHost = thisHost): string[] {
  return missingNeeds([purpose], host).map((need) => need.packages[0]);
}

/**
 * Makes sure that the host has what these purposes need: silent when it does, installs when it may,
 * and otherwise throws a message that can be copied and run.
 */
export async function ensurePackages(
  purposes: readonly Purpose[],
  { host = thisHost, tell = say }: { host?: PackageHost; tell?: Say } = {},
): Promise<Ensured> {
  const missing = missingNeeds(purposes, host);
  if (missing.length === 0) {
    return { installed: [], unavailable: [] };
  }
  if (!host.hasApt) {
    const names = missing.map((need) => `${need.packages[0]} (${need.proof})`).join(', ');
    throw new Error(
      `This host is not Debian or Ubuntu and lacks: ${names}. Install them with its own package manager; the names are Debian's.`,
    );
  }
  if (!host.isRoot) {
    const choice = choosePackages(missing, host);
    throw new Error(installCommand([...choice.names, ...choice.unavailable]));
  }
  await host.update(tell);
  const choice = choosePackages(missing, host);
  await host.install(choice.names, tell);
  const stillMissing = missingNeeds(purposes, host).map((need) => need.packages[0]);
  return { installed: choice.names, unavailable: stillMissing };
}

export function installCommand(names: readonly string[]): string {
  return `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/** Picks, for each need, the name that this release knows it by. */
export function choosePackages(missing: readonly Need[], host: Pick<PackageHost, 'offered'>): { names: string[]; unavailable: string[] } {
  const offered = host.offered(missing.flatMap((need) => need.packages));
  // Before the first `apt-get update` nothing is offered; then the oldest names are the best guess.
  if (offered.size === 0) {
    return { names: missing.map((need) => need.packages[0]), unavailable: [] };
  }
  const names: string[] = [];
  const unavailable: string[] = [];
  for (const need of missing) {
    const known = need.packages.find((name) => offered.has(name));
    if (known === undefined) {
      unavailable.push(need.packages[0]);
    } else {
      names.push(known);
    }
  }
  return { names, unavailable };
}

/** Reads `dpkg-query -W -f='${Package} ${db:Status-Status}\n'`. */
export function parseInstalled(answer: string): Set<string> {
  const rows = answer.split('\n').map((line) => line.split(' '));
  return new Set(rows.filter((row) => row[1] === 'installed').map((row) => row[0] ?? ''));
}

/** Reads `apt-cache show`, which answers for real packages only, never for virtual ones. */
export function parseOffered(answer: string): Set<string> {
  return new Set(Array.from(answer.matchAll(/^Package: (\S+)$/gm), (match) => match[1] ?? ''));
}

export const thisHost: PackageHost = {
  hasApt: existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query'),
  isRoot: process.getuid?.() === 0,
  installed: (names) => parseInstalled(output('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\\n', ...names])),
  offered: (names) => parseOffered(output('apt-cache', ['show', '--no-all-versions', ...names])),
  has: (proof) => onPath(proof) || hasLibrary(proof),
  update: updatePackageLists,
  install: installPackages,
};

// Both tools exit 1 when one name of many is unknown, and still answer for the others.
function output(command: string, args: readonly string[]): string {
  return spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 24 }).stdout ?? '';
}

function onPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}

function hasLibrary(name: string): boolean {
  return output('/sbin/ldconfig', ['-p']).includes(`\t${name} `);
}
