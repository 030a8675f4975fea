import { createContext, useContext, useMemo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { SchedulesView, ScheduleView } from '../../shared/schedule-view/schedule-view.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { useTimes } from '../ui/use-times.ts';
import { coloursOf, personStyle } from './colours.ts';
import { dayAt } from './days.ts';

/** The schedule on screen, and how its people, places and times are called. */
export interface Shown {
  view: ScheduleView;
  /** A person, policy or schedule by name. */
  nameOf(id: string): string;
  colourOf(id: string): CSSProperties;
  /** `Fri 27 Nov, 09:00` on the schedule's clock. */
  at(instant: Instant): string;
  /** `Fri 27 Nov, 09:00 – 17:00`, and both days where they differ. */
  span(stretch: Stretch): string;
}

const ShownContext = createContext<Shown | undefined>(undefined);

/** Hands the schedule on screen to everything under it. */
export const ShownProvider = ShownContext.Provider;

/** The schedule on screen. */
export function useShown(): Shown {
  const shown = useContext(ShownContext);
  if (!shown) {
    throw new Error('A part of a schedule was drawn where none is shown.');
  }
  return shown;
}

/** Makes what `useShown` answers. */
export function useShownOf(view: ScheduleView, schedules: SchedulesView['schedules']): Shown {
  const { t } = useTranslation();
  const times = useTimes(view.zone);
  return useMemo(() => {
    const names = new Map([...schedules, ...view.names, ...view.people].map(({ id, name }) => [id, name]));
    const colours = coloursOf(view.names);
    const at = (instant: Instant): string => times.dateAndTime(instant);
    return {
      view,
      nameOf: (id) => names.get(id) ?? t('people.somebody'),
      colourOf: (id) => personStyle(colours.get(id)),
      at,
      span: ({ from, until }) => {
        const isOneDay = dayAt(view.zone, from) === dayAt(view.zone, until);
        return `${at(from)} – ${isOneDay ? times.clock(until) : at(until)}`;
      },
    };
  }, [t, times, view, schedules]);
}
