import { createContext, useContext } from 'react';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { Day, Zoom } from './days.ts';

interface TimelineWindow {
  window: Stretch;
  days: readonly Day[];
  zoom: Zoom;
  /** The bar the arrow keys start from, by its key. */
  cursor: string | undefined;
  setCursor(key: string): void;
}

/** Hands the days on screen to everything drawn over them. */
export const TimelineContext = createContext<TimelineWindow | undefined>(undefined);

/** The days on screen. */
export function useTimeline(): TimelineWindow {
  const timeline = useContext(TimelineContext);
  if (!timeline) {
    throw new Error('A part of a timeline was drawn outside one.');
  }
  return timeline;
}
