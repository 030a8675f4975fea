import { create } from 'zustand';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { SaidEdit } from '../../shared/schedule/make-edits.ts';
import type { ChangeView } from '../../shared/schedule-view/changes.ts';
import type { LeaveView, SwapView } from '../../shared/schedule-view/schedule-view.ts';
import type { Bar } from './rows.ts';

/** What an override begins with. */
export interface OverrideDraft extends Partial<Stretch> {
  person?: string | undefined;
  /** Only in place of this person, where several are on call at once. */
  replaces?: string | undefined;
  /** The override that it takes the place of. */
  instead?: string | undefined;
}

/** A dialog of the rotation editor, and what it is about. */
export type RotationDialog =
  | { kind: 'shift'; bar: Bar }
  | { kind: 'leave'; leave: LeaveView }
  | { kind: 'override'; draft: OverrideDraft }
  | { kind: 'remove-override'; override: string; who: string; span: Stretch }
  | { kind: 'ask-swap'; giver: string; span: Stretch }
  | { kind: 'take'; giver: string; span: Stretch }
  | { kind: 'answer-swap'; swap: SwapView; answer: SwapView['may'][number] }
  | { kind: 'add-member'; layer: string }
  | { kind: 'move-member'; layer: string; member: string; after: string | null }
  | { kind: 'remove-member'; layer: string; member: string }
  | { kind: 'change-rotation'; layer: string }
  | { kind: 'add-layer' }
  | { kind: 'move-layer'; layer: string; after: string | null }
  | { kind: 'remove-layer'; layer: string }
  | { kind: 'add-leave' }
  | { kind: 'fair' }
  | { kind: 'undo-change'; change: ChangeView; undo: SaidEdit };

interface DialogState {
  opened: boolean;
  /** What the dialog shows; it keeps it while it fades. */
  dialog?: RotationDialog | undefined;
  /** Counts the openings, so that each begins with its own fields. */
  openings: number;
}

/** Which dialog of the rotation editor stands over the window. */
export const useRotationDialog = create<DialogState>(() => ({ opened: false, openings: 0 }));

/** Opens a dialog in place of any other. */
export function openRotationDialog(dialog: RotationDialog): void {
  useRotationDialog.setState(({ openings }) => ({ opened: true, dialog, openings: openings + 1 }));
}

/** Closes the dialog. */
export function closeRotationDialog(): void {
  useRotationDialog.setState({ opened: false });
}
