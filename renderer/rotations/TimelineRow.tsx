import { IconBeach, IconEye, IconLifebuoy, IconStack2, IconUserCheck } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shared } from './place.ts';
import type { Row } from './rows.ts';
import { useShown } from './shown.ts';
import { TimelineBar } from './TimelineBar.tsx';
import { useTimeline } from './timeline-context.ts';
import { useBarDrag } from './use-bar-drag.ts';
import css from './Timeline.module.css';

const icons: Record<Row['kind'], ReactNode> = {
  final: <IconUserCheck size={15} aria-hidden />,
  leave: <IconBeach size={15} aria-hidden />,
  layer: <IconStack2 size={15} aria-hidden />,
  backup: <IconLifebuoy size={15} aria-hidden />,
  shadow: <IconEye size={15} aria-hidden />,
};

/** One row: its name, and its bars in as many lanes as overlap. The final one can be changed by dragging. */
export function TimelineRow({ row, wins }: { row: Row; wins: boolean }): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const { window } = useTimeline();
  const name = useRowName(row);
  const isFinal = row.kind === 'final';
  const drag = useBarDrag(row, isFinal && view.mayEdit);
  const isKnown = view.from === window.from && view.until === window.until;
  const bars = row.bars.filter((bar) => shared(window, bar));
  return (
    <div className={css['row']} data-kind={row.kind} data-row={row.id} role="group" aria-label={name}>
      <div className={css['name']} title={name}>
        <span>
          {icons[row.kind]}
          <span>{name}</span>
        </span>
        {wins && <small>{t('rotations.row.wins')}</small>}
      </div>
      <div
        className={css['track']}
        data-track
        data-over={drag.over || undefined}
        style={{ '--lanes': row.lanes } as Record<string, number>}
        {...drag.dropping}
      >
        {bars.length === 0 && isKnown && <span className={css['none']}>{t(`rotations.row.none.${row.kind}`)}</span>}
        {bars.map((bar) => (
          <TimelineBar key={bar.key} bar={bar} row={row} drag={isFinal && view.mayEdit ? drag : undefined} />
        ))}
        {drag.ghost && <div className={css['ghost']} style={drag.ghost.place} data-label={drag.ghost.label} aria-hidden />}
      </div>
    </div>
  );
}

/** What a row is called. */
function useRowName({ kind, layer }: Row): string {
  const { t } = useTranslation();
  const { view } = useShown();
  switch (kind) {
    case 'final':
    case 'leave':
      return t(`rotations.row.${kind}`);
    case 'backup':
    case 'shadow':
      return layer?.name ?? t(`rotations.row.${kind}`);
    case 'layer':
      return layer?.name ?? t('rotations.row.layer', { number: view.layers.findIndex(({ id }) => id === layer?.id) + 1 });
  }
}
