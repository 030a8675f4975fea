import { useState } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import type { IncidentCommandName } from '../../shared/state/command-names.ts';
import { closeChange } from '../stores/change-store.ts';
import { attempt } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';

interface Changing {
  /** Why the last try was not taken. */
  problem: string | undefined;
  sending: boolean;
  /** Makes the change; closes the dialog and says so when it was taken, and keeps everything as it is when not. */
  make(said: Record<string, unknown>, done: string): void;
}

/** Makes one change to an incident from a dialog that shows the failure itself. */
export function useMakeChange({ id }: Pick<IncidentRow, 'id'>, name: IncidentCommandName): Changing {
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async (said: Record<string, unknown>, done: string): Promise<void> => {
    setSending(true);
    const result = await attempt('incident:do', { id, via: 'window', name, said });
    setSending(false);
    if (result.ok) {
      closeChange();
      notify({ tone: 'done', text: done });
    } else {
      setProblem(result.message);
    }
  };
  return { problem, sending, make: (said, done) => void send(said, done) };
}
