import type { Command } from 'commander';
import { defaultRelay, type RelayFlags } from './connection.ts';
import type { Io } from './io.ts';
import { styleFor, type Style } from './output/style.ts';

/** What a command found out: for scripts one JSON value, for people a text. */
export interface Answer {
  json: unknown;
  text(style: Style): string;
  /** 1 when something was found or refused. */
  exitCode?: 0 | 1;
}

/** The options every command has. */
export interface CommonFlags extends RelayFlags {
  json?: boolean;
}

/** Turns what a command does into what commander calls, which gives arguments, options and the command itself. */
export function answering<F extends CommonFlags, A extends unknown[]>(
  io: Io,
  act: (flags: F, ...args: A) => Promise<Answer>,
): (...all: [...A, F, Command]) => Promise<void> {
  return async (...all) => {
    const flags = all.at(-2) as F;
    const answer = await act(flags, ...(all.slice(0, -2) as A));
    const isTerminal = io.stdout.isTTY === true;
    const text =
      flags.json === true ? JSON.stringify(answer.json, undefined, isTerminal ? 2 : undefined) : answer.text(styleFor(io.stdout, io.env));
    io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    io.exitWith(answer.exitCode ?? 0);
  };
}

/** Adds the options every command shares; last, so that help shows a command's own first. */
export function withCommonOptions(command: Command): Command {
  return command
    .optionsGroup('Which relay:')
    .option('--relay <url>', `its address (env WATCHBELL_RELAY; ${defaultRelay})`)
    .option('--token <token>', 'its adminToken (env WATCHBELL_TOKEN)')
    .option('--data <dir>', 'its data folder, to read the token from (env WATCHBELL_DATA)')
    .optionsGroup('Options:')
    .option('--json', 'print one JSON value instead of text');
}
