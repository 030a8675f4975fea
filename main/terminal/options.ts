import { resolve } from 'node:path';
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

/** Reads what "watchbell watch" passes on. Throws CannotWatch for anything it does not understand. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): TerminalOptions {
  const { as, relay, data = '', json } = parse(argv);
  if (data === '') {
    throw new CannotWatch(2, 'It is not said where this terminal keeps its copy of the log.', 'Start it with: watchbell watch');
  }
  return { as, pairCode: env['WATCHBELL_PAIR_CODE'] || undefined, relay: relay?.replace(/\/+$/, ''), data: resolve(data), json };
}

function parse(argv: readonly string[]): { as?: string; relay?: string; data?: string; json: boolean } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        as: { type: 'string' },
        relay: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new CannotWatch(2, error instanceof Error ? error.message : String(error), 'See: watchbell watch --help');
  }
}

/** The language the environment asks for, in the order gettext looks. */
export function systemLanguage(env: NodeJS.ProcessEnv): string {
  return env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en';
}
