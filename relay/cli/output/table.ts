import { plainText } from '../../../shared/alert/plain-text.ts';
import { clipText, textWidth } from './plain-text.ts';
import type { Style } from './style.ts';

/** A cell: what it says, and how it is marked once it has its width. */
export type Cell = string | { text: string; mark: (text: string) => string };

/** A column; one that may shrink gives way when the terminal is narrow. */
export interface Column {
  title: string;
  shrinks?: boolean;
}

const gap = '  ';
const leastWidth = 12;

/** Rows under their titles, every column as wide as its widest cell. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], style: Style): string {
  const texts = rows.map((row) => row.map((cell) => plainText(typeof cell === 'string' ? cell : cell.text)));
  const natural = columns.map(({ title }, i) => Math.max(textWidth(title), ...texts.map((row) => textWidth(row[i] ?? ''))));
  const widths = fitted(natural, columns, style.columns);
  const line = (cells: readonly string[], mark: (text: string, i: number) => string) =>
    cells
      .map((text, i) => {
        const width = widths[i] ?? 0;
        const clipped = clipText(text, width);
        const padding = i === cells.length - 1 ? '' : ' '.repeat(Math.max(0, width - textWidth(clipped)));
        return `${mark(clipped, i)}${padding}`;
      })
      .join(gap)
      .trimEnd();
  const heading = line(
    columns.map(({ title }) => title),
    (text) => style.dim(text),
  );
  const body = texts.map((row, r) =>
    line(row, (text, i) => {
      const cell = rows[r]?.[i];
      return typeof cell === 'object' ? cell.mark(text) : text;
    }),
  );
  return [heading, ...body].join('\n');
}

function fitted(widths: readonly number[], columns: readonly Column[], most: number): number[] {
  const total = widths.reduce((sum, width) => sum + width + gap.length, -gap.length);
  const shrinking = columns.flatMap(({ shrinks }, i) => (shrinks === true ? [i] : []));
  let excess = Math.max(0, total - most);
  const fit = [...widths];
  for (const i of shrinking.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))) {
    const width = fit[i] ?? 0;
    const taken = Math.min(excess, Math.max(0, width - leastWidth));
    fit[i] = width - taken;
    excess -= taken;
  }
  return fit;
}
