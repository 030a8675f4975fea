import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Say, seldom } from './progress.ts';

export type PackRequest = {
  spec: string;
  integrity: string;
  megabytes: number;
  folder: string;
  env: NodeJS.ProcessEnv;
  tell: Say;
};

/**
 * Fetches a package as an archive into `folder` through npm, so that the user's own registry, proxy
 * and certificates count, and refuses any bytes but the pinned ones.
 */
export async function packFromNpm(request: PackRequest): Promise<string> {
  await runNpm(['pack', request.spec, '--pack-destination', request.folder, '--loglevel=error'], request);
  const archives = (await readdir(request.folder)).filter((name) => name.endsWith('.tgz'));
  const [archive] = archives;
  if (archive === undefined) {
    throw new Error(`npm pack ${request.spec} succeeded and left no archive in ${request.folder}.`);
  }
  const path = join(request.folder, archive);
  const actual = await integrityOf(path);
  if (actual !== request.integrity) {
    throw new Error(
      `${request.spec} is not what was pinned: expected ${request.integrity}, got ${actual}. Nothing of it was used; check your npm registry or mirror.`,
    );
  }
  return path;
}

/** The subresource integrity of a file, as npm writes it. */
export async function integrityOf(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest('base64')}`;
}

function runNpm(args: readonly string[], { spec, megabytes, env, tell }: PackRequest): Promise<void> {
  // Inside an npm script the npm that runs it is known; it may not be the one on PATH.
  const cli = env['npm_execpath'];
  const [command, ...before] = cli?.endsWith('.js') === true ? [process.execPath, cli] : ['npm'];
  const child = spawn(command ?? 'npm', [...before, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const tellSeldom = seldom(tell, 4_000);
  const heartbeat = setInterval(() => {
    const bytes = child.pid === undefined ? undefined : bytesRead(child.pid);
    if (bytes !== undefined) {
      tellSeldom(`  ${Math.min(megabytes, Math.floor(bytes / 1e6))} of ${megabytes} MB`);
    }
  }, 1_000);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk.toString()}`.slice(-4_000);
  });
  return new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`npm pack ${spec} failed with exit code ${code}. ${errors.trim()}`));
      }
    });
  }).finally(() => clearInterval(heartbeat));
}

/** What a process has read so far, from Linux' accounting; npm itself shows no progress in a log. */
function bytesRead(pid: number): number | undefined {
  try {
    const read = /^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1];
    return read === undefined ? undefined : Number(read);
  } catch {
    return undefined;
  }
}
