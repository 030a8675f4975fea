import { parseArgs } from 'node:util';

/** What the app was told on its command line. */
export interface Switches {
  /** Where everything of this desktop is kept; undefined for the system's place. */
  data?: string | undefined;
  /** Pairs at start, unless this folder is paired with that relay already. */
  pair?: { url: string; code: string; person: string } | undefined;
  /** Starts in the tray alone, as at login. */
  hidden: boolean;
}

/** Reads the app's own switches and leaves Chromium's and Electron's alone. */
export function readSwitches(argv: readonly string[]): Switches {
  const { values } = parseArgs({
    args: argv.filter((argument) => argument.startsWith('--')),
    strict: false,
    options: {
      data: { type: 'string' },
      pair: { type: 'string' },
      code: { type: 'string' },
      as: { type: 'string' },
      hidden: { type: 'boolean', default: false },
    },
  });
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const [url, code, person] = [text(values['pair']), text(values['code']), text(values['as'])];
  return {
    data: text(values['data']),
    pair: url !== undefined && code !== undefined && person !== undefined ? { url, code, person } : undefined,
    hidden: values['hidden'] === true,
  };
}
