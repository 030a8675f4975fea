import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { v7 } from 'uuid';
import { pairWithRelay } from '../../../main/link/pair.ts';
import { newKeyPair } from '../../../relay/access/signature.ts';
import type { RelayProcess } from '../../harness/relay-process.ts';

/** Many connections of laptops to a relay, held by a process of its own. */
export class DesktopsProcess {
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines;
  }

  /** Pairs a device and connects so many times as it; resolves once all of them follow the log. */
  static async start(folder: string, relay: RelayProcess, count: number): Promise<DesktopsProcess> {
    const { privateKey, publicKey } = newKeyPair();
    const device = v7();
    await pairWithRelay(relay.url, { code: relay.credentials.pairing.code, person: 'ana', device, deviceName: 'bench', publicKey });
    const keyFile = join(folder, 'desktops-key.pem');
    writeFileSync(keyFile, privateKey, { mode: 0o600 });
    const program = join(import.meta.dirname, 'desktops.ts');
    const child = spawn(process.execPath, [program, relay.url, device, keyFile, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => Promise.reject(new Error('The desktops have ended.')))]);
    return new DesktopsProcess(child, lines);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The last entry that the slowest has, and the quickest, and how many bytes came to all of them. */
  async reached(): Promise<{ slowest: number; quickest: number; bytes: number }> {
    const line = once(this.#lines, 'line');
    this.#child.stdin?.write('\n');
    const [text] = (await line) as [string];
    return JSON.parse(text) as { slowest: number; quickest: number; bytes: number };
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
  }
}
