import type { IncidentRow } from '../../shared/queue/row.ts';

/** What a stretch of the queue has in common. Main sorts the rows; this only names the stretches. */
export type SectionName = 'mine' | 'others' | 'quiet' | 'acknowledged' | 'asleep' | 'suppressed' | 'resolved';

/** One line of the list: a heading or a row. */
export type Line = { kind: 'heading'; section: SectionName; count: number } | { kind: 'row'; row: IncidentRow; index: number };

function sectionOf(row: IncidentRow): SectionName {
  if (row.status === 'resolved') {
    return 'resolved';
  }
  if (row.ringing === 'me') {
    return 'mine';
  }
  if (row.status === 'suppressed') {
    return 'suppressed';
  }
  if (row.status === 'acknowledged') {
    return row.snoozedUntil === undefined ? 'acknowledged' : 'asleep';
  }
  return row.ringing === 'others' ? 'others' : 'quiet';
}

/** Puts a heading before each stretch of rows, in the order they came. */
export function withHeadings(rows: readonly IncidentRow[]): Line[] {
  const lines: Line[] = [];
  let heading: Extract<Line, { kind: 'heading' }> | undefined;
  for (const [index, row] of rows.entries()) {
    const section = sectionOf(row);
    if (heading?.section !== section) {
      heading = { kind: 'heading', section, count: 0 };
      lines.push(heading);
    }
    heading.count += 1;
    lines.push({ kind: 'row', row, index });
  }
  return lines;
}
