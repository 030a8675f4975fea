import { useCallback, useEffect, useState } from 'react';
import type { HandoffDraft } from '../../shared/bridge/desk.ts';
import { bridge } from '../stores/bridge.ts';
import { useDesk } from '../stores/desk-store.ts';

/** What main gathered for a handoff; asked again when the queue or the handoffs change. */
export function useDraft(schedule: string | undefined): { draft: HandoffDraft | undefined; state: 'loading' | 'ready' | 'failed'; again(): void } {
  const [answer, setAnswer] = useState<{ draft?: HandoffDraft | undefined; state: 'loading' | 'ready' | 'failed' }>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  const queue = useDesk((desk) => desk.queue);
  const handoffs = useDesk((desk) => desk.handoffs);
  useEffect(() => {
    let stale = false;
    bridge()
      .request('handoff:draft', schedule === undefined ? {} : { schedule })
      .then((draft) => {
        if (!stale) {
          setAnswer({ draft, state: 'ready' });
        }
      })
      .catch(() => {
        if (!stale) {
          setAnswer({ state: 'failed' });
        }
      });
    return () => {
      stale = true;
    };
  }, [schedule, queue, handoffs, tries]);
  return { draft: answer.draft, state: answer.state, again: useCallback(() => setTries((count) => count + 1), []) };
}
