import { useLayoutEffect, useState } from 'react';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { useDesk } from '../stores/desk-store.ts';
import { ringingIs } from './input-guard.ts';

/** What became of the last incident that rang here. */
export type Outcome = 'acknowledged' | 'taken' | 'resolved' | 'quiet';

function outcomeOf(row: IncidentRow | undefined, me: string | undefined): Outcome {
  if (row?.status === 'acknowledged') {
    return row.heldBy?.id === me && me !== undefined ? 'acknowledged' : 'taken';
  }
  return row?.status === 'resolved' ? 'resolved' : 'quiet';
}

/** The incidents the alarm is for, worst first as main sorts them, and what became of the last one when none is left; undefined before any rang. */
export function useAlarm(): { ringing: IncidentRow[]; last: IncidentRow | undefined; outcome: Outcome | undefined } {
  const queue = useDesk((desk) => desk.queue);
  const me = useDesk((desk) => desk.me?.id);
  const ringing = queue.filter((row) => row.ringing === 'me' && row.alarm);
  const [lastId, setLastId] = useState<string>();
  const first = ringing[0]?.id;
  const set = ringing.map((row) => `${row.id} ${row.epoch}`).join();

  useLayoutEffect(() => ringingIs(set), [set]);
  if (first !== undefined && first !== lastId) {
    setLastId(first);
  }

  const last = queue.find((row) => row.id === lastId);
  return { ringing, last, outcome: lastId === undefined ? undefined : outcomeOf(last, me) };
}
