import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtProgram, startOf } from '../../scripts/start/node-build.ts';

const entry = builtProgram('relay/index');

/** The secrets a relay writes at its first start. */
export interface WrittenCredentials {
  adminToken: string;
  integrations: Record<string, string>;
  pairing: { code: string; expiresAt: string };
}

/** What a relay says on its output once it listens. */
interface Said {
  event: string;
  url: string;
  mailPort?: number;
}

/** A real relay in a process of its own. */
export class RelayProcess {
  readonly url: string;
  /** Where it takes mail, if it does. */
  readonly mailPort: number | undefined;
  readonly data: string;
  readonly startedInMs: number;
  /** What it has written beside its answers. */
  errors = '';
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  readonly #closed: Promise<void>;

  private constructor(child: ChildProcess, exited: Promise<number | null>, said: Said, data: string, startedInMs: number) {
    this.#child = child;
    this.#closed = new Promise((resolve) => child.once('close', () => resolve()));
    this.#exited = exited;
    this.url = said.url;
    child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.mailPort = said.mailPort;
    this.data = data;
    this.startedInMs = startedInMs;
  }

  /**
   * Starts a relay and waits until it says it listens; rejects with what it wrote when it ends instead.
   * `under` is what node itself is started by, as a tracer.
   */
  static async start(
    data: string,
    args: readonly string[] = ['--sample'],
    port = 0,
    { under = [], imports = [] }: { under?: readonly string[]; imports?: readonly string[] } = {},
  ): Promise<RelayProcess> {
    const startedAt = performance.now();
    const first = imports.flatMap((path) => ['--import', path]);
    const { flags, env } = startOf('relay/index');
    const [command, ...rest] = [...under, process.execPath, ...flags, ...first, entry];
    const child = spawn(command, [...rest, '--port', String(port), '--data', data, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    const listening = new Promise<Said>((resolve) => {
      lines.on('line', (line) => {
        const said = JSON.parse(line) as Said;
        if (said.event === 'listening') {
          resolve(said);
        }
      });
    });
    const ended = exited.then((code) => Promise.reject(new Error(`The relay ended with ${code}: ${errors}`)));
    const said = await Promise.race([listening, ended]);
    ended.catch(() => undefined);
    const relay = new RelayProcess(child, exited, said, data, performance.now() - startedAt);
    relay.errors = errors;
    return relay;
  }

  get credentials(): WrittenCredentials {
    return JSON.parse(readFileSync(join(this.data, 'credentials.json'), 'utf8')) as WrittenCredentials;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    this.#child.kill(signal);
    return this.#exited;
  }

  /** Resolves when nobody writes to its pipes any more: it has ended, and so has what it was started under. */
  get closed(): Promise<void> {
    return this.#closed;
  }

  /** Calls the operator's interface; the answer as it came. */
  async api(path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const headers = { authorization: `Bearer ${this.credentials.adminToken}`, 'content-type': 'application/json' };
    const response = await fetch(
      `${this.url}${path}`,
      body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
    );
    return { status: response.status, body: await response.json() };
  }

  /** Sends an event as PagerDuty's clients do. */
  async enqueue(event: Record<string, unknown>, integration = 'monitoring'): Promise<{ status: number; body: Record<string, unknown> }> {
    const body = { routing_key: this.credentials.integrations[integration], ...event };
    const response = await fetch(`${this.url}/v2/enqueue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
}
