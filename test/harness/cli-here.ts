import { PassThrough } from 'node:stream';
import type { Io } from '../../relay/cli/io.ts';
import { run } from '../../relay/cli/program.ts';

/** What a command line ended with and wrote. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command line without a process of its own. */
export async function cliHere(world: Partial<Pick<Io, 'env' | 'now' | 'cwd'>>, ...args: string[]): Promise<Ran> {
  const ran: Ran = { code: 0, out: '', err: '' };
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
  stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString()));
  await run(
    { env: {}, now: () => 0, cwd: '/', ...world, stdout, stderr, invocation: 'watchbell', exitWith: (code) => (ran.code = code) },
    args,
  );
  return ran;
}
