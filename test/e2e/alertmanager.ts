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

/** Debian's Alertmanager, unmodified, with a webhook receiver that points at the relay. */
export async function startAlertmanager(
  folder: string,
  relayUrl: string,
  key: string,
): Promise<{ fire(labels: Record<string, string>, annotations?: Record<string, string>): Promise<void>; stop(): Promise<void> }> {
  const port = await freePort();
  const config = join(folder, 'alertmanager.yml');
  writeFileSync(
    config,
    `route:
  receiver: watchbell
  group_by: [alertname]
  group_wait: 0s
  group_interval: 1s
receivers:
  - name: watchbell
    webhook_configs:
      - url: ${relayUrl}/ingest/alertmanager
        http_config:
          authorization:
            credentials: ${key}
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
  return {
    async fire(labels, annotations = {}) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ labels, annotations, generatorURL: 'http://prometheus.example/graph' }]),
      });
      if (!response.ok) {
        throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
