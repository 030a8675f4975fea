import { resolve } from 'node:path';
import type { Writable } from 'node:stream';

/** An output that may be a terminal. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** What the command line has of the process it runs in. */
export interface Io {
  env: NodeJS.ProcessEnv;
  stdout: Output;
  stderr: Output;
  now(): number;
  /** The folder the person stands in. */
  cwd: string;
  /** How this program is called here, for sentences that say what to type. */
  invocation: string;
  exitWith(code: number): void;
}

/** The process itself. npm runs scripts in the folder of package.json and says in INIT_CWD where the person stood. */
export function processIo(): Io {
  const { env, stdout, stderr } = process;
  const byNpm = env['npm_lifecycle_event'] === 'watchbell';
  return {
    env,
    stdout,
    stderr,
    now: () => Date.now(),
    cwd: (byNpm ? env['INIT_CWD'] : undefined) ?? process.cwd(),
    invocation: byNpm ? 'npm run -s watchbell --' : 'watchbell',
    exitWith: (code) => {
      process.exitCode = code;
    },
  };
}

/** A path as the person who typed it means it. */
export function pathIn(io: Io, path: string): string {
  return resolve(io.cwd, path);
}
