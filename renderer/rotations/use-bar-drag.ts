import { useRef, useState, type DragEvent, type PointerEvent } from 'react';
import type { Stretch } from '../../shared/balance/stretch.ts';
import { nowInstant } from '../stores/clock-store.ts';
import { draftOfDrag, draftOfDrop, type DragMode } from './drag.ts';
import { plusDays } from './days.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import { placeIn, type Place } from './place.ts';
import { openRotationDialog } from './rotation-dialog-store.ts';
import type { Bar, Row } from './rows.ts';
import { useShown } from './shown.ts';
import { useTimeline } from './timeline-context.ts';

/** The kind of data a dragged person carries. */
export const personDrag = 'application/x-watchbell-person';

/** What a row gives its bars so that they can be dragged. */
export interface BarDrag {
  start(event: PointerEvent<HTMLElement>, bar: Bar): void;
  /** Whether the click that follows belongs to a drag that has just ended. */
  swallowsClick(): boolean;
}

interface RowDrag extends BarDrag {
  ghost: { place: Place | undefined; label: string } | undefined;
  over: boolean;
  dropping: {
    onDragOver?: (event: DragEvent<HTMLElement>) => void;
    onDragLeave?: () => void;
    onDrop?: (event: DragEvent<HTMLElement>) => void;
  };
}

const beginsAfterPx = 4;
const edgePx = 8;

/** What a pointer takes hold of: an edge that is on screen, or the whole bar. */
function modeAt(x: number, { left, right, width }: DOMRect, bar: Stretch, window: Stretch): DragMode {
  const reach = Math.min(edgePx, width / 4);
  if (x >= right - reach && bar.until <= window.until) {
    return 'until';
  }
  return x <= left + reach && bar.from >= window.from ? 'from' : 'move';
}

/** Dragging in a row: a bar's edge, a whole bar, or a person from the list. What is dropped opens the dialog with it filled in; nothing is saved by a slip of the hand. */
export function useBarDrag(row: Row, enabled: boolean): RowDrag {
  const { view, span } = useShown();
  const { window, zoom } = useTimeline();
  const [stretch, setStretch] = useState<Stretch>();
  const [over, setOver] = useState(false);
  const justDragged = useRef(false);

  /** Whole hours where hours can be seen, whole days of the schedule's clock otherwise. */
  const moved = (at: number, byMs: number): number =>
    zoom === 'week' ? at + Math.round(byMs / HOUR_MS) * HOUR_MS : plusDays(view.zone, at, Math.round(byMs / (24 * HOUR_MS)));

  const start = (event: PointerEvent<HTMLElement>, bar: Bar): void => {
    const track = event.currentTarget.closest('[data-track]');
    if (event.button !== 0 || !track) {
      return;
    }
    const mode = modeAt(event.clientX, event.currentTarget.getBoundingClientRect(), bar, window);
    const msPerPx = (window.until - window.from) / track.getBoundingClientRect().width;
    const from = event.clientX;
    let current: Stretch | undefined;
    justDragged.current = false;
    const onMove = (move: globalThis.PointerEvent): void => {
      const byMs = (move.clientX - from) * msPerPx;
      if (current === undefined && Math.abs(move.clientX - from) < beginsAfterPx) {
        return;
      }
      const next = {
        from: mode === 'until' ? bar.from : moved(bar.from, byMs),
        until: mode === 'from' ? bar.until : moved(bar.until, byMs),
      };
      current = next.from < next.until ? next : (current ?? bar);
      setStretch(current);
    };
    const stop = (): void => {
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('pointerup', onUp);
      document.removeEventListener('pointercancel', stop);
      document.removeEventListener('keydown', onKey, true);
      setStretch(undefined);
    };
    const onUp = (): void => {
      const end = current;
      stop();
      justDragged.current = end !== undefined;
      const draft = end && draftOfDrag({ mode, bar, end, row, now: nowInstant() });
      if (draft) {
        openRotationDialog({ kind: 'override', draft });
      }
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key === 'Escape') {
        key.stopPropagation();
        justDragged.current = true;
        stop();
      }
    };
    document.addEventListener('pointermove', onMove);
    document.addEventListener('pointerup', onUp);
    document.addEventListener('pointercancel', stop);
    document.addEventListener('keydown', onKey, true);
  };

  const isPerson = (event: DragEvent): boolean => event.dataTransfer.types.includes(personDrag);
  return {
    start,
    swallowsClick: () => {
      const swallows = justDragged.current;
      justDragged.current = false;
      return swallows;
    },
    ghost: stretch && { place: placeIn(window, stretch), label: span(stretch) },
    over,
    dropping: enabled
      ? {
          onDragOver: (event) => {
            if (isPerson(event)) {
              event.preventDefault();
              setOver(true);
            }
          },
          onDragLeave: () => setOver(false),
          onDrop: (event) => {
            event.preventDefault();
            setOver(false);
            const rect = event.currentTarget.getBoundingClientRect();
            const at = window.from + ((event.clientX - rect.left) / rect.width) * (window.until - window.from);
            const draft = draftOfDrop({ person: event.dataTransfer.getData(personDrag), at, row, zone: view.zone, now: nowInstant() });
            openRotationDialog({ kind: 'override', draft });
          },
        }
      : {},
  };
}
