import { expect, it } from 'vitest';
import { eventName, storyLine } from './story.ts';

it('tells a story line with a clock', () => {
  const at = new Date(2026, 10, 23, 3, 4, 5).getTime();
  expect(storyLine(JSON.stringify({ event: 'story', at, text: 'Paging Ana.' }))).toBe('03:04:05  Paging Ana.');
});

it('uses the present time when a line has none that can be read', () => {
  const now = (): number => new Date(2026, 0, 1, 1, 2, 3).getTime();
  expect(storyLine('{"event":"story","at":"soon","text":"Hm."}', now)).toBe('01:02:03  Hm.');
});

it('leaves everything else to the logs', () => {
  const lines = ['{"event":"listening"}', '{"level":30,"msg":"x"}', '[1:ERROR] x', '{ broken', ''];
  expect(lines.map((line) => storyLine(line))).toEqual(lines.map(() => undefined));
});

it('names the event of a line', () => {
  expect(eventName('{"event":"ready"}')).toBe('ready');
  expect(eventName('ready')).toBeUndefined();
});
