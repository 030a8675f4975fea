import type { ReactElement } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useTimes } from '../ui/use-times.ts';
import css from './RowNext.module.css';
import { useNextText } from './use-next-text.ts';

/** What happens next if nobody does anything: to whom and in how long. */
export function RowNext({ row }: { row: IncidentRow }): ReactElement | null {
  const text = useNextText(row);
  const times = useTimes();
  if (!text) {
    return null;
  }
  const { what, when, detail } = text;
  return (
    <>
      <div className={css['line']} title={row.next && `${what}, ${times.absolute(row.next.at)}`}>
        <span className={css['what']}>{what}</span> {when !== undefined && <b className={css['when']}>{when}</b>}
      </div>
      {detail !== undefined && (
        <div className={css['detail']} title={detail}>
          {detail}
        </div>
      )}
    </>
  );
}
