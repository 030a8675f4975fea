import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

interface Person {
  person: { id: string };
  onCall: string | null;
  reachable: boolean;
}

it('[WATCH6] [WATCH7] a real relay beats to the address it was given, and says who cannot be reached', async () => {
  const asked: string[] = [];
  const beat = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end();
    beat.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const data = join(temporaryFolder(), 'relay');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/relay-1`;
  const relay = await RelayProcess.start(data, ['--sample', '--heartbeat-url', url, '--heartbeat-every', '10s']);
  onTestFinished(async () => void (await relay.kill()));
  await beat.promise;
  expect(asked).toEqual(['GET /ping/relay-1']);
  expect(await (await fetch(`${relay.url}/healthz`)).json()).toMatchObject({ status: 'ok', reasons: [] });
  expect(await (await fetch(`${relay.url}/metrics`)).text()).toMatch(/watchbell_audit_undone 0\n/);

  const { people } = (await relay.api('/v1/devices')).body as { people: Person[] };
  expect(people[0]).toMatchObject({ onCall: 'now', reachable: false });
  expect((await relay.api('/v1/oncall')).body).toMatchObject({ unreachable: [{ person: people[0]?.person, since: null }, {}] });
  const ran = await runCli(relay, 'devices', '--on-call');
  expect([ran.code, ran.out]).toEqual([
    1,
    expect.stringMatching(/PERSON +ON CALL +DEVICE +REACHABLE +PROVEN TO RING\n.+ now +no device paired/) as string,
  ]);

  expect(await relay.kill('SIGTERM')).toBe(0);
  expect(JSON.parse(readFileSync(join(data, 'presence.json'), 'utf8'))).toEqual({ seenAt: {} });
});
