import { BaseSequencer, type TestSpecification } from 'vitest/node';

// A clean checkout has no times of an earlier run; begun last, these would leave one core idle for a minute.
const longest = ['/screens.test.ts', '/schedule-screens.test.ts'];

function place({ moduleId }: TestSpecification): number {
  const found = longest.findIndex((name) => moduleId.endsWith(name));
  return found === -1 ? longest.length : found;
}

/** Begins with the files that take longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // This sort is the sequencer's own, not an array's.
    // oxlint-disable-next-line unicorn/no-array-sort
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
