import { create } from 'zustand';
import type { SchedulesView } from '../../shared/schedule-view/schedule-view.ts';
import { dayAt, stepped, windowOf, type Zoom } from '../rotations/days.ts';
import { bridge } from './bridge.ts';
import { useClock } from './clock-store.ts';
import { useDeskStore } from './desk-store.ts';
import { follow } from './follow.ts';

interface Rotations {
  /** The schedule looked at; undefined for the first. */
  schedule?: string | undefined;
  zoom: Zoom;
  /** The day looked at, by its number; undefined for today. */
  day?: number | undefined;
  /** Counts the edits made here, which are to be seen at once. */
  edits: number;
  view?: SchedulesView | undefined;
  state: 'loading' | 'ready' | 'failed';
}

/** What of the schedules is looked at, and what main told of it last. */
export const useRotations = create<Rotations>(() => ({ zoom: 'weeks', edits: 0, state: 'loading' }));

const settlesInMs = 90;
/** News of the desk that may have nothing to do with schedules: main is not asked more often than this because of them. */
const newsEveryMs = 900;
let lastLooked = '';

/** The zone of the schedule that is looked at, as far as it is known; until then one's own. */
export function shownZone({ view, schedule }: Pick<Rotations, 'view' | 'schedule'>): string {
  const known = view?.schedules.find(({ id }) => id === schedule) ?? view?.shown;
  return known?.zone ?? useDeskStore.getState().desk?.me?.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The day that is looked at. */
export function shownDay(rotations: Rotations): number {
  return rotations.day ?? dayAt(shownZone(rotations), useClock.getState().now);
}

/** Mirrors what is looked at until the returned function is called. Who leafs through months asks once, for where they come to rest. */
export function followRotations(): () => void {
  return follow(
    async (isWanted) => {
      if (useRotations.getState().view) {
        await untilItRests();
      }
      if (!isWanted()) {
        return;
      }
      const answer = await ask();
      if (isWanted()) {
        useRotations.setState(answer);
      }
    },
    (again) => useRotations.subscribe((now, before) => looked(now) !== looked(before) && again()),
  );
}

/** Waits until nobody has leafed on for a moment; for mere news of the desk a little longer. */
async function untilItRests(): Promise<void> {
  const now = (): string => looked(useRotations.getState());
  for (let waitedMs = 0; waitedMs < newsEveryMs && now() === lastLooked; waitedMs += settlesInMs) {
    await pause();
  }
  for (let before = ''; before !== now();) {
    before = now();
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, settlesInMs));
}

function looked({ schedule, zoom, day, edits }: Rotations): string {
  return `${schedule} ${zoom} ${day} ${edits}`;
}

async function ask(): Promise<Partial<Rotations>> {
  try {
    const rotations = useRotations.getState();
    const { schedule, zoom } = rotations;
    lastLooked = looked(rotations);
    const zone = shownZone(rotations);
    const view = await askFor(schedule, windowOf(zone, shownDay(rotations), zoom));
    const found = { ...rotations, view };
    // The first answer tells the zone, and so where its days begin.
    const right = view.shown && view.shown.zone !== zone ? windowOf(view.shown.zone, shownDay(found), zoom) : undefined;
    return { view: right ? await askFor(schedule, right) : view, state: 'ready' };
  } catch {
    return { state: 'failed' };
  }
}

function askFor(schedule: string | undefined, { from, until }: { from: number; until: number }): Promise<SchedulesView> {
  return bridge().request('schedules:get', { schedule, from, until });
}

/** Looks at another schedule, at the same days. */
export function lookAtSchedule(schedule: string): void {
  useRotations.setState({ schedule });
}

/** Looks closer or from further away. */
export function setZoom(zoom: Zoom): void {
  useRotations.setState({ zoom });
}

/** Goes so many pages on or back. */
export function step(by: number): void {
  const rotations = useRotations.getState();
  useRotations.setState({ day: stepped(shownDay(rotations), rotations.zoom, by) });
}

/** Goes to a day, or to today. */
export function lookAtDay(day: number | undefined): void {
  useRotations.setState({ day });
}

/** Says that something was changed here, so that it is seen at once. */
export function changedHere(): void {
  useRotations.setState(({ edits }) => ({ edits: edits + 1 }));
}
