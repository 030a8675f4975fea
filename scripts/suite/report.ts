import { elapsed } from '../host/progress.ts';

/** Something that could not be shown to work here, and the reason. */
export type NotRun = { name: string; why: string };

export type Tally = { passed: number; failed: number; notRun: NotRun[] };

export type PartResult = {
  name: string;
  ok: boolean;
  durationMs: number;
  /** For parts that run tests. */
  tally?: Tally;
  /** What went wrong besides failing tests. */
  problem?: string;
};

/** Reads the file of vitest's JSON reporter. */
export function readTally(report: VitestReport): Tally {
  const files = report.testResults ?? [];
  const notRun = files
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo')
    .map(({ fullName, status }) => ({ name: fullName, why: `${status} in the test's source` }));
  return { passed: report.numPassedTests, failed: report.numFailedTests, notRun };
}

export type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults?: { assertionResults: { fullName: string; status: string }[] }[];
};

/** Reads the lines that tests append about what this host cannot run. */
export function readNotRun(ndjson: string): NotRun[] {
  return ndjson
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as NotRun);
}

/** A part that fails without a failing test counts as one failure, so that zero failed means all is well. */
export function totals(parts: readonly PartResult[]): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const { ok, tally } of parts) {
    passed += tally?.passed ?? 0;
    failed += tally !== undefined && tally.failed > 0 ? tally.failed : Number(!ok);
  }
  return { passed, failed };
}

/** The closing lines: a table of the parts, what was not run, and the sum. */
export function summary(parts: readonly PartResult[], notRun: readonly NotRun[], strict: boolean): string[] {
  const rows = parts.map(({ name, ok, tally, problem, durationMs }) => [
    name,
    ok ? 'ok' : 'FAILED',
    [tally === undefined ? '' : `${tally.passed} passed, ${tally.failed} failed`, problem ?? ''].filter((text) => text !== '').join('; '),
    elapsed(durationMs),
  ]);
  const { passed, failed } = totals(parts);
  const missing = notRun.map(({ name, why }) => `  ${name}: ${why}`);
  return [
    '',
    ...table([['part', 'result', 'tests', 'time'], ...rows]),
    ...(missing.length === 0 ? [] : ['', 'Not run on this host:', ...missing]),
    ...(strict && missing.length > 0 ? ['With CI=true each of these counts as a failure.'] : []),
    '',
    `${passed} passed, ${failed + (strict ? missing.length : 0)} failed`,
  ];
}

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
