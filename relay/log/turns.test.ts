import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

function turning(most: number) {
  const ends: (() => void)[] = [];
  const turns = new Turns(most, (callback) => void ends.push(callback));
  const had: string[] = [];
  const ask = (name: string, count: number) => void (turns.take(count)?.then(() => had.push(name)) ?? had.push(name));
  const turnEnds = async () => {
    ends.splice(0).forEach((end) => end());
    await Promise.resolve();
    return had.splice(0).join(' ');
  };
  return { ask, had, turnEnds, ends };
}

it('gives what there is room for at once, and the rest the turns after, in the order it was asked for', async () => {
  const { ask, had, turnEnds, ends } = turning(100);
  ['a', 'b', 'c', 'd', 'e'].forEach((name) => ask(name, 50));
  expect(had.splice(0)).toEqual(['a', 'b']);
  ask('small', 1);
  expect(await turnEnds()).toBe('c d');
  expect(await turnEnds()).toBe('e small');
  expect(await turnEnds()).toBe('');
  expect(ends).toEqual([]);
});

it('gives what is more than a turn has room for a turn of its own', async () => {
  const { ask, had, turnEnds } = turning(100);
  ask('large', 500);
  ask('small', 1);
  expect(had.splice(0)).toEqual(['large']);
  expect(await turnEnds()).toBe('small');
});

it('has room again once a turn has ended', async () => {
  const { ask, had, turnEnds } = turning(100);
  ask('a', 100);
  await turnEnds();
  ask('b', 100);
  expect(had).toEqual(['b']);
});
