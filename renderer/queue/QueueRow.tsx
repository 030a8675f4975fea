import { Button } from '@mantine/core';
import { IconBellRinging, IconUserCheck } from '@tabler/icons-react';
import { memo, useEffect, useRef, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { acknowledge, letRing } from '../stores/commands.ts';
import { setCursor } from '../stores/queue-view-store.ts';
import { showIncident } from '../stores/route-store.ts';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import css from './QueueRow.module.css';
import { RowAge } from './RowAge.tsx';
import { RowNext } from './RowNext.tsx';
import { RowState } from './RowState.tsx';
import { RowTitle } from './RowTitle.tsx';

interface Props {
  row: IncidentRow;
  position: number;
  isCursor: boolean;
  isOpen: boolean;
  /** How often the keyboard moved the cursor, when it is here: a new count takes the focus. */
  moves: number;
}

/** One incident of the queue. */
export const QueueRow = memo(function QueueRow({ row, position, isCursor, isOpen, moves }: Props): ReactElement {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moves > 0) {
      element.current?.focus({ preventScroll: true });
    }
  }, [moves]);

  const open = (): void => {
    setCursor(row.id);
    showIncident(row.id);
  };
  const take = (event: MouseEvent): void => {
    event.stopPropagation();
    // The second half of a double click would land on whatever row has moved up.
    if (event.detail <= 1) {
      void (row.status === 'suppressed' ? letRing(row) : acknowledge(row));
    }
  };

  return (
    // The keys of a row are the queue's own (use-queue-keys.ts).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={element}
      role="row"
      aria-rowindex={position}
      aria-selected={isOpen}
      tabIndex={isCursor ? 0 : -1}
      className={css['row']}
      data-severity={row.severity}
      data-ringing={row.ringing}
      data-status={row.status}
      data-cursor={isCursor || undefined}
      data-open={isOpen || undefined}
      onClick={open}
      onFocus={() => setCursor(row.id)}
    >
      <div role="gridcell" className={css['severity']}>
        <SeverityBadge severity={row.severity} />
      </div>
      <div role="gridcell" className={css['what']}>
        <RowTitle row={row} />
      </div>
      <div role="gridcell" className={css['state']}>
        <RowState row={row} />
      </div>
      <div role="gridcell" className={css['next']}>
        <RowNext row={row} />
      </div>
      <div role="gridcell" className={css['age']}>
        <RowAge row={row} />
      </div>
      <div role="gridcell" className={css['act']}>
        {row.ringing !== 'no' && (
          <Button
            className={css['take']}
            size="xs"
            variant={row.ringing === 'me' ? 'filled' : 'default'}
            tabIndex={isCursor ? 0 : -1}
            title={t('action.acknowledge')}
            aria-label={t('queue.acknowledgeRow', { number: row.number, title: row.title })}
            onClick={take}
          >
            <IconUserCheck className={css['takeIcon']} size={16} aria-hidden />
            <span className={css['takeText']}>{t('action.acknowledge')}</span>
          </Button>
        )}
        {row.status === 'suppressed' && (
          <Button
            className={css['take']}
            size="xs"
            variant="default"
            tabIndex={isCursor ? 0 : -1}
            title={t('suppressed.letRing')}
            aria-label={t('suppressed.letRingRow', { number: row.number, title: row.title })}
            onClick={take}
          >
            <IconBellRinging className={css['takeIcon']} size={16} aria-hidden />
            <span className={css['takeText']}>{t('suppressed.letRing')}</span>
          </Button>
        )}
      </div>
    </div>
  );
});
