import { create } from 'zustand';
import type { IncidentRow } from '../../shared/queue/row.ts';

/** What a dialog of its own is for. */
export type ChangeName =
  | 'snooze'
  | 'reassign'
  | 'hand-over'
  | 'add-responders'
  | 'role'
  | 'severity'
  | 'priority'
  | 'stage'
  | 'deadline'
  | 'merge'
  | 'block'
  | 'propose'
  | 'reject'
  | 'decline'
  | 'update'
  | 'decide'
  | 'bridge'
  | 'follow-up';

/** The dialog that is open and the incident as it stood then, so that nothing typed is lost when it leaves the queue. */
export interface Change {
  name: ChangeName;
  row: IncidentRow;
  /** The outbound action that is turned down, the page that is declined, or the note or update a follow-up is made of. */
  of?: string | undefined;
}

interface ChangeState {
  opened: boolean;
  /** What the dialog shows; it keeps it while it fades. */
  dialog?: Change | undefined;
  /** Counts the openings, so that each begins with empty fields. */
  openings: number;
  /** The incident whose snooze menu is open. */
  snoozeMenu?: string | undefined;
}

/** Which dialog or menu that changes an incident stands over the window. */
export const useChange = create<ChangeState>(() => ({ opened: false, openings: 0 }));

/** Opens the dialog of a change. */
export function openChange(name: ChangeName, row: IncidentRow, of?: string): void {
  useChange.setState(({ openings }) => ({ opened: true, dialog: { name, row, of }, openings: openings + 1, snoozeMenu: undefined }));
}

/** Closes the dialog. */
export function closeChange(): void {
  useChange.setState({ opened: false });
}

/** Opens an incident's snooze menu as soon as it is drawn. */
export function openSnoozeMenu(id: string): void {
  useChange.setState({ snoozeMenu: id });
}

/** Closes the snooze menu. */
export function closeSnoozeMenu(): void {
  useChange.setState({ snoozeMenu: undefined });
}
