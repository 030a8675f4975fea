import { expect, it } from 'vitest';
import { hostileTitles } from '../../test/harness/messages.ts';
import { csvCell, escapeGoogleChat, escapeHtml, escapeMarkdown, escapeSlack } from './escape.ts';
import { oneLine } from './message.ts';

it('[DLV14] leaves no markup, link or mention of a chat in what comes from outside (S11)', () => {
  for (const title of hostileTitles) {
    const line = oneLine(title, 200);
    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\ufeff]/u);
    expect(escapeHtml(line)).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
    expect(escapeSlack(line)).not.toMatch(/[<>]|(?<!\u2060)[*_~`@]/);
    expect(escapeGoogleChat(line)).not.toMatch(/(?<!\u2060)[<>*_~`@]|[<>*_~`@](?!\u2060)/);
    expect(escapeMarkdown(line)).not.toMatch(/(?<!\\)[`*_{}[\]()#<>|~:]|@(?!\u2060)/);
  }
});

it('[DLV14] makes no formula of a cell', () => {
  expect(['=1', '+1', '-1', '@a', '\tx', '\rx'].map(csvCell)).toEqual(['"\'=1"', '"\'+1"', '"\'-1"', '"\'@a"', '"\'\tx"', '"\'\rx"']);
  expect([csvCell('plain'), csvCell('a "b", c')]).toEqual(['"plain"', '"a ""b"", c"']);
});

it('cuts between characters, never inside one', () => {
  expect(oneLine('🔥🔥🔥🔥', 3)).toBe('🔥🔥…');
  expect(oneLine('  a \n b  ', 10)).toBe('a b');
});
