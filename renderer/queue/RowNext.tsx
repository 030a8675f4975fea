import type { ReactElement } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { TimeAt } from '../ui/TimeAt.tsx';
import css from './RowNext.module.css';
import { useNextText } from './use-next-text.ts';

/** What happens next if nobody does anything: to whom and in how long. */
export function RowNext({ row }: { row: IncidentRow }): ReactElement | null {
  const { line, detail, isDue } = useNextText(row);
  if (line === undefined) {
    return null;
  }
  const text = (
    <span className={css['line']} data-due={isDue || undefined} title={line}>
      {line}
    </span>
  );
  return (
    <>
      {row.next ? <TimeAt at={row.next.at}>{text}</TimeAt> : text}
      {detail !== undefined && (
        <span className={css['detail']} title={detail}>
          {detail}
        </span>
      )}
    </>
  );
}
