import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const config = String.raw`
route:
  receiver: everybody
  routes:
    - receiver: audit
      matchers: ['env=~"prod.*"', 'severity="critical"']
      continue: true
    - receiver: nobody
      matchers: ['alertname="Watchdog"']
    - receiver: data
      matchers: ['team=~"db|storage"']
      routes:
        - receiver: data-night
          matchers: ['host=~"db\\d+"', 'severity!="info"']
          continue: true
          routes:
            - { receiver: oncall, matchers: ['env="prod"'] }
        - { receiver: nobody, match: { env: test } }
        - { receiver: storage, match_re: { service: 'ceph|minio' } }
    - receiver: web
      matchers: ['service!~"api-.+"', 'team="web"']
    - matchers: ['env=""', 'team="web"']
      receiver: oncall
receivers:
  - { name: nobody }
${['everybody', 'audit', 'data', 'data-night', 'storage', 'web', 'oncall']
  .map((name) => `  - { name: ${name}, webhook_configs: [{ url: "http://127.0.0.1/${name}" }] }`)
  .join('\n')}
`;

const teams = [{ team: 'db', host: 'db12' }, { team: 'storage', service: 'minio' }, { team: 'db', host: 'backup' }, { team: 'web' }, {}];
const places = [{ env: 'prod' }, { env: 'production' }, { env: 'test' }, {}];
const labelSets: Record<string, string>[] = [
  ...teams.flatMap((team) =>
    places.flatMap((place) => [
      { ...team, ...place, severity: 'critical' },
      { ...team, ...place, severity: 'info' },
    ]),
  ),
  { alertname: 'Watchdog' },
  { alertname: 'Watchdog', env: 'prod', severity: 'critical' },
  { team: 'web', service: 'api-cart' },
  { team: 'web', service: 'api-cart', env: 'prod' },
].map((labels) => ({ alertname: 'DiskFull', ...labels }));

it('[IMP13] sends real alerts to the services whose receivers amtool names', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, config);
  const relay = await RelayProcess.start(join(folder, 'relay'));
  onTestFinished(async () => void (await relay.kill()));
  const out = join(folder, 'workspace.yaml');
  expect(await runCli(relay, 'import', '--from', 'alertmanager', file, '--out', out)).toMatchObject({ err: '' });
  expect(await runCli(relay, 'apply', out)).toMatchObject({ code: 0, err: '' });
  const sent = await fetch(`${relay.url}/ingest/alertmanager?key=${relay.credentials.integrations['alertmanager'] ?? ''}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      version: '4',
      alerts: labelSets.map((labels, i) => ({ status: 'firing', labels, fingerprint: `set-${i}`, startsAt: '2026-11-27T12:00:00Z' })),
    }),
  });
  expect(sent.status).toBe(202);
  const { body } = await relay.api('/v1/incidents?status=triggered,suppressed');
  const { incidents } = body as { incidents: { dedupKey: string; service: { id: string }; status: string; tags?: string[] }[] };
  const told = labelSets.map((_, i) => {
    const incident = incidents.find(({ dedupKey }) => dedupKey === `set-${i}`);
    return incident?.status === 'suppressed'
      ? ['nobody']
      : [...new Set([...(incident?.tags ?? []), incident?.service.id ?? ''])].toSorted();
  });
  expect(told).toEqual(
    labelSets.map((labels) => {
      const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
      const said = execFileSync('amtool', ['config', 'routes', 'test', `--config.file=${file}`, ...pairs], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const names = [...new Set(said.trim().split(','))];
      return names.length === 1 ? names : names.filter((name) => name !== 'nobody').toSorted();
    }),
  );
  expect(new Set(told.map((each) => each.join(' '))).size).toBeGreaterThan(8);
});
