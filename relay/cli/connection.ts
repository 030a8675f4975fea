import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CliError, misused, reasonOf } from './cli-error.ts';
import { pathIn, type Io } from './io.ts';

/** The options every command that speaks to a relay has. */
export interface RelayFlags {
  relay?: string;
  token?: string;
  data?: string;
}

/** Where a relay listens unless told otherwise. */
export const defaultRelay = 'http://127.0.0.1:7420';

const Credentials = z.object({ adminToken: z.string(), integrations: z.record(z.string(), z.string()) });
type Credentials = z.infer<typeof Credentials>;

function given(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

/** The relay's address that was asked for; undefined when none was. */
export function askedRelay(io: Io, flags: RelayFlags): string | undefined {
  const address = given(flags.relay) ?? given(io.env['WATCHBELL_RELAY']);
  if (address === undefined) {
    return undefined;
  }
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
    throw new CliError(misused, `"${address}" is not the address of a relay.`, `Write it like ${defaultRelay}.`);
  }
  return address.replace(/\/+$/, '');
}

/** The relay's address. */
export function relayUrl(io: Io, flags: RelayFlags): string {
  return askedRelay(io, flags) ?? defaultRelay;
}

/** The relay's data folder, when one was named. */
function dataFolder(io: Io, flags: RelayFlags): string | undefined {
  const folder = given(flags.data) ?? given(io.env['WATCHBELL_DATA']);
  return folder === undefined ? undefined : pathIn(io, folder);
}

/** The relay's data folder, which a command works on itself. */
export function neededDataFolder(io: Io, flags: RelayFlags): string {
  const folder = dataFolder(io, flags);
  if (folder === undefined) {
    throw new CliError(misused, 'Say which relay’s data folder.', 'Give it with --data DIR (or WATCHBELL_DATA), on the relay’s computer.');
  }
  return folder;
}

/** The operator's token: from the command line first, then from the environment, then from the relay's own file. */
export function adminToken(io: Io, flags: RelayFlags): string {
  const token = given(flags.token) ?? (given(flags.data) === undefined ? given(io.env['WATCHBELL_TOKEN']) : undefined);
  if (token !== undefined) {
    return token;
  }
  const folder = dataFolder(io, flags);
  if (folder === undefined) {
    throw new CliError(
      misused,
      'There is no token to speak to the relay with.',
      'On the relay’s computer give its data folder: --data DIR (or WATCHBELL_DATA). Elsewhere give the adminToken of its credentials.json: --token TOKEN (or WATCHBELL_TOKEN).',
    );
  }
  return readCredentials(folder).adminToken;
}

/** The key of an integration, as the relay's own file has it. */
export function integrationKey(io: Io, flags: RelayFlags, name: string): string {
  const folder = dataFolder(io, flags);
  if (folder === undefined) {
    throw new CliError(
      misused,
      `The key of the integration "${name}" is not known here.`,
      'Give it with --key KEY, or on the relay’s computer give the relay’s data folder: --data DIR (or WATCHBELL_DATA).',
    );
  }
  const { integrations } = readCredentials(folder);
  const key = Object.hasOwn(integrations, name) ? integrations[name] : undefined;
  if (key === undefined) {
    const names = Object.keys(integrations).join(', ') || 'none; define one in the workspace file';
    throw new CliError(misused, `There is no integration "${name}".`, `Integrations are: ${names}.`);
  }
  return key;
}

function readCredentials(folder: string): Credentials {
  const file = join(folder, 'credentials.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(
      misused,
      `${file} cannot be read: ${reasonOf(error)}.`,
      'Name the data folder of a relay that was started once: --data DIR.',
    );
  }
  try {
    return Credentials.parse(JSON.parse(text));
  } catch {
    throw new CliError(misused, `${file} is not a relay’s credentials file.`, 'Name the data folder of a relay: --data DIR.');
  }
}
