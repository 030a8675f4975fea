import type { IncidentRow } from '../../shared/queue/row.ts';

/** Which buttons make sense on an incident as main says it stands. Main judges every command again. */
export interface Actions {
  acknowledge: boolean;
  escalate: boolean;
  resolve: boolean;
  reopen: boolean;
  unmerge: boolean;
  /** Lets what is suppressed ring after all. */
  letRing: boolean;
  /** Everything behind the menus. */
  change: boolean;
}

/** The buttons of an incident by its status. Who is asked answers with an acknowledgement, whoever has it. */
export function actionsOf({ status, asked, mergedInto }: Pick<IncidentRow, 'status' | 'asked' | 'mergedInto'>): Actions {
  const open = status !== 'resolved';
  const merged = mergedInto !== undefined;
  return {
    acknowledge: status === 'triggered' || (open && asked !== undefined),
    escalate: open && status !== 'suppressed',
    resolve: open,
    reopen: !open && !merged,
    unmerge: merged,
    letRing: status === 'suppressed',
    change: open,
  };
}
