import { expect, it } from 'vitest';
import { chores } from './chores.ts';

it('[OPS4] does every chore whatever becomes of the others, and tells of those that failed', () => {
  const [done, told]: [string[], unknown[]] = [[], []];
  const fails = () => {
    done.push('fails');
    throw new Error('out of order');
  };
  const doAll = chores([() => done.push('first'), fails, () => done.push('last')], (_, error) => told.push(error));
  doAll();
  doAll();
  expect(done).toEqual(['first', 'fails', 'last', 'first', 'fails', 'last']);
  expect(told).toEqual([new Error('out of order'), new Error('out of order')]);
  // Control: one after the other with nothing between ends at the first that fails.
  expect(() => [fails, () => done.push('never')].forEach((chore) => chore())).toThrow('out of order');
  expect(done).not.toContain('never');
});
