import { homedir } from 'node:os';
import { join } from 'node:path';

const name = 'watchbell-sample';

/** Where the sample relay and desktop keep their data, by the custom of each system. */
export function dataFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = env['WATCHBELL_DATA'];
  if (chosen !== undefined && chosen !== '') {
    return chosen;
  }
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support', name);
  }
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), name);
  }
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), name);
}
