import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { HttpSink } from '../harness/http-sink.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

it('[DLV25] a running relay takes up a changed file of providers, by command or signal, and keeps to the old one while the new is wrong', async () => {
  const folder = temporaryFolder();
  const [first, second] = [await HttpSink.start(), await HttpSink.start()];
  onTestFinished(() => first.stop());
  onTestFinished(() => second.stop());
  const file = join(folder, 'providers.yaml');
  const write = (more: object) =>
    writeFileSync(file, JSON.stringify({ allow: ['127.0.0.1'], rooms: { 'major-incident': ['ops'] }, ...more }), { mode: 0o600 });
  const chat = (url: string) => ({ providers: { ops: { kind: 'mattermost', url } } });
  write(chat(first.url));
  writeFileSync(
    join(folder, 'shop.yaml'),
    shop({ steps: [{ notify: ['person:ana', 'channel:major-incident'], acknowledgeWithin: '1h' }] }),
  );
  const relay = await RelayProcess.start(join(folder, 'data'), ['--workspace', join(folder, 'shop.yaml'), '--providers', file]);
  onTestFinished(() => void relay.kill());
  const arrived = async (sink: HttpSink, count: number) => {
    while (sink.got.length < count) {
      await relay.api('/v1/deliveries');
    }
  };
  const alert = async (key: string) =>
    relay.enqueue({ event_action: 'trigger', dedup_key: key, payload: { summary: key, source: 'x', severity: 'critical' } });
  await alert('one');
  await arrived(first, 1);

  write({ providers: { ops: { kind: 'mattermost', url: second.url, token: 'planted-secret' } } });
  expect(await runCli(relay, 'providers', 'check', file)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/providers\.yaml:1:\d+: providers\.ops/) as string,
  });
  const refused = await runCli(relay, 'providers', 'reload');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('stays in force') as string });
  const listed = await runCli(relay, 'providers');
  expect(listed).toMatchObject({ code: 1, out: expect.stringMatching(/ops +mattermost[^]*The file is wrong/) as string });
  const metrics = async () =>
    (await fetch(`${relay.url}/metrics`, { headers: { authorization: `Bearer ${relay.credentials.adminToken}` } })).text();
  expect(await metrics()).toContain('watchbell_providers_wrong 1');
  await alert('two');
  await arrived(first, 2);

  write(chat(second.url));
  expect(await runCli(relay, 'providers', 'check', file)).toMatchObject({ code: 0 });
  expect(await runCli(relay, 'providers', 'reload')).toMatchObject({ code: 0, out: expect.stringContaining('In force now') as string });
  expect(await metrics()).toContain('watchbell_providers_wrong 0');
  await alert('three');
  await arrived(second, 1);

  const loadedAt = async () => ((await relay.api('/v1/providers')).body as { loadedAt: string }).loadedAt;
  const before = await loadedAt();
  write(chat(first.url));
  process.kill(relay.pid, 'SIGHUP');
  while ((await loadedAt()) === before) {
    // Until the signal has been heard.
  }
  await alert('four');
  await arrived(first, 3);
  expect([first.got.length, second.got.length]).toEqual([3, 1]);
  expect(`${refused.err}${listed.out}${relay.errors}`).not.toContain('planted-secret');
  expect(relay.errors).toContain('what it said before stays in force');
  expect(await relay.kill('SIGTERM')).toBe(0);
});
