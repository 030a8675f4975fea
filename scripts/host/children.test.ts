import { expect, it } from 'vitest';
import { describeExit, orDeath, startChild } from './children.ts';

const node = process.execPath;

it('hears the lines of a child and keeps the last of them', async () => {
  const heard: string[] = [];
  const script = 'for (let i = 1; i <= 25; i += 1) console.log(i)';
  const child = startChild('counter', node, ['-e', script], { onLine: (line) => heard.push(line) });
  expect(await child.exited).toEqual({ code: 0, signal: null });
  expect(heard).toHaveLength(25);
  expect(child.lastLines()).toHaveLength(20);
  expect(child.lastLines().at(-1)).toBe('25');
});

it('insists when a child does not end on request', async () => {
  const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')";
  let up: () => void;
  const isUp = new Promise<void>((resolve) => {
    up = resolve;
  });
  const child = startChild('stubborn', node, ['-e', script], { onLine: () => up() });
  await isUp;
  await child.stop(50);
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

it('reports the death of a child that was to give a sign of life', async () => {
  const child = startChild('The relay', node, ['-e', "console.error('no disk'); process.exit(3)"]);
  const never = new Promise<void>(() => undefined);
  await expect(orDeath(child, never)).rejects.toThrow('The relay ended with exit code 3.\nno disk');
});

it('describes how a process ended', () => {
  expect(describeExit({ code: 1, signal: null })).toBe('ended with exit code 1');
  expect(describeExit({ code: null, signal: 'SIGSEGV' })).toBe('was ended by SIGSEGV');
  expect(describeExit({ code: null, signal: null, error: 'ENOENT' })).toBe('could not be started: ENOENT');
});
