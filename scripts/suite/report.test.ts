import { expect, it } from 'vitest';
import { type PartResult, readNotRun, readTally, summary, totals } from './report.ts';

const check: PartResult = { name: 'check', ok: true, durationMs: 1_000 };
const unit: PartResult = { name: 'unit', ok: true, durationMs: 2_000, tally: { passed: 12, failed: 0, notRun: [] } };
const e2e: PartResult = { name: 'e2e', ok: false, durationMs: 3_000, tally: { passed: 3, failed: 2, notRun: [] } };

it('ends with the sum of the tests', () => {
  expect(summary([check, unit, e2e], [], false).at(-1)).toBe('15 passed, 2 failed');
});

it('counts a part that failed without a failing test', () => {
  const noTests = { ...unit, ok: false, problem: 'no test ran', tally: { passed: 0, failed: 0, notRun: [] } };
  expect(totals([{ ...check, ok: false }, noTests])).toEqual({ passed: 0, failed: 2 });
});

it('lists by name what was not run here', () => {
  const lines = summary([unit], [{ name: 'the tray on macOS', why: 'this host is Linux' }], false);
  expect(lines).toContain('Not run on this host:');
  expect(lines).toContain('  the tray on macOS: this host is Linux');
  expect(lines.at(-1)).toBe('12 passed, 0 failed');
});

it('counts what was not run as a failure where nothing may be left out', () => {
  const lines = summary([unit], [{ name: 'x', why: 'y' }], true);
  expect(lines.at(-1)).toBe('12 passed, 1 failed');
});

it('reads the counts of vitest and the names of skipped tests', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    testResults: [
      {
        assertionResults: [
          { fullName: 'a', status: 'passed' },
          { fullName: 'b', status: 'skipped' },
        ],
      },
    ],
  };
  expect(readTally(report)).toEqual({
    passed: 1,
    failed: 0,
    notRun: [{ name: 'b', why: "skipped in the test's source" }],
  });
});

it('reads what tests noted about this host', () => {
  expect(readNotRun('{"name":"a","why":"b"}\n\n')).toEqual([{ name: 'a', why: 'b' }]);
});
