import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { CredentialStore } from './credentials.ts';

it('[ALR13] gives an integration a key whatever its id is, and goes on knowing the others', () => {
  const folder = temporaryFolder();
  const credentials = new CredentialStore(
    folder,
    () => 'relay',
    () => 0,
  );
  credentials.syncIntegrations(['constructor', 'monitoring']);
  const { integrations } = JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')) as { integrations: Record<string, string> };
  expect(Object.values(integrations)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(credentials.integrationOf(integrations['monitoring'] ?? '')).toBe('monitoring');
  expect(credentials.integrationOf('guess')).toBeUndefined();
});

it('[ALR13] knows a key no longer once its integration is gone, and one that two were given by hand as the first’s', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'credentials.json');
  const open = () =>
    new CredentialStore(
      folder,
      () => 'relay',
      () => 0,
    );
  open().syncIntegrations(['monitoring', 'nagios']);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { integrations: Record<string, string> };
  const { monitoring: key = '' } = kept.integrations;
  writeFileSync(file, JSON.stringify({ ...kept, integrations: { monitoring: key, nagios: key } }));
  const credentials = open();
  expect(credentials.ownerOf(key)).toBe('monitoring');
  credentials.syncIntegrations(['nagios']);
  expect(credentials.ownerOf(key)).toBe('nagios');
  credentials.syncIntegrations([]);
  expect(credentials.ownerOf(key)).toBeUndefined();
});
