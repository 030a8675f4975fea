import { join } from 'node:path';
import type { Say } from '../host/progress.ts';
import { repository } from '../repository.ts';
import { type Build, ensureBuilt } from './build.ts';

const folder = 'out/node';
const next = 'out/node-next';

/** What is started for itself, by its source without the extension. */
export type NodeProgram = 'relay/index' | 'relay/cli/index' | 'main/terminal/index';
const programs: readonly NodeProgram[] = ['relay/index', 'relay/cli/index', 'main/terminal/index'];

/** The relay, the command line and the terminal it starts, for Node. */
export const nodeBuild: Build = {
  name: 'node',
  what: 'the relay and its command line',
  sources: ['relay', 'shared', 'main', 'node.vite.config.ts', 'package.json', 'package-lock.json'],
  entries: () => programs.map((program) => `${folder}/${program}.js`),
  bundler: ['vite/bin/vite.js', 'build', '--config', 'node.vite.config.ts', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn'],
  place: [next, folder],
};

/** Builds what Node runs, if need be. */
export async function buildPrograms(tell?: Say): Promise<void> {
  await ensureBuilt(nodeBuild, repository, tell);
}

/** The file a program starts from, once it is built. */
export function builtProgram(program: NodeProgram): string {
  return join(repository, folder, `${program}.js`);
}

/** What a process is told before its program's first line. */
export type Start = { flags: readonly string[]; env: NodeJS.ProcessEnv };

/**
 * How a program's process begins. A relay idles most of its life, so what its start leaves behind is kept small: by V8's room for what
 * is new (4 MB in place of 16: requests cost the same, a start on 20,000 open incidents a fifth more) and by how many places glibc
 * takes memory from (2 in place of 8 a core).
 */
export function startOf(program: NodeProgram, env: NodeJS.ProcessEnv = process.env): Start {
  return program === 'relay/index' ? { flags: ['--max-semi-space-size=4'], env: { MALLOC_ARENA_MAX: '2', ...env } } : { flags: [], env };
}
