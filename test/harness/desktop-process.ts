import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { v7 } from 'uuid';
import { pairWithRelay } from '../../main/link/pair.ts';
import { IdentityFile, newDeviceKey } from '../../main/store/identity.ts';
import type { RelayProcess } from './relay-process.ts';

const driver = join(import.meta.dirname, 'desktop-driver.ts');

/** What the driver said, one object a line. */
export type Said = { said: string } & Record<string, unknown>;

/** Enrols a folder as a person's desktop. */
export async function pairFolder(folder: string, relay: RelayProcess, person: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const key = newDeviceKey();
  const device = v7();
  const { code } = relay.credentials.pairing;
  await pairWithRelay(relay.url, { code, person, device, deviceName: hostname(), publicKey: key.publicKey });
  new IdentityFile(folder).write({ ...key, device, person, relayUrl: relay.url });
}

/** A desktop without a screen in a process of its own. */
export class DesktopProcess {
  readonly said: Said[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  /** Resolves when nobody writes to its pipes any more: it has ended, and so has what it was started under. */
  readonly closed: Promise<void>;
  readonly #waiting = new Set<() => void>();

  /** `imports` are modules the process loads before anything else; `under` is what node itself is started by, as a tracer. */
  constructor(folder: string, imports: readonly string[] = [], under: readonly string[] = []) {
    const first = imports.flatMap((path) => ['--import', path]);
    const [command, ...rest] = [...under, process.execPath, ...first, driver, folder];
    this.#child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#exited = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    this.closed = new Promise((resolve) => this.#child.once('close', () => resolve()));
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        this.said.push(JSON.parse(line) as Said);
        this.#waiting.forEach((look) => look());
      });
    }
  }

  tell(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** The first thing said, from now or before, that fits. */
  until(fits: (said: Said) => boolean, from = 0): Promise<Said> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.said.slice(from).find(fits);
        if (found) {
          this.#waiting.delete(look);
          resolve(found);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
