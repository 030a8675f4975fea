import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cliHere } from '../../test/harness/cli-here.ts';
import { relaySurface } from '../../test/harness/relay-surface.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { writeFileSync } from 'node:fs';
import { CredentialStore } from '../access/credentials.ts';

/** The command line beside a relay it may speak to. */
async function operated() {
  const { server, adminToken, keyOf, credentials } = await relaySurface();
  onTestFinished(async () => server.close());
  const relay = await server.listen({ port: 0, host: '127.0.0.1' });
  const folder = temporaryFolder();
  const cli = (...args: string[]) =>
    cliHere({ env: { WATCHBELL_RELAY: relay, WATCHBELL_TOKEN: adminToken }, cwd: folder }, 'integration', 'secret', ...args);
  const post = async (headers: Record<string, string>) =>
    (await server.inject({ method: 'POST', url: `/ingest/gitlab?key=${keyOf('monitoring')}`, headers, payload: { object_kind: 'note' } }))
      .statusCode;
  return { server, cli, post, folder, credentials, keyOf };
}

it('[ALR38] an operator gives an integration a secret, sees it once, and takes it away again', async () => {
  const { cli, post, credentials, keyOf } = await operated();
  expect(await post({})).toBe(202);
  const made = await cli('monitoring', '--json');
  const { secret } = JSON.parse(made.out) as { secret: string };
  expect([made.code, secret]).toEqual([0, expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect([await post({}), await post({ 'x-gitlab-token': secret })]).toEqual([401, 202]);
  const key = keyOf('monitoring');
  expect([credentials.integrationOf(key), credentials.ownerOf(key)]).toEqual([undefined, 'monitoring']);
  expect(await cli('monitoring', '--remove')).toMatchObject({ code: 0, out: 'The key of monitoring is enough again.\n' });
  expect(await cli('monitoring', '--remove')).toMatchObject({ code: 0, out: 'monitoring has no secret; its key is enough.\n' });
  expect(await post({})).toBe(202);
});

it('[ALR38] says of a key that is not enough why, also where nothing is signed', async () => {
  const { server, cli, keyOf } = await operated();
  await cli('monitoring');
  const key = keyOf('monitoring');
  const send = async (url: string, payload: object, headers = {}) =>
    (await server.inject({ method: 'POST', url, headers, payload })).json<object>();
  const only = 'The integration monitoring takes only what is signed with its secret, and this address takes no signatures.';
  const event = { routing_key: key, payload: { summary: 'x', source: 'x', severity: 'critical' } };
  expect(await send('/v2/enqueue', { ...event, event_action: 'trigger' })).toMatchObject({ errors: [only] });
  expect(await send('/v2/change/enqueue', event)).toMatchObject({ errors: [only] });
  const genie = { authorization: `GenieKey ${key}` };
  expect(await send('/v2/alerts', { message: 'x' }, genie)).toMatchObject({ errors: { Authorization: only } });
});

it('[ALR38] takes a secret its sender made from a file, and repeats it nowhere', async () => {
  const { cli, post, folder } = await operated();
  writeFileSync(join(folder, 'client-secret.txt'), 'made by the sender\n');
  const set = await cli('monitoring', '--file', 'client-secret.txt');
  expect(set).toMatchObject({ code: 0, out: 'monitoring takes only what is signed from now on.\n' });
  expect((await cli('monitoring')).out).toMatch(
    /^monitoring takes only what is signed from now on. The secret before this one counts no more. Give/,
  );
  await cli('monitoring', '--file', 'client-secret.txt');
  expect([await post({}), await post({ 'x-gitlab-token': 'made by the sender' })]).toEqual([401, 202]);
});

it('[ALR38] says what is wrong with a secret or an integration', async () => {
  const { cli, folder, server } = await operated();
  writeFileSync(join(folder, 'short.txt'), 'short');
  expect((await cli('monitoring', '--file', 'short.txt')).err).toMatch(/at least 16 characters/);
  expect((await cli('monitoring', '--file', 'nowhere.txt')).err).toMatch(/^nowhere.txt cannot be read/);
  expect((await cli('monitoring', '--file', 'short.txt', '--remove')).err).toMatch(/^Say either/);
  expect((await cli('nobody')).err).toMatch(/^There is no integration "nobody" in the workspace; it has /);
  expect((await server.inject({ method: 'POST', url: '/v1/integrations/monitoring/secret', payload: {} })).statusCode).toBe(401);
});

it('[ALR38] keeps secrets with the keys, and lets them go with their integration', () => {
  const folder = temporaryFolder();
  const open = () =>
    new CredentialStore(
      folder,
      () => 'relay',
      () => 0,
    );
  const store = open();
  store.syncIntegrations(['constructor', 'monitoring']);
  const secret = store.setSecret('constructor');
  expect([open().secretOf('constructor'), open().secretOf('monitoring')]).toEqual([secret, undefined]);
  open().syncIntegrations(['monitoring']);
  open().syncIntegrations(['constructor', 'monitoring']);
  expect(open().secretOf('constructor')).toBeUndefined();
  expect(readFileSync(join(folder, 'credentials.json'), 'utf8')).not.toContain(secret);
});
