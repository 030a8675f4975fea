import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what was fetched or built for this host is kept; deleting it costs time, never data. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CACHE_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'watchbell');
}
