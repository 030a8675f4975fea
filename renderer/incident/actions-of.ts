import type { IncidentRow } from '../../shared/queue/row.ts';

/** Which buttons make sense on an incident as main says it stands. Main judges every command again. */
export interface Actions {
  acknowledge: boolean;
  escalate: boolean;
  resolve: boolean;
  reopen: boolean;
}

/** The buttons of an incident by its status. */
export function actionsOf({ status }: Pick<IncidentRow, 'status'>): Actions {
  const open = status !== 'resolved';
  return { acknowledge: status === 'triggered', escalate: open, resolve: open, reopen: !open };
}
