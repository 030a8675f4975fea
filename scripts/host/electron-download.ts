import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { electronPackage, type InstalledElectron, installedElectron, packageVersion } from './electron-package.ts';
import { elapsed, say, type Say } from './progress.ts';

const dayMs = 86_400_000;
const installLimitMs = 15 * 60_000;

export type DownloadOptions = {
  env?: NodeJS.ProcessEnv;
  tell?: Say;
  folder?: string;
  now?: () => number;
  probeLimitMs?: number;
};

/**
 * Lets the `electron` package download its own binary. Where its host cannot be reached this gives
 * up quickly, and remembers that for a day, so that later starts do not wait again.
 */
export async function downloadElectron({
  env = process.env,
  tell = say,
  folder = electronPackage(),
  now = Date.now,
  probeLimitMs = 8_000,
}: DownloadOptions = {}): Promise<InstalledElectron | undefined> {
  if (env['WATCHBELL_ELECTRON_DOWNLOAD'] === '0') {
    return undefined;
  }
  const url = downloadUrl(env);
  const memory = join(cacheFolder(env), 'electron-download.json');
  if (failedLately(memory, url, now())) {
    return undefined;
  }
  const version = packageVersion(folder);
  const startedAt = performance.now();
  tell(`Downloading Electron ${version} (about 120 MB) ...`);
  // A proxy is reached by the downloader's own means, which a plain request here would not use.
  const behindProxy = env['ELECTRON_GET_USE_PROXY'] !== undefined;
  const reason = (behindProxy ? undefined : await unreachable(url, probeLimitMs)) ?? (await install(folder, env));
  if (reason !== undefined) {
    tell(`  not possible here: ${reason}`);
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(memory, JSON.stringify({ url, failedAt: now(), reason }));
    return undefined;
  }
  tell(`  done in ${elapsed(performance.now() - startedAt)}`);
  return installedElectron(folder);
}

/** Where the `electron` package downloads from, which its users may have pointed at a mirror. */
export function downloadUrl(env: NodeJS.ProcessEnv): string {
  return (
    env['npm_config_electron_mirror'] ??
    env['NPM_CONFIG_ELECTRON_MIRROR'] ??
    env['ELECTRON_MIRROR'] ??
    'https://github.com/electron/electron/releases/download/'
  );
}

export function failedLately(memory: string, url: string, now: number): boolean {
  if (!existsSync(memory)) {
    return false;
  }
  try {
    const failure: unknown = JSON.parse(readFileSync(memory, 'utf8'));
    const { url: failedUrl, failedAt } = failure as { url?: unknown; failedAt?: unknown };
    return failedUrl === url && typeof failedAt === 'number' && now - failedAt < dayMs && failedAt <= now;
  } catch {
    return false;
  }
}

/** The reason why nobody answers there, or undefined when somebody does, whatever they say. */
async function unreachable(url: string, limitMs: number): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL(url).origin, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    });
    await answer.body?.cancel();
    return undefined;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `${new URL(url).host} cannot be reached (${cause instanceof Error ? cause.message : String(cause)})`;
  }
}

/** Runs the package's installer; answers with the reason when it failed. */
function install(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: installLimitMs,
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = `${errors}${chunk.toString()}`.slice(-4_000);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      resolve(code === 0 ? undefined : (errors.trim().split('\n')[0] ?? `exit code ${code}`));
    });
  });
}
