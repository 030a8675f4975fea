import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How the watch was asked to run. */
export interface TerminalOptions {
  /** Who is on watch, as they call themselves; needed the first time. */
  as?: string | undefined;
  pairCode?: string | undefined;
  relay?: string | undefined;
  /** Where this terminal keeps its copy of the log. */
  data: string;
  json: boolean;
}

/** Something to put right before the watch can start: what happened, and what to do. */
export class CannotWatch extends Error {
  readonly exitCode: 1 | 2;
  readonly advice: string;

  constructor(exitCode: 1 | 2, message: string, advice: string) {
    super(message);
    this.exitCode = exitCode;
    this.advice = advice;
  }
}

/** Reads the command line. Throws CannotWatch for anything it does not understand. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): TerminalOptions {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        as: { type: 'string' },
        'pair-code': { type: 'string' },
        relay: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const folder = values.data === undefined || values.data === '' ? defaultFolder(env) : resolve(values.data);
    return { as: values.as, pairCode: values['pair-code'], relay: values.relay?.replace(/\/+$/, ''), data: folder, json: values.json };
  } catch (error) {
    throw new CannotWatch(2, error instanceof Error ? error.message : String(error), 'See: watchbell watch --help');
  }
}

function defaultFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'watchbell-watch');
}

/** The language the environment asks for, in the order gettext looks. */
export function systemLanguage(env: NodeJS.ProcessEnv): string {
  return env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en';
}
