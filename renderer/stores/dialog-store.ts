import { create } from 'zustand';

/** What stands over the window. */
export type Dialog = 'new-incident' | 'test-alert' | 'keys';

/** The dialog that is open, if one is. */
export const useDialog = create<{ open?: Dialog | undefined }>(() => ({}));

/** Opens a dialog in place of any other. */
export function openDialog(open: Dialog): void {
  useDialog.setState({ open });
}

/** Closes whatever dialog is open. */
export function closeDialog(): void {
  useDialog.setState({ open: undefined });
}
