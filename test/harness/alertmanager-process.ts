import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An alert as Alertmanager's own interface tells of it. */
export interface ToldAlert {
  labels: Record<string, string>;
  status: { state: string; inhibitedBy: string[] };
  /** Those that are told of it. */
  receivers: { name: string }[];
}

/** An alert as Prometheus sends it. */
export interface SentAlert {
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  endsAt?: string;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Debian's Alertmanager, unmodified, with a configuration of one's own. */
export class AlertmanagerProcess {
  readonly #url: string;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.#url = url;
    this.#stop = stop;
  }

  static async start(folder: string, config: string): Promise<AlertmanagerProcess> {
    const port = await freePort();
    const file = join(folder, 'alertmanager.yml');
    writeFileSync(file, config);
    const storage = join(folder, 'alertmanager');
    const args = [
      `--config.file=${file}`,
      `--storage.path=${storage}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ];
    const child = spawn('prometheus-alertmanager', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const exited = once(child, 'exit');
    const said: string[] = [];
    const listening = new Promise<void>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        if (line.includes('Listening on') || line.includes('msg=Listening')) {
          resolve();
        }
      });
    });
    await Promise.race([listening, exited.then(() => Promise.reject(new Error(`Alertmanager ended: ${said.slice(-5).join('\n')}`)))]);
    return new AlertmanagerProcess(`http://127.0.0.1:${port}/api/v2`, async () => {
      child.kill('SIGTERM');
      await exited;
    });
  }

  /** Fires several at once, or ends them. */
  async fire(alerts: readonly SentAlert[]): Promise<void> {
    const response = await fetch(`${this.#url}/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts.map((alert) => ({ generatorURL: 'http://prometheus.example/graph', ...alert }))),
    });
    if (!response.ok) {
      throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
    }
  }

  async alerts(): Promise<ToldAlert[]> {
    return (await fetch(`${this.#url}/alerts`)).json() as Promise<ToldAlert[]>;
  }

  /** Its groups: the labels of the alerts in each. */
  async groups(): Promise<Record<string, string>[][]> {
    const groups = (await (await fetch(`${this.#url}/alerts/groups`)).json()) as { alerts: ToldAlert[] }[];
    return groups.map(({ alerts }) => alerts.map(({ labels }) => labels));
  }

  /** What it tells each receiver of together. */
  async told(): Promise<{ receiver: string; alerts: ToldAlert[] }[]> {
    const groups = (await (await fetch(`${this.#url}/alerts/groups`)).json()) as { receiver: { name: string }; alerts: ToldAlert[] }[];
    return groups.map(({ receiver, alerts }) => ({ receiver: receiver.name, alerts }));
  }

  async stop(): Promise<void> {
    await this.#stop();
  }
}
