import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { RelayProcess } from './relay-process.ts';

const entry = join(import.meta.dirname, '../../relay/cli/index.ts');

/** Runs the command line in a process of its own, in Paris, as the operator of a relay. */
export async function runCli(relay: RelayProcess, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env['PATH'], TZ: 'Europe/Paris', WATCHBELL_RELAY: relay.url, WATCHBELL_DATA: relay.data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ran, code })));
}
