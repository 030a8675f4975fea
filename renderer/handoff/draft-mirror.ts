import { create } from 'zustand';
import type { HandoffDraft } from '../../shared/bridge/desk.ts';
import { bridge } from '../stores/bridge.ts';
import { follow } from '../stores/follow.ts';

interface DraftMirror {
  draft?: HandoffDraft | undefined;
  state: 'loading' | 'ready' | 'failed';
}

/** What main gathered for a handoff, as it sent it last. */
export const useDraft = create<DraftMirror>(() => ({ state: 'loading' }));

/** Mirrors the draft for a schedule (or the one main chooses) until the returned function is called. */
export function followDraft(schedule: string | undefined): () => void {
  useDraft.setState({ draft: undefined, state: 'loading' });
  return follow(async (isWanted) => {
    const answer = await askFor(schedule);
    if (isWanted()) {
      useDraft.setState(answer);
    }
  });
}

async function askFor(schedule: string | undefined): Promise<DraftMirror> {
  try {
    return { draft: await bridge().request('handoff:draft', schedule === undefined ? {} : { schedule }), state: 'ready' };
  } catch {
    return { draft: undefined, state: 'failed' };
  }
}
