import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeExit, startChild } from '../host/children.ts';
import { say } from '../host/progress.ts';
import { repository } from '../repository.ts';
import { type PartResult, readTally, type VitestReport } from './report.ts';

export const resultsFolder = join(repository, 'test-results');
export const notRunFile = join(resultsFolder, 'not-run.ndjson');

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
export async function runTool(name: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const exit = await startChild(name, process.execPath, args, { cwd: repository, env, inherit: true }).exited;
  return exit.code === 0 ? undefined : `${name} ${describeExit(exit)}`;
}

/** Runs vitest and answers with its count; a run that found no tests is a failure. */
export async function runVitest(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Pick<PartResult, 'tally' | 'problem'>> {
  const report = join(resultsFolder, `${name}.json`);
  rmSync(report, { force: true });
  const cli = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const failure = await runTool('vitest', [cli, 'run', ...args, ...reporters], env);
  if (!existsSync(report)) {
    return { problem: failure ?? 'vitest left no report' };
  }
  const tally = readTally(JSON.parse(readFileSync(report, 'utf8')) as VitestReport);
  if (tally.passed + tally.failed === 0) {
    return { tally, problem: 'no test ran' };
  }
  return failure !== undefined && tally.failed === 0 ? { tally, problem: failure } : { tally };
}
