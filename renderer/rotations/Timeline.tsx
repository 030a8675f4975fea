import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRotations } from '../stores/rotations-store.ts';
import { daysOf, type Day } from './days.ts';
import { rowsOf, type Row } from './rows.ts';
import { useShown } from './shown.ts';
import css from './Timeline.module.css';
import { TimelineGround } from './TimelineGround.tsx';
import { TimelineHead } from './TimelineHead.tsx';
import { TimelineRow } from './TimelineRow.tsx';
import { TimelineContext } from './timeline-context.ts';
import { useTimelineKeys } from './use-timeline-keys.ts';

/** The days that are looked at, on the schedule's clock. */
export function useShownDays(day: number): Day[] {
  const { view } = useShown();
  const zoom = useRotations((rotations) => rotations.zoom);
  return useMemo(() => daysOf(view.zone, day, zoom), [view.zone, day, zoom]);
}

/** The schedule over time: what comes of it on top, and every layer it comes of below. */
export function Timeline({ days }: { days: readonly Day[] }): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const zoom = useRotations((rotations) => rotations.zoom);
  const rows = useMemo(() => rowsOf(view), [view]);
  const window = useMemo(() => ({ from: days[0]?.from ?? 0, until: days.at(-1)?.until ?? 1 }), [days]);
  const { cursor, onKeyDown, setCursor, holder } = useTimelineKeys(rows, window);
  const context = useMemo(() => ({ window, days, zoom, cursor, setCursor }), [window, days, zoom, cursor, setCursor]);
  const isBehind = view.from !== window.from || view.until !== window.until;
  return (
    <TimelineContext.Provider value={context}>
      {/* The arrow keys go between the bars, which are buttons and take the focus themselves. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={holder}
        className={css['timeline']}
        role="group"
        aria-label={t('rotations.timeline', { schedule: view.name })}
        aria-busy={isBehind || undefined}
        data-zoom={zoom}
        onKeyDown={onKeyDown}
      >
        <TimelineGround />
        <TimelineHead />
        {rows.map((row) => (
          <TimelineRow key={row.id} row={row} wins={isWinning(rows, row)} />
        ))}
      </div>
    </TimelineContext.Provider>
  );
}

/** Of several layers the one drawn first has the last word. */
function isWinning(rows: readonly Row[], row: Row): boolean {
  const layers = rows.filter(({ kind }) => kind === 'layer');
  return layers.length > 1 && layers[0] === row;
}
