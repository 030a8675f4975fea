import { FuseState, FuseV1Options, FuseVersion } from '@electron/fuses';
import { expect, it } from 'vitest';
import { wrongFuses } from './fuses.ts';

const { ENABLE: on, DISABLE: off } = FuseState;
const safe = {
  version: FuseVersion.V1,
  [FuseV1Options.RunAsNode]: off,
  [FuseV1Options.EnableCookieEncryption]: on,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
  [FuseV1Options.EnableNodeCliInspectArguments]: off,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
  [FuseV1Options.OnlyLoadAppFromAsar]: on,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
} as const;

it('accepts a binary whose fuses are all as they must be', () => {
  expect(wrongFuses(safe)).toEqual([]);
});

it('names each fuse that is not', () => {
  expect(wrongFuses({ ...safe, [FuseV1Options.RunAsNode]: on, [FuseV1Options.OnlyLoadAppFromAsar]: off })).toEqual([
    'RunAsNode is not off',
    'OnlyLoadAppFromAsar is not on',
  ]);
});

it('does not take a fuse that the binary has not for one that is set', () => {
  const { [FuseV1Options.EnableCookieEncryption]: _, ...older } = safe;
  expect(wrongFuses(older)).toEqual(['EnableCookieEncryption is not on']);
});
