import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { relayModule } from '../../relay-file.ts';
import { CliError, found } from '../cli-error.ts';
import { adminToken, askedRelay, defaultRelay, relayUrl } from '../connection.ts';
import { pathIn, type Io } from '../io.ts';
import { Pairing } from '../relay-answers.ts';
import { RelayClient } from '../relay-client.ts';

interface WatchFlags {
  as?: string;
  pairCode?: string;
  relay?: string;
  data?: string;
  json?: boolean;
}

// Started as a program of its own: the relay's side of this repository imports nothing of the desktop's.
const terminal = fileURLToPath(relayModule('../main/terminal/index'));

/** `watch`: a responder in the terminal. */
export function watchCommand(io: Io): Command {
  return new Command('watch')
    .summary('be on call in this terminal: pages ring here')
    .description(
      'Pages you in this terminal and takes your answers, like the desktop does; it goes on when the relay cannot be reached. The first time it needs a pairing code, which the operator gets with "watchbell pair"; where the operator’s token is at hand (WATCHBELL_TOKEN or WATCHBELL_DATA), it asks for one itself.',
    )
    .option('--as <person>', 'who you are: id, name or mail address in the workspace')
    .option('--pair-code <code>', 'the pairing code, the first time (env WATCHBELL_PAIR_CODE)')
    .option('--relay <url>', `the relay’s address (env WATCHBELL_RELAY; first time ${defaultRelay}, later the one it was paired with)`)
    .option('--data <dir>', 'where this terminal keeps its copy of the log (~/.local/share/watchbell-watch)')
    .option('--json', 'print one JSON value a line for everything that happens')
    .addHelpText(
      'after',
      '\nWhile it runs, type: a (acknowledge), e 42 (escalate), r 42 (resolve), n 42 TEXT (note), l (list), ? (help), q (quit).\n\nExample:\n  watchbell watch --as ana --pair-code ABCDEF-GHJKMN-PQRSTV-WXYZ23',
    )
    .action(async (flags: WatchFlags) => {
      const folder = watchFolder(io, flags);
      const code = flags.pairCode ?? (await ownPairCode(io, flags, folder));
      io.exitWith(await runTerminal(io, argumentsOf(io, flags, folder), code));
    });
}

function watchFolder(io: Io, { data }: WatchFlags): string {
  return data === undefined ? join(io.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'watchbell-watch') : pathIn(io, data);
}

/** The code an operator would be told by "pair", for a folder that needs one; undefined for anybody else. */
async function ownPairCode(io: Io, { relay = '' }: WatchFlags, folder: string): Promise<string | undefined> {
  if (io.env['WATCHBELL_PAIR_CODE'] !== undefined || existsSync(join(folder, 'identity.json'))) {
    return undefined;
  }
  let token: string;
  try {
    token = adminToken(io, {});
  } catch {
    return undefined;
  }
  return (await new RelayClient(relayUrl(io, { relay }), token).get('/v1/pairing', Pairing)).code;
}

function argumentsOf(io: Io, flags: WatchFlags, folder: string): string[] {
  const relay = askedRelay(io, flags);
  const option = (name: string, value: string | undefined) => (value === undefined ? [] : [`--${name}`, value]);
  return [...option('as', flags.as), ...option('relay', relay), ...option('data', folder), ...(flags.json === true ? ['--json'] : [])];
}

function runTerminal(io: Io, args: readonly string[], pairCode: string | undefined): Promise<number> {
  // In the environment and not in the arguments, which everybody on the computer can read.
  const env = { ...io.env, ...(pairCode === undefined ? {} : { WATCHBELL_PAIR_CODE: pairCode }) };
  const child = spawn(process.execPath, [terminal, ...args], { stdio: 'inherit', env });
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
