import { create } from 'zustand';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { bridge } from './bridge.ts';
import { follow } from './follow.ts';

interface IncidentMirror {
  id?: string | undefined;
  detail?: IncidentDetail | undefined;
  state: 'loading' | 'ready' | 'gone' | 'failed';
}

/** The incident the window shows, as main sent it last. */
export const useIncident = create<IncidentMirror>(() => ({ state: 'loading' }));

/** Mirrors an incident until the returned function is called. */
export function followIncident(id: string): () => void {
  useIncident.setState({ id, detail: undefined, state: 'loading' });
  return follow(async (isWanted) => {
    const answer = await askFor(id);
    if (isWanted()) {
      useIncident.setState(answer);
    }
  });
}

async function askFor(id: string): Promise<Partial<IncidentMirror>> {
  try {
    const detail = await bridge().request('incident:get', { id });
    return { detail, state: detail ? 'ready' : 'gone' };
  } catch {
    return { state: 'failed' };
  }
}
