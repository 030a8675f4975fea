import { create } from 'zustand';
import type { Desk } from '../../shared/bridge/desk.ts';
import { bridge } from './bridge.ts';
import { setClockOffset } from './clock-store.ts';

interface DeskMirror {
  /** What main sent last; undefined until the first answer. */
  desk?: Desk | undefined;
  /** Main did not answer the first request. */
  unreachable: boolean;
}

/** The desk as main sent it last. The window never changes it; it asks main to. */
export const useDeskStore = create<DeskMirror>(() => ({ unreachable: false }));

/** The desk, for components that are only drawn once there is one. */
export function useDesk<T>(select: (desk: Desk) => T): T {
  return useDeskStore(({ desk }) => {
    if (!desk) {
      throw new Error('A component read the desk before main sent one.');
    }
    return select(desk);
  });
}

function receive(desk: Desk): void {
  setClockOffset(desk.connection.clockOffsetMs);
  useDeskStore.setState({ desk, unreachable: false });
}

/** Follows main's desk until the returned function is called. */
export function followDesk(): () => void {
  const stop = bridge().subscribe('desk:changed', receive);
  void askOnce();
  return stop;
}

async function askOnce(): Promise<void> {
  try {
    const desk = await bridge().request('desk:get', undefined);
    // A push that arrived before this answer is newer.
    if (!useDeskStore.getState().desk) {
      receive(desk);
    }
  } catch {
    useDeskStore.setState({ unreachable: true });
  }
}
