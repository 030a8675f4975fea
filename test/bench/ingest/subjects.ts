import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { RelayProcess } from '../../harness/relay-process.ts';
import type { Shot } from './load.ts';

/** Something that takes alerts, in a process of its own, with how an alert is said to it. */
export interface Subject {
  name: string;
  url: string;
  pid: number;
  /** One alert of a key, and a body of many. */
  one(key: string): Shot;
  many(keys: readonly string[]): Shot;
  stop(): Promise<void>;
}

const json = { 'content-type': 'application/json' };
const labelsOf = (key: string, group: string) => ({
  alertname: 'HighLatency',
  severity: 'warning',
  service: 'checkout',
  instance: `db-${key}`,
  group,
  region: 'eu-west-1',
});
const annotations = { summary: 'Latency of checkout is high', runbook_url: 'https://example.org/runbooks/latency' };

function event(routingKey: string, key: string): string {
  const payload = {
    summary: 'Latency of checkout is high',
    source: `db-${key}`,
    severity: 'info',
    component: 'checkout',
    custom_details: labelsOf(key, '0'),
  };
  return JSON.stringify({ routing_key: routingKey, event_action: 'trigger', dedup_key: key, payload });
}

function webhook(keys: readonly string[]): string {
  const alerts = keys.map((key) => ({
    status: 'firing',
    labels: { ...labelsOf(key, '0'), severity: 'info' },
    annotations,
    fingerprint: key,
  }));
  return JSON.stringify({ version: '4', groupKey: 'bench', alerts });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
}

/** The relay, whole: checks, routing, the signed and chained log, the projection, on disk before the answer. */
export async function relaySubject(
  folder: string,
  how: { under?: readonly string[]; imports?: readonly string[] } = {},
): Promise<Subject & { relay: RelayProcess }> {
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--sample', '--alerts-per-minute', '10000000'], 0, how);
  const { monitoring = '', alertmanager = '' } = relay.credentials.integrations;
  return {
    name: 'Watchbell',
    relay,
    url: relay.url,
    pid: relay.pid,
    one: (key) => ({ path: '/v2/enqueue', headers: json, body: event(monitoring, key) }),
    many: (keys) => ({ path: `/ingest/alertmanager?key=${alertmanager}`, headers: json, body: webhook(keys) }),
    stop: async () => void (await relay.kill('SIGTERM')),
  };
}

/** The least anything durable must do for the same; by `each` request in a transaction of its own, or by turn of the loop. */
export async function leastSubject(folder: string, mode: 'turn' | 'each'): Promise<Subject> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'least-server.ts'), join(folder, `least-${mode}.db`), mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    name: mode === 'turn' ? 'least, a transaction a turn' : 'least, a transaction a request',
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    one: (key) => ({ path: '/', headers: json, body: event('0'.repeat(32), key) }),
    many: (keys) => ({ path: '/', headers: json, body: webhook(keys) }),
    stop: () => ended(child),
  };
}

/** Debian's Alertmanager with a receiver that does nothing; alerts in a hundred groups, or each in one of its own. */
export async function alertmanagerSubject(folder: string, grouped: boolean): Promise<Subject> {
  const place = join(folder, grouped ? 'am-grouped' : 'am-each');
  mkdirSync(place, { recursive: true });
  const config = join(place, 'alertmanager.yml');
  writeFileSync(config, `route:\n  receiver: none\n  group_by: [${grouped ? 'group' : "'...'"}]\nreceivers:\n  - name: none\n`);
  const port = await freePort();
  const child = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${config}`,
      `--storage.path=${join(place, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => (/Listening/.test(line) ? resolve() : undefined));
    child.on('error', reject);
  });
  const alert = (key: string) => ({ labels: labelsOf(key, String(Number.parseInt(key.slice(-6), 36) % 100)), annotations });
  const said = (keys: readonly string[]): Shot => ({ path: '/api/v2/alerts', headers: json, body: JSON.stringify(keys.map(alert)) });
  return {
    name: grouped ? 'Alertmanager, 100 groups' : 'Alertmanager, a group an alert',
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    one: (key) => said([key]),
    many: said,
    stop: () => ended(child),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
