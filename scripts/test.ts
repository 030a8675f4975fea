import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensurePackages } from './host/debian.ts';
import { withDisplay } from './host/display.ts';
import { findElectron } from './host/electron-runtime.ts';
import { say } from './host/progress.ts';
import { buildApp } from './start/app-build.ts';
import { type Beside, notRunFile, part, resultsFolder, runTool, runVitest } from './suite/parts.ts';
import { type NotRun, type PartResult, readNotRun, summary, totals } from './suite/report.ts';

const parts = ['check', 'unit', 'window', 'e2e'] as const;
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = parts.find((name) => name === values.only);
if (values.only !== undefined && only === undefined) {
  say(`--only ${values.only} names no part. Use one of: ${parts.join(', ')}.`);
  process.exit(2);
}
const wanted = (name: (typeof parts)[number]): boolean => only === undefined || only === name;

mkdirSync(resultsFolder, { recursive: true });
rmSync(notRunFile, { force: true });
const strict = process.env['CI'] === 'true';
const results: PartResult[] = [];
const notRun: NotRun[] = [];

if ((wanted('e2e') || wanted('window')) && process.platform === 'linux') {
  results.push(
    await part('packages', async () => {
      const { unavailable } = await ensurePackages(['run', 'test']);
      notRun.push(...unavailable.map((name) => ({ name, why: 'this release of Debian does not offer it' })));
      return {};
    }),
  );
}
if (wanted('check')) {
  results.push(await part('check', async () => problem(await runTool('check', ['scripts/check.ts']))));
}
if (wanted('e2e')) {
  results.push(
    await part('build', async () => {
      await buildApp();
      return {};
    }),
  );
}
// Three quarters of e2e is waiting for its own clock, so it runs beside the longest part, which goes behind it.
const isBeside = wanted('e2e') && wanted('unit');
const told: string[] = [];
const beside: Beside = isBeside ? { tell: (line) => void told.push(line) } : {};
const e2e = wanted('e2e') ? part(isBeside ? 'e2e, beside unit' : 'e2e', () => runEndToEnd(beside)) : undefined;
if (wanted('unit')) {
  results.push(await part('unit', () => runVitest('unit', [], process.env, { yields: isBeside })));
}
if (e2e) {
  results.push(await e2e);
}
if (isBeside) {
  ['\n--- e2e', ...told].forEach((line) => say(line));
}
if (wanted('window')) {
  results.push(await part('window', () => runVitest('window', ['--config', 'test/window/vitest.config.ts'])));
}

notRun.push(...results.flatMap((result) => result.tally?.notRun ?? []));
notRun.push(...(existsSync(notRunFile) ? readNotRun(readFileSync(notRunFile, 'utf8')) : []));
summary(results, notRun, strict).forEach((line) => say(line));
process.exitCode = totals(results).failed === 0 && !(strict && notRun.length > 0) ? 0 : 1;

function problem(text: string | undefined): Pick<PartResult, 'problem'> {
  return text === undefined ? {} : { problem: text };
}

async function runEndToEnd(how: Beside): Promise<Pick<PartResult, 'tally' | 'problem'>> {
  const electron = await findElectron();
  // A display of its own, because these tests move the mouse and press keys.
  return withDisplay(
    (env) => {
      const own = { ...env, WATCHBELL_ELECTRON: electron.path, WATCHBELL_NOT_RUN: notRunFile };
      return runVitest('e2e', ['--config', 'test/e2e/vitest.config.ts'], own, how);
    },
    { own: true },
  );
}
