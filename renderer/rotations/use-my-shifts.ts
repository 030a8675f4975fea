import type { ShiftView } from '../../shared/schedule-view/schedule-view.ts';
import { useClock } from '../stores/clock-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useShown } from './shown.ts';

/** Who reads, when they take turns in this schedule, and their next watch that is drawn. */
export function useMyShifts(): { me: string | undefined; next: ShiftView | undefined } {
  const { view } = useShown();
  const me = useDesk((desk) => desk.me?.id);
  const mine = view.final.filter(({ person }) => person.id === me);
  const now = useClock((clock) => Math.floor(clock.now / 60_000) * 60_000);
  const takesPart = mine.length > 0 || view.layers.some(({ members }) => members.some(({ person }) => person.id === me));
  return { me: takesPart ? me : undefined, next: mine.find(({ from }) => from > now) ?? mine.find(({ until }) => until > now) };
}
