import { describe, expect, it } from 'vitest';
import { styleFor, type Style } from './style.ts';
import { table } from './table.ts';

const plain = styleFor({}, {});
const narrow: Style = { ...plain, columns: 40 };
const columns = [{ title: '#' }, { title: 'TITLE', shrinks: true }, { title: 'WHO' }];

describe('a table', () => {
  it('gives each column the width of its widest cell, counting wide letters twice and marks not at all', () => {
    expect(
      table(
        columns,
        [
          ['1', '日本語', 'Ana'],
          ['12', 'Léa e\u0301', 'Bo'],
        ],
        plain,
      ).split('\n'),
    ).toEqual(['#   TITLE   WHO', '1   日本語  Ana', '12  Léa e\u0301   Bo']);
  });

  it('cuts what may shrink where the terminal is narrow, and only there', () => {
    const row = ['1', 'The checkout answers slowly since the deploy of noon', 'Ana Lima'];
    expect(table(columns, [row], plain)).toContain(row[1]);
    const lines = table(columns, [row], narrow).split('\n');
    expect(lines[1]).toBe('1  The checkout answers slowl…  Ana Lima');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('lets no cell move the cursor, break the line or turn it around', () => {
    expect(table(columns, [['1', 'a\u001B[2Jb\nc\u202Ed', '']], plain).split('\n')).toEqual(['#  TITLE       WHO', '1  a [2Jb c d']);
  });

  it('is coloured on a terminal only, and not where NO_COLOR says so', () => {
    expect(styleFor({ isTTY: true }, {}).red('x')).toBe('\u001B[31mx\u001B[39m');
    expect(styleFor({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
    expect(styleFor({ isTTY: true }, { TERM: 'dumb' }).red('x')).toBe('x');
    expect(styleFor({}, {}).red('x')).toBe('x');
  });
});
