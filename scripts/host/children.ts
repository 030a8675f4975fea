import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Exit = { code: number | null; signal: NodeJS.Signals | null; error?: string };

/** A process that this one started and will stop. */
export type Child = {
  name: string;
  pid: number | undefined;
  exited: Promise<Exit>;
  /** What it printed last, for the message when it dies. */
  lastLines(): readonly string[];
  /** The pipe that was asked for as file descriptor 3. */
  pipe: Readable | undefined;
  /** Asks it to end, insists after `graceMs`, and answers when it is gone. */
  stop(graceMs?: number): Promise<void>;
};

export type ChildOptions = {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Opens file descriptor 3 as a pipe from the child. */
  pipe?: boolean;
  /** Lets it print to this process' own terminal; then there are no lines to listen to. */
  inherit?: boolean;
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
};

const keptLines = 20;
const defaultGraceMs = 5_000;
const startLimitMs = 15_000;
const running = new Set<{ child: Child; process: ChildProcess }>();
// Where it exists, the kernel ends the children even if this process is killed without a chance to.
const parentDeathSignal = ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--'];

/**
 * Starts a process of its own group, so that Ctrl-C in the terminal reaches this process alone and
 * children are stopped in order.
 */
export function startChild(
  name: string,
  command: string,
  args: readonly string[],
  { env = process.env, cwd, pipe = false, inherit = false, onLine }: ChildOptions = {},
): Child {
  stopChildrenOnExit();
  const tied = process.platform === 'linux' && existsSync(parentDeathSignal[0] ?? '');
  const [program = command, ...rest] = [...(tied ? parentDeathSignal : []), command, ...args];
  const output = inherit ? 'inherit' : 'pipe';
  const stdio: StdioOptions = ['ignore', output, output, ...(pipe ? (['pipe'] as const) : [])];
  const started = spawn(program, rest, {
    env,
    stdio,
    detached: process.platform !== 'win32',
    ...(cwd === undefined ? {} : { cwd }),
  });
  const lines: string[] = [];
  for (const stream of ['stdout', 'stderr'] as const) {
    const source = started[stream];
    if (source !== null) {
      createInterface({ input: source }).on('line', (line) => {
        lines.push(line);
        lines.splice(0, Math.max(0, lines.length - keptLines));
        onLine?.(line, stream);
      });
    }
  }
  const exited = new Promise<Exit>((resolve) => {
    started.on('error', (error) => resolve({ code: null, signal: null, error: error.message }));
    started.on('close', (code, signal) => resolve({ code, signal }));
  });
  const child: Child = {
    name,
    pid: started.pid,
    exited,
    lastLines: () => lines,
    pipe: pipe ? (started.stdio[3] as Readable) : undefined,
    stop: (graceMs = defaultGraceMs) => stop(started, exited, graceMs),
  };
  const entry = { child, process: started };
  running.add(entry);
  void exited.then(() => running.delete(entry));
  return child;
}

/** Ends every child that is left, the youngest first. */
export async function stopChildren(): Promise<void> {
  for (const { child } of Array.from(running).toReversed()) {
    await child.stop();
  }
}

/** Waits for a child's sign of life, no longer than it lives or a start may take. */
export async function orDeath<T>(child: Child, sign: Promise<T>, limitMs = startLimitMs): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const message = `${child.name} gave no sign of life within ${limitMs / 1_000} s.`;
    limit = setTimeout(() => reject(new Error(message)), limitMs);
  });
  const death = child.exited.then((exit): never => {
    throw new Error([`${child.name} ${describeExit(exit)}.`, ...child.lastLines()].join('\n'));
  });
  try {
    return await Promise.race([sign, death, tooLate]);
  } finally {
    clearTimeout(limit);
  }
}

/** How a process ended, in words. */
export function describeExit({ code, signal, error }: Exit): string {
  if (error !== undefined) {
    return `could not be started: ${error}`;
  }
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

async function stop(child: ChildProcess, exited: Promise<Exit>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  child.kill('SIGTERM');
  const insist = setTimeout(() => killGroup(child), graceMs);
  await exited;
  clearTimeout(insist);
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

let watching = false;

function stopChildrenOnExit(): void {
  if (watching) {
    return;
  }
  watching = true;
  process.on('exit', () => {
    for (const { process: child } of running) {
      child.kill('SIGTERM');
    }
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const onSignal = (): void => {
      // Whoever else listens decides when this process ends; `exit` above then still cleans up.
      if (process.listenerCount(signal) === 1) {
        void stopChildren().finally(() => process.exit(128 + constants.signals[signal]));
      }
    };
    process.on(signal, onSignal);
  }
}
