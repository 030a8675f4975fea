import { expect, it } from 'vitest';
import { runTool } from './parts.ts';

it('gives what a tool prints, on either stream, to whoever asked for it, and says how it ended', async () => {
  const told: string[] = [];
  const script = "console.log('one'); console.error('two'); console.log('three'); process.exitCode = 3";
  expect(await runTool('it', ['-e', script], process.env, { tell: (line) => void told.push(line) })).toBe('it ended with exit code 3');
  expect(told.toSorted()).toEqual(['one', 'three', 'two']);
});

it('has nothing to say of a tool that ended well, though it had to go behind others', async () => {
  expect(await runTool('it', ['-e', ''], process.env, { yields: true })).toBeUndefined();
});
