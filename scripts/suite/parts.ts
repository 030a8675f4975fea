import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { describeExit, startChild } from '../host/children.ts';
import { type Say, say } from '../host/progress.ts';
import { repository } from '../repository.ts';
import { type PartResult, readTally, type VitestReport } from './report.ts';

export const resultsFolder = join(repository, 'test-results');
export const notRunFile = join(resultsFolder, 'not-run.ndjson');

/** How a part runs that has another beside it. */
export type Beside = {
  /** Lets the other go first wherever both want the processor. */
  yields?: boolean;
  /** Takes what it prints, so that the two are not read in one. */
  tell?: Say;
};

/** The niceness of what yields: it gets a tenth of a core that both want. */
const yielding = 10;

/** Runs one part, times it, and turns whatever it throws into its result. */
export async function part(name: string, work: () => Promise<Pick<PartResult, 'tally' | 'problem'>>): Promise<PartResult> {
  say(`\n--- ${name}`);
  const startedAt = performance.now();
  let result: Pick<PartResult, 'tally' | 'problem'>;
  try {
    result = await work();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    say(problem);
    result = { problem: problem.split('\n')[0] ?? problem };
  }
  const ok = result.problem === undefined && (result.tally?.failed ?? 0) === 0;
  return { name, ok, durationMs: performance.now() - startedAt, ...result };
}

/** Runs a script of ours, or a tool, with its output in this terminal. */
export async function runTool(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  { yields = false, tell }: Beside = {},
): Promise<string | undefined> {
  const output = tell === undefined ? { inherit: true } : { onLine: tell };
  const { pid, exited } = startChild(name, process.execPath, args, { cwd: repository, env, ...output });
  if (yields && pid !== undefined) {
    setPriority(pid, yielding);
  }
  const exit = await exited;
  return exit.code === 0 ? undefined : `${name} ${describeExit(exit)}`;
}

/** Runs vitest and answers with its count; a run that found no tests is a failure. */
export async function runVitest(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  beside: Beside = {},
): Promise<Pick<PartResult, 'tally' | 'problem'>> {
  const report = join(resultsFolder, `${name}.json`);
  rmSync(report, { force: true });
  const cli = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const failure = await runTool('vitest', [cli, 'run', ...args, ...reporters], env, beside);
  if (!existsSync(report)) {
    return { problem: failure ?? 'vitest left no report' };
  }
  const tally = readTally(JSON.parse(readFileSync(report, 'utf8')) as VitestReport);
  if (tally.passed + tally.failed === 0) {
    return { tally, problem: 'no test ran' };
  }
  return failure !== undefined && tally.failed === 0 ? { tally, problem: failure } : { tally };
}
