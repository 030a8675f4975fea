import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Ways Alertmanager can speak to the relay, as its configuration writes them. */
const receivers = {
  webhook: (relayUrl: string, key: string) => `    webhook_configs:
      - url: ${relayUrl}/ingest/alertmanager
        http_config:
          authorization:
            credentials: ${key}`,
  opsgenie: (relayUrl: string, key: string) => `    opsgenie_configs:
      - api_url: ${relayUrl}/opsgenie/
        api_key: ${key}
        message: '{{ .CommonAnnotations.summary }}'
        priority: P1
        tags: alertmanager, '{{ .CommonLabels.severity }}'`,
};

interface Alertmanager {
  fire(labels: Record<string, string>, annotations?: Record<string, string>): Promise<void>;
  /** Fires and ends several at once. */
  send(alerts: readonly { labels: Record<string, string>; annotations?: Record<string, string>; endsAt?: string }[]): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's Alertmanager, unmodified, with a receiver that points at the relay; `repeatEvery` is how often it sends again. */
export async function startAlertmanager(
  folder: string,
  relayUrl: string,
  key: string,
  { receiver = 'webhook', repeatEvery = '4h' }: { receiver?: keyof typeof receivers; repeatEvery?: string } = {},
): Promise<Alertmanager> {
  const port = await freePort();
  const config = join(folder, 'alertmanager.yml');
  writeFileSync(
    config,
    `route:
  receiver: watchbell
  group_by: [alertname]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: ${repeatEvery}
receivers:
  - name: watchbell
${receivers[receiver](relayUrl, key)}
`,
  );
  const child = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${config}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stderr });
  const said: string[] = [];
  await Promise.race([
    new Promise<void>((resolve) =>
      lines.on('line', (line) => {
        said.push(line);
        if (line.includes('Listening on') || line.includes('msg=Listening')) {
          resolve();
        }
      }),
    ),
    exited.then(() => Promise.reject(new Error(`Alertmanager ended: ${said.slice(-5).join('\n')}`))),
  ]);
  const send: Alertmanager['send'] = async (alerts) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts.map((alert) => ({ generatorURL: 'http://prometheus.example/graph', ...alert }))),
    });
    if (!response.ok) {
      throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
    }
  };
  return {
    fire: (labels, annotations = {}) => send([{ labels, annotations }]),
    send,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
