import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useQueueView } from '../stores/queue-view-store.ts';
import { useRoute } from '../stores/route-store.ts';
import css from './QueueList.module.css';
import { QueueRow } from './QueueRow.tsx';
import { SectionHeading } from './SectionHeading.tsx';
import { withHeadings, type Line } from './sections.ts';

const rowHeight = 53;
const ringingRowHeight = 60;
const headingHeight = 28;

function heightOf(line: Line | undefined): number {
  if (line?.kind !== 'row') {
    return headingHeight;
  }
  return line.row.ringing === 'me' ? ringingRowHeight : rowHeight;
}

/** The list itself: only the lines in sight are drawn, however many there are. */
export function QueueList({ rows }: { rows: readonly IncidentRow[] }): ReactElement {
  const { t } = useTranslation();
  const viewport = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => withHeadings(rows), [rows]);
  const cursor = useQueueView((view) => view.cursor);
  const moves = useQueueView((view) => view.moves);
  const opened = useRoute((route) => route.incident);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => heightOf(lines[index]),
    getItemKey: (index) => {
      const line = lines[index];
      return line === undefined ? index : line.kind === 'row' ? line.row.id : `section ${line.section} ${index}`;
    },
    overscan: 6,
    initialRect: { width: 0, height: 800 },
  });

  // Heights go with the lines, so they are measured anew when the lines change places.
  useEffect(() => virtualizer.measure(), [lines, virtualizer]);

  useEffect(() => {
    const index = lines.findIndex((line) => line.kind === 'row' && line.row.id === cursor);
    if (moves > 0 && index >= 0) {
      virtualizer.scrollToIndex(index <= 1 ? 0 : index, { align: 'auto' });
    }
    // Only the keyboard scrolls the list; rows that move by themselves must not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [moves]);

  // Other filters show another list: it begins at its top.
  const filters = useQueueView(({ scope, statuses, query }) => `${scope} ${statuses.join()} ${query}`);
  useEffect(() => {
    // Chromium answers a promise here, which an effect must not return.
    viewport.current?.scrollTo(0, 0);
  }, [filters]);

  return (
    <div ref={viewport} className={css['viewport']}>
      <div
        role="grid"
        aria-label={t('queue.label')}
        aria-rowcount={rows.length}
        className={css['canvas']}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return (
            line && (
              <div
                key={item.key}
                role="presentation"
                className={css['line']}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {line.kind === 'heading' ? (
                  <SectionHeading section={line.section} count={line.count} />
                ) : (
                  <QueueRow
                    row={line.row}
                    position={line.index + 1}
                    isCursor={line.row.id === cursor}
                    isOpen={line.row.id === opened}
                    moves={line.row.id === cursor ? moves : 0}
                  />
                )}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
