import { expect, it } from 'vitest';
import { choosePackages, ensurePackages, missingPackages, type PackageHost, parseInstalled, parseOffered } from './debian.ts';
import { needs } from './needs.ts';

const allNames = [...needs.run, ...needs.test].flatMap((need) => need.packages);

function host(changes: Partial<PackageHost> & { present?: string[] } = {}): PackageHost & { calls: string[] } {
  const calls: string[] = [];
  const present = new Set(changes.present ?? []);
  return {
    calls,
    hasApt: true,
    isRoot: true,
    installed: (names) => new Set(names.filter((name) => present.has(name))),
    offered: (names) => new Set(names),
    has: (proof) => present.has(proof),
    update: () => {
      calls.push('update');
      return Promise.resolve();
    },
    install: (names) => {
      calls.push(`install ${names.join(' ')}`);
      names.forEach((name) => present.add(name));
      return Promise.resolve();
    },
    ...changes,
  };
}

it('reads only the packages that are fully installed', () => {
  const output = 'curl installed\nxvfb config-files\nlibgtk-3-0 not-installed\ndbus installed\n';
  expect(parseInstalled(output)).toEqual(new Set(['curl', 'dbus']));
});

it('reads the packages that a release offers', () => {
  const output = 'Package: xvfb\nVersion: 2\nDescription: says Package: nothing\n\nPackage: dbus\n';
  expect(parseOffered(output)).toEqual(new Set(['xvfb', 'dbus']));
});

it('takes any name of a package as proof that it is there', () => {
  const present = allNames.filter((name) => name !== 'libasound2');
  expect(missingPackages('run', host({ present }))).toEqual([]);
});

it('says and does nothing when nothing is missing', async () => {
  const told: string[] = [];
  const full = host({ present: allNames });
  await ensurePackages(['run', 'test'], { host: full, tell: (line) => told.push(line) });
  expect([told, full.calls]).toEqual([[], []]);
});

it('updates the lists once and installs what is missing, as root', async () => {
  const bare = host({ present: allNames.filter((name) => name !== 'xvfb' && name !== 'xdotool') });
  const ensured = await ensurePackages(['run', 'test'], { host: bare });
  expect(bare.calls).toEqual(['update', 'install xvfb xdotool']);
  expect(ensured).toEqual({ installed: ['xvfb', 'xdotool'], unavailable: [] });
});

it('throws one line to copy when it may not install', async () => {
  const user = host({ isRoot: false, present: allNames.filter((name) => name !== 'xvfb') });
  await expect(ensurePackages(['run'], { host: user })).rejects.toThrow(/^sudo apt-get install -y --no-install-recommends xvfb$/);
});

it('names everything that is missing where there is no apt', async () => {
  const other = host({ hasApt: false, present: ['Xvfb'] });
  await expect(ensurePackages(['run'], { host: other })).rejects.toThrow(/lacks: openbox \(openbox\), .*libnss3/);
});

it('picks the name by which this release knows a package', () => {
  const missing = needs.run.filter((need) => need.packages.includes('libasound2'));
  const trixie = { offered: () => new Set(['libasound2t64']) };
  expect(choosePackages(missing, trixie)).toEqual({ names: ['libasound2t64'], unavailable: [] });
});

it('reports what this release does not offer and installs the rest', () => {
  const missing = needs.test.filter((need) => ['strace', 'curl'].includes(need.packages[0]));
  const choice = choosePackages(missing, { offered: () => new Set(['curl']) });
  expect(choice).toEqual({ names: ['curl'], unavailable: ['strace'] });
});
