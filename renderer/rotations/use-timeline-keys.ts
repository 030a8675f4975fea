import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Stretch } from '../../shared/balance/stretch.ts';
import { step } from '../stores/rotations-store.ts';
import { nowInstant } from '../stores/clock-store.ts';
import { shared } from './place.ts';
import type { Row } from './rows.ts';

interface TimelineKeys {
  cursor: string | undefined;
  setCursor(key: string): void;
  onKeyDown(event: KeyboardEvent): void;
  holder: RefObject<HTMLDivElement | null>;
}

/**
 * The arrow keys: left and right to the bar before and after in the row, up and down to the nearest of another row, Home and End to the
 * first and last, Page Up and Page Down to the days before and after. One bar at a time can be reached by Tab.
 */
export function useTimelineKeys(rows: readonly Row[], window: Stretch): TimelineKeys {
  const holder = useRef<HTMLDivElement>(null);
  const [chosen, setCursor] = useState<string>();
  const leafing = useRef<string>(undefined);
  const drawn = useMemo(
    () => rows.map((row) => ({ id: row.id, bars: row.bars.filter((bar) => shared(bar, window)) })).filter(({ bars }) => bars.length > 0),
    [rows, window],
  );
  const cursor = drawn.some(({ bars }) => bars.some(({ key }) => key === chosen)) ? chosen : firstOf(drawn[0]?.bars ?? []);

  const focus = (key: string | undefined): void => {
    const bar = [...(holder.current?.querySelectorAll<HTMLElement>('[data-bar]') ?? [])].find((each) => each.dataset['bar'] === key);
    bar?.focus();
    bar?.scrollIntoView({ block: 'nearest' });
  };

  // Who leafs on by keyboard stays in the row, as soon as the new days are drawn.
  useEffect(() => {
    if (leafing.current !== undefined && document.activeElement === document.body) {
      const row = drawn.find(({ id }) => id === leafing.current) ?? drawn[0];
      if (row) {
        leafing.current = undefined;
        focus(row.bars[0]?.key);
      }
    }
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const rowIndex = drawn.findIndex(({ bars }) => bars.some(({ key }) => key === cursor));
    const row = drawn[rowIndex];
    const index = row?.bars.findIndex(({ key }) => key === cursor) ?? -1;
    const bar = row?.bars[index];
    if (!row || !bar) {
      return;
    }
    const nearest = (other: (typeof drawn)[number] | undefined): string | undefined =>
      other?.bars.toSorted((a, b) => distance(a, bar, window) - distance(b, bar, window))[0]?.key;
    const page = (by: number): string => {
      leafing.current = row.id;
      step(by);
      return bar.key;
    };
    const goes: Record<string, () => string | undefined> = {
      ArrowLeft: () => row.bars[index - 1]?.key,
      ArrowRight: () => row.bars[index + 1]?.key,
      ArrowUp: () => nearest(drawn[rowIndex - 1]),
      ArrowDown: () => nearest(drawn[rowIndex + 1]),
      Home: () => row.bars[0]?.key,
      End: () => row.bars.at(-1)?.key,
      PageUp: () => page(-1),
      PageDown: () => page(1),
    };
    const go = goes[event.key];
    if (go) {
      event.preventDefault();
      focus(go());
    }
  };
  return { cursor, setCursor, onKeyDown, holder };
}

/** The watch that goes on now, or else the first. */
function firstOf(bars: Row['bars']): string | undefined {
  const now = nowInstant();
  return (bars.find(({ from, until }) => from <= now && now < until) ?? bars[0])?.key;
}

function distance(a: Stretch, b: Stretch, window: Stretch): number {
  if (shared(a, b)) {
    return Math.abs(Math.max(a.from, window.from) - Math.max(b.from, window.from)) / 1e6;
  }
  return Math.min(Math.abs(a.from - b.until), Math.abs(b.from - a.until));
}
