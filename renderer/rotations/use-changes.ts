import { useEffect, useState } from 'react';
import type { ChangeView } from '../../shared/schedule-view/changes.ts';
import { bridge } from '../stores/bridge.ts';
import { useShown } from './shown.ts';

/** The latest changes of the schedule on screen, the newest first; asked anew whenever the schedule was. */
export function useChanges(): { changes: ChangeView[] | undefined; failed: boolean } {
  const { view } = useShown();
  const [changes, setChanges] = useState<ChangeView[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      const found = await bridge()
        .request('schedules:changes', { schedule: view.id })
        .catch(() => undefined);
      if (wanted) {
        setFailed(found === undefined);
        setChanges((known) => found ?? known);
      }
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [view]);
  return { changes, failed };
}
