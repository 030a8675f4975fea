import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { CliError, found } from '../cli-error.ts';
import { askedRelay, defaultRelay } from '../connection.ts';
import { pathIn, type Io } from '../io.ts';

interface WatchFlags {
  as?: string;
  pairCode?: string;
  relay?: string;
  data?: string;
  json?: boolean;
}

// Started as a program of its own: the relay's side of this repository imports nothing of the desktop's.
const terminal = fileURLToPath(new URL(`../../../main/terminal/index${extname(import.meta.url)}`, import.meta.url));

/** `watch`: a responder in the terminal. */
export function watchCommand(io: Io): Command {
  return new Command('watch')
    .summary('be on call in this terminal: pages ring here')
    .description(
      'Pages you in this terminal and takes your answers, like the desktop does; it goes on when the relay cannot be reached.\nThe first time it needs a pairing code, which the operator gets with "watchbell pair".',
    )
    .option('--as <person>', 'who you are: id, name or mail address in the workspace')
    .option('--pair-code <code>', 'the pairing code; needed the first time')
    .option('--relay <url>', `the relay’s address (env WATCHBELL_RELAY; first time ${defaultRelay}, later the one it was paired with)`)
    .option('--data <dir>', 'where this terminal keeps its copy of the log (~/.local/share/watchbell-watch)')
    .option('--json', 'print one JSON value a line for everything that happens')
    .addHelpText(
      'after',
      '\nWhile it runs, type: a (acknowledge), e 42 (escalate), r 42 (resolve), n 42 TEXT (note), l (list), ? (help), q (quit).\n\nExample:\n  watchbell watch --as ana --pair-code ABCDEF-GHJKMN-PQRSTV-WXYZ23',
    )
    .action(async (flags: WatchFlags) => io.exitWith(await runTerminal(io, argumentsOf(io, flags))));
}

function argumentsOf(io: Io, flags: WatchFlags): string[] {
  const relay = askedRelay(io, flags);
  const option = (name: string, value: string | undefined) => (value === undefined ? [] : [`--${name}`, value]);
  return [
    ...option('as', flags.as),
    ...option('pair-code', flags.pairCode),
    ...option('relay', relay),
    ...option('data', flags.data === undefined ? undefined : pathIn(io, flags.data)),
    ...(flags.json === true ? ['--json'] : []),
  ];
}

function runTerminal(io: Io, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [terminal, ...args], { stdio: 'inherit', env: io.env });
  // A Ctrl-C reaches both of us from the terminal; a signal sent to this process alone is passed on. Either way the child decides.
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  const ignore = () => undefined;
  process.on('SIGTERM', pass);
  process.on('SIGHUP', pass);
  process.on('SIGINT', io.stdout.isTTY === true ? ignore : pass);
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new CliError(found, `The watch could not be started: ${error.message}.`, 'Install Watchbell again with npm ci.')),
    );
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
