import { create } from 'zustand';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { bridge } from './bridge.ts';
import { useDeskStore } from './desk-store.ts';

interface IncidentMirror {
  id?: string | undefined;
  detail?: IncidentDetail | undefined;
  state: 'loading' | 'ready' | 'gone' | 'failed';
}

/** The incident the window shows, as main sent it last. */
export const useIncident = create<IncidentMirror>(() => ({ state: 'loading' }));

/** Asks main for an incident now and after every change of the desk, one request at a time, until the returned function is called. */
export function followIncident(id: string): () => void {
  let stopped = false;
  let asking = false;
  let changedMeanwhile = false;

  async function ask(): Promise<void> {
    if (asking) {
      changedMeanwhile = true;
      return;
    }
    asking = true;
    try {
      do {
        changedMeanwhile = false;
        // One after the other on purpose: the next answer must be newer than this one.
        // oxlint-disable-next-line no-await-in-loop
        const detail = await bridge().request('incident:get', { id });
        if (stopped) {
          return;
        }
        useIncident.setState({ id, detail, state: detail ? 'ready' : 'gone' });
      } while (changedMeanwhile);
    } catch {
      if (!stopped) {
        useIncident.setState({ state: 'failed' });
      }
    } finally {
      asking = false;
    }
  }

  useIncident.setState({ id, detail: undefined, state: 'loading' });
  const unsubscribe = useDeskStore.subscribe(() => void ask());
  void ask();
  return () => {
    stopped = true;
    unsubscribe();
  };
}
