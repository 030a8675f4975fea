import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Child, orDeath, startChild } from '../host/children.ts';
import type { Say } from '../host/progress.ts';
import { repository } from '../repository.ts';
import { buildPrograms, builtProgram, startOf } from './node-build.ts';
import { tellStory } from './story.ts';

const usualPort = 7420;
const host = '127.0.0.1';

/** Where the command line looks for a relay unless it is told otherwise. */
export const usualRelay = `http://${host}:${usualPort}`;

export type Credentials = {
  adminToken: string;
  integrations: Record<string, string>;
  pairing: { code: string; expiresAt: string | number };
};

export type Relay = { child: Child; url: string; folder: string; credentials: Credentials };

/** Starts the embedded relay with the sample workspace, and answers when it takes requests. */
export async function startRelay(folder: string, tell: Say): Promise<Relay> {
  await mkdir(folder, { recursive: true });
  const port = (await isFree(usualPort)) ? usualPort : 0;
  if (port === 0) {
    tell(`  port ${usualPort} is taken by another program, so the relay picks a free one`);
  }
  let listening: (url: string) => void;
  const address = new Promise<string>((resolve) => {
    listening = resolve;
  });
  await buildPrograms(tell);
  const { flags, env } = startOf('relay/index');
  const args = [...flags, builtProgram('relay/index'), '--sample', '--port', String(port), '--host', host, '--data', folder];
  const child = startChild('The relay', process.execPath, args, {
    cwd: repository,
    env,
    onLine: (line) => {
      const url = listeningUrl(line);
      if (url !== undefined) {
        listening(url);
      }
      tellStory(line, tell);
    },
  });
  const url = await orDeath(child, address, 30_000);
  return { child, url, folder, credentials: readCredentials(join(folder, 'credentials.json')) };
}

export function listeningUrl(line: string): string | undefined {
  if (!line.startsWith('{')) {
    return undefined;
  }
  try {
    const { event, url } = JSON.parse(line) as { event?: unknown; url?: unknown };
    return event === 'listening' && typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}

function readCredentials(file: string): Credentials {
  if (!existsSync(file)) {
    throw new Error(`The relay wrote no ${file}. Remove its folder to begin anew, or set WATCHBELL_DATA to another.`);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
