import { IconArrowsLeftRight, IconBeach, IconUserOff } from '@tabler/icons-react';
import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isHole } from '../../shared/coverage/finding.ts';
import { useNames } from '../ui/use-names.ts';
import { initialsOf } from './colours.ts';
import { FindingShape } from './finding-look.tsx';
import { placeIn } from './place.ts';
import { openRotationDialog } from './rotation-dialog-store.ts';
import type { Bar, Row } from './rows.ts';
import { useShown } from './shown.ts';
import css from './TimelineBar.module.css';
import { useTimeline } from './timeline-context.ts';
import type { BarDrag } from './use-bar-drag.ts';

/** Bars that take less of the row are drawn without a frame: they would be nothing else. */
const narrowPart = 0.012;

/** A stretch of a row as a button: somebody's watch, a gap, or leave. Its edges can be dragged where that may be. */
export function TimelineBar({ bar, row, drag }: { bar: Bar; row: Row; drag?: BarDrag | undefined }): ReactElement {
  const { t } = useTranslation();
  const { colourOf } = useShown();
  const { window, cursor, setCursor } = useTimeline();
  const { isMe } = useNames();
  const label = useBarLabel(bar);
  const { person, kind } = bar;
  const mayDrag = drag !== undefined && kind === 'shift';
  const name = kind === 'gap' ? t('rotations.nobody') : (person?.name ?? '');
  const open = (): void => {
    setCursor(bar.key);
    if (kind === 'leave' && bar.leave) {
      openRotationDialog({ kind: 'leave', leave: bar.leave });
    } else {
      openRotationDialog({ kind: 'shift', bar });
    }
  };
  const isNarrow = (bar.until - bar.from) / (window.until - window.from) < narrowPart;
  const style = { ...placeIn(window, bar), '--lane': bar.lane, ...(person && colourOf(person.id)) } as CSSProperties;
  return (
    <button
      type="button"
      className={css['bar']}
      data-bar={bar.key}
      data-kind={kind}
      data-override={bar.override === undefined ? undefined : true}
      data-me={isMe(person) || undefined}
      data-counts={bar.counts === undefined ? undefined : bar.counts.length > 0 ? 'partly' : 'no'}
      data-cut-left={bar.from < window.from || undefined}
      data-cut-right={bar.until > window.until || undefined}
      data-narrow={isNarrow || undefined}
      data-grab={mayDrag || undefined}
      tabIndex={cursor === bar.key ? 0 : -1}
      aria-label={label}
      title={label}
      style={style}
      onFocus={() => setCursor(bar.key)}
      onClick={() => !drag?.swallowsClick() && open()}
      onPointerDown={mayDrag ? (event) => drag.start(event, bar) : undefined}
    >
      {bar.counts?.map((part) => (
        <span key={part.from} className={css['counted']} style={placeIn(visible(bar, window), part)} />
      ))}
      {bar.findings.map((finding) => (
        <span
          key={`${finding.kind} ${finding.from}`}
          className={css['wrong']}
          data-hole={isHole(finding) || undefined}
          style={placeIn(visible(bar, window), finding)}
        />
      ))}
      <span className={css['text']} aria-hidden>
        {kind === 'gap' && <IconUserOff size={14} aria-hidden />}
        {kind === 'leave' && <IconBeach size={14} aria-hidden />}
        {bar.findings[0] && <FindingShape finding={bar.findings[0]} size={13} />}
        {bar.override !== undefined && <IconArrowsLeftRight size={13} aria-hidden />}
        <span className={css['full']}>{name}</span>
        {row.kind === 'final' && bar.findings[0] && (
          <span className={css['problem']} data-problem={t(`rotations.finding.short.${bar.findings[0].kind}`)} />
        )}
        {/* Like the word for what is wrong drawn by the style sheet: who speaks to the window calls a bar by its name. */}
        <span className={css['initials']} data-initials={kind === 'gap' ? '' : initialsOf(name)} />
      </span>
      {mayDrag && (
        <>
          {bar.from >= window.from && <span className={css['edge']} data-edge="from" />}
          {bar.until <= window.until && <span className={css['edge']} data-edge="until" />}
        </>
      )}
    </button>
  );
}

function visible(bar: Bar, window: { from: number; until: number }): { from: number; until: number } {
  return { from: Math.max(bar.from, window.from), until: Math.min(bar.until, window.until) };
}

/** A bar in one sentence, for a tooltip and for those who hear it. */
function useBarLabel(bar: Bar): string {
  const { t } = useTranslation();
  const { span } = useShown();
  const names = useNames();
  const when = span(bar);
  if (bar.kind === 'gap') {
    return t('rotations.bar.gap', { when });
  }
  const who = bar.person?.name ?? '';
  if (bar.kind === 'leave') {
    return t('rotations.bar.leave', { who, when, note: bar.leave?.note ?? '' }).trim();
  }
  return [
    t('rotations.bar.shift', { who: names.isMe(bar.person) ? t('oncall.you', { name: who }) : who, when }),
    ...(bar.override === undefined ? [] : [t('rotations.bar.override')]),
    ...(bar.counts?.length === 0 ? [t('rotations.bar.covered')] : []),
    ...new Set(bar.findings.map(({ kind }) => t(`rotations.finding.short.${kind}`))),
  ].join(' · ');
}
