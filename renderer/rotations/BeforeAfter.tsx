import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { EditPreview, ShiftView } from '../../shared/schedule-view/schedule-view.ts';
import { initialsOf } from './colours.ts';
import { inLanes, placeIn } from './place.ts';
import css from './PreviewPanel.module.css';
import { useShown } from './shown.ts';

/** The days on screen as they are and as they would be; the list of people says the same in words. */
export function BeforeAfter({ preview }: { preview: EditPreview }): ReactElement | null {
  const { t } = useTranslation();
  const { view } = useShown();
  const same = JSON.stringify([view.final, view.gaps]) === JSON.stringify([preview.final, preview.gaps]);
  if (same) {
    return null;
  }
  return (
    <div className={css['lines']} aria-hidden>
      <Line label={t('rotations.preview.now')} shifts={view.final} gaps={view.gaps} />
      <Line label={t('rotations.preview.after')} shifts={preview.final} gaps={preview.gaps} />
    </div>
  );
}

function Line({ label, shifts, gaps }: { label: string; shifts: readonly ShiftView[]; gaps: readonly Stretch[] }): ReactElement {
  const { view, colourOf } = useShown();
  const { lanes, placed } = inLanes(shifts);
  return (
    <div className={css['line']}>
      <span>{label}</span>
      <div className={css['strip']} style={{ '--lanes': lanes } as CSSProperties}>
        {gaps.map((gap) => (
          <span key={gap.from} className={css['gap']} style={placeIn(view, gap)} />
        ))}
        {placed.map(({ person, from, until, override, lane }) => (
          <span
            key={`${person.id} ${from}`}
            className={css['shift']}
            data-override={override !== undefined || undefined}
            style={{ ...placeIn(view, { from, until }), ...colourOf(person.id), '--lane': lane } as CSSProperties}
          >
            <span>{initialsOf(person.name)}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
