import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

describe('a typed line', () => {
  it.each([
    ['a', { kind: 'deed', deed: 'acknowledge', number: undefined, text: '' }],
    ['  ACK 12 ', { kind: 'deed', deed: 'acknowledge', number: '12', text: '' }],
    ['r #3', { kind: 'deed', deed: 'resolve', number: '3', text: '' }],
    ['e 3', { kind: 'deed', deed: 'escalate', number: '3', text: '' }],
    ['o 3', { kind: 'deed', deed: 'reopen', number: '3', text: '' }],
    ['n 3 two  words', { kind: 'deed', deed: 'note', number: '3', text: 'two  words' }],
    ['n 500 errors a minute', { kind: 'deed', deed: 'note', number: '500', text: 'errors a minute' }],
    ['n looking', { kind: 'deed', deed: 'note', number: undefined, text: 'looking' }],
    ['n 2nd try', { kind: 'deed', deed: 'note', number: undefined, text: '2nd try' }],
    ['', { kind: 'nothing' }],
    ['?', { kind: 'help' }],
    ['l', { kind: 'list' }],
    ['q', { kind: 'quit' }],
    ['d', { kind: 'dismiss' }],
    ['quit now', { kind: 'not-understood', line: 'quit now' }],
    ['ack one', { kind: 'not-understood', line: 'ack one' }],
    ['a 1 2', { kind: 'not-understood', line: 'a 1 2' }],
    ['constructor', { kind: 'not-understood', line: 'constructor' }],
  ])('"%s"', (line, command) => {
    expect(parseCommandLine(line)).toEqual(command);
  });
});
