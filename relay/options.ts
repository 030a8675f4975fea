import { parseArgs } from 'node:util';
import { parseDuration } from '../shared/time/duration.ts';
import { DAY_MS, MINUTE_MS } from '../shared/time/instant.ts';

/** How the relay was asked to run. */
export interface RelayOptions {
  port: number;
  host: string;
  data: string;
  workspace?: string | undefined;
  sample: boolean;
  alertsPerMinute: number;
  logLevel: string;
  /** Where to say every so often that all is well; undefined for nowhere. */
  heartbeat?: { url: string; everyMs: number } | undefined;
  /** Entries older than this go into segments; undefined for never. */
  archiveAfterMs?: number | undefined;
  /** Where to listen for mail; undefined for nowhere. */
  mail?: { host: string; port: number } | undefined;
  /** Where people reach this relay from outside, without a slash at the end; undefined when they cannot. */
  publicUrl?: string | undefined;
  /** The file of providers, when it is not in the data folder. */
  providers?: string | undefined;
  backups?: { folder: string; everyMs: number } | undefined;
}

/** The words of `--help` and of every misuse. */
export const usage = `Usage: npm run relay -- --data DIR [--port 7420] [--host 127.0.0.1] [--workspace FILE.yaml | --sample]
  --data DIR             where the log and the credentials are kept (made if missing)
  --port N, --host H     where to listen; 127.0.0.1:7420 unless said otherwise, port 0 for any free one
  --workspace FILE.yaml  people, schedules, policies and services to apply at every start
  --sample               the sample workspace, to try things out; once, what you make of it stays
  --alerts-per-minute N  how many requests one integration key may send, a batch being one, before it is told 429 (60000)
  --heartbeat-url URL    asked with GET for as long as this relay can page people; when it stops, let something outside alarm you
  --heartbeat-every 60s  how often
  --mail-port N          take alerts by mail (SMTP) on this port; off unless given. --mail-host H says where (127.0.0.1)
  --public-url URL       where people reach this relay from outside, such as https://pages.example.org; links to answer with need it
  --providers FILE       who brings mail, SMS, calls, chat and push (DIR/providers.yaml, if there is one)
  --backup-dir DIR       take backups into this folder, best on another disk; the newest 24 and one a day for 30 days stay
  --backup-every 1h      how often (1h); at least a minute
  --archive-after 365d   move entries older than this into compressed files beside the database, once a day; at least 30d (never)
  --log-level LEVEL      silent, error, warn, info or debug (warn)`;

/** Help was asked for: it is printed, and nothing is wrong. */
export class HelpWanted extends Error {}

/** Reads the command line. Throws a sentence for anything it does not understand. */
export function readOptions(argv: readonly string[]): RelayOptions {
  if (argv.includes('--help') || argv.includes('-h')) {
    throw new HelpWanted(usage);
  }
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string', default: '7420' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      workspace: { type: 'string' },
      sample: { type: 'boolean', default: false },
      'alerts-per-minute': { type: 'string', default: '60000' },
      'heartbeat-url': { type: 'string' },
      'heartbeat-every': { type: 'string', default: '60s' },
      'mail-port': { type: 'string' },
      'mail-host': { type: 'string' },
      'public-url': { type: 'string' },
      providers: { type: 'string' },
      'backup-dir': { type: 'string' },
      'backup-every': { type: 'string' },
      'archive-after': { type: 'string' },
      'log-level': { type: 'string', default: 'warn' },
    },
  });
  const port = whole(values.port, 0, 65_535, '--port');
  if (values.data === undefined || values.data === '') {
    throw new RangeError('Say where to keep the log: --data DIR');
  }
  if (values.sample && values.workspace !== undefined) {
    throw new RangeError('Give --workspace or --sample, not both.');
  }
  return {
    port,
    host: values.host,
    data: values.data,
    workspace: values.workspace,
    sample: values.sample,
    alertsPerMinute: whole(values['alerts-per-minute'], 1, 10_000_000, '--alerts-per-minute'),
    logLevel: values['log-level'],
    heartbeat: heartbeatOf(values['heartbeat-url'], values['heartbeat-every']),
    archiveAfterMs: archiveAsked(values['archive-after']),
    mail: mailAsked(values['mail-port'], values['mail-host']),
    publicUrl: publicUrlAsked(values['public-url']),
    providers: values.providers,
    backups: backupsAsked(values['backup-dir'], values['backup-every']),
  };
}

function heartbeatOf(url: string | undefined, every: string): RelayOptions['heartbeat'] {
  const everyMs = parseDuration(every);
  if (everyMs === undefined || everyMs < 10_000 || everyMs > 3_600_000) {
    throw new RangeError(`--heartbeat-every takes 10s to 1h, not "${every}".`);
  }
  if (url === undefined) {
    return undefined;
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new RangeError('--heartbeat-url takes an address that starts with http:// or https://.');
  }
  return { url, everyMs };
}

function archiveAsked(after: string | undefined): number | undefined {
  const afterMs = after === undefined ? undefined : parseDuration(after);
  // Laptops fetch the last 30 days; what everybody asks for stays where it is found fastest.
  if (after !== undefined && (afterMs === undefined || afterMs < 30 * DAY_MS)) {
    throw new RangeError(`--archive-after takes a duration of at least 30d, like 365d, not "${after}".`);
  }
  return afterMs;
}

function mailAsked(port: string | undefined, host: string | undefined): RelayOptions['mail'] {
  if (port === undefined && host !== undefined) {
    throw new RangeError('Say on which port mail is taken: --mail-port 2525');
  }
  return port === undefined ? undefined : { host: host ?? '127.0.0.1', port: whole(port, 0, 65_535, '--mail-port') };
}

function publicUrlAsked(given: string | undefined): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new RangeError(`--public-url takes an address like https://pages.example.org, not "${given}".`);
  }
  return url.href.replace(/\/+$/, '');
}

function backupsAsked(folder: string | undefined, every: string | undefined): RelayOptions['backups'] {
  if (folder === undefined || folder === '') {
    if (every !== undefined || folder === '') {
      throw new RangeError('Say where backups go: --backup-dir DIR');
    }
    return undefined;
  }
  const everyMs = parseDuration(every ?? '1h');
  if (everyMs === undefined || everyMs < MINUTE_MS) {
    throw new RangeError(`--backup-every takes a duration of at least a minute, like 1h or 30m, not "${every ?? ''}".`);
  }
  return { folder, everyMs };
}

function whole(text: string, least: number, most: number, name: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new RangeError(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
  }
  return value;
}
