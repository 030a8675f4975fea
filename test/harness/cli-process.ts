import { spawn } from 'node:child_process';
import { builtProgram } from '../../scripts/start/node-build.ts';
import type { RelayProcess } from './relay-process.ts';

const entry = builtProgram('relay/cli/index');

/** Compiled once for all of a run: half of a start was compiling the same sources again. */
const cache = process.env['NODE_COMPILE_CACHE'];

/** What a command has written, and how it ended. */
export interface CliRan {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command line to its end in a process of its own, with nothing of this environment that could change what it does. */
export async function runCliIn(env: NodeJS.ProcessEnv, ...args: string[]): Promise<CliRan> {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ran, code })));
}

/** Runs the command line in Paris, as the operator of a relay. */
export async function runCli(relay: RelayProcess, ...args: string[]): Promise<CliRan> {
  return runCliIn({ TZ: 'Europe/Paris', WATCHBELL_RELAY: relay.url, WATCHBELL_DATA: relay.data }, ...args);
}
