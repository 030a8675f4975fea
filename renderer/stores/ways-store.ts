import { create } from 'zustand';
import type { WayKind } from '../../shared/workspace/way-events.ts';
import type { WayView } from '../../shared/workspace/way-view.ts';
import { bridge } from './bridge.ts';
import { follow } from './follow.ts';

interface WaysMirror {
  view?: WayView | undefined;
  state: 'loading' | 'ready' | 'failed';
}

/** How this person is paged, as main told it last. */
export const useWays = create<WaysMirror>(() => ({ state: 'loading' }));

/** Mirrors it until the returned function is called. */
export function followWays(): () => void {
  return follow(async (isWanted) => {
    const answer = await ask();
    if (isWanted()) {
      useWays.setState(answer);
    }
  });
}

/** Asks once more, as after a failure. */
export async function askWaysAgain(): Promise<void> {
  useWays.setState(await ask());
}

async function ask(): Promise<Partial<WaysMirror>> {
  try {
    return { view: await bridge().request('ways:get', undefined), state: 'ready' };
  } catch {
    return { state: 'failed' };
  }
}

/** An address a code goes to: its kind, its name when it is a further one, what is shown of it, and all of it while it is new. */
export interface CodeAddress {
  kind: WayKind;
  name?: string | undefined;
  shown: string;
  address?: string | undefined;
}

/** What stands over the window: a rule (a new one without its place), the quiet hours, a new address, or the code of one. */
export type WaysDialog = { kind: 'rule'; index?: number } | { kind: 'quiet' } | { kind: 'address' } | { kind: 'code'; to: CodeAddress };

interface DialogState {
  open: boolean;
  /** What the dialog shows; it keeps it while it fades. */
  shown: WaysDialog;
  /** Counts the openings, so that each begins with its own fields. */
  openings: number;
}

/** Which of the forms about one's ways is open. */
export const useWaysDialog = create<DialogState>(() => ({ open: false, shown: { kind: 'address' }, openings: 0 }));

/** Opens one of them. */
export function openWaysForm(shown: WaysDialog): void {
  useWaysDialog.setState(({ openings }) => ({ open: true, shown, openings: openings + 1 }));
}

/** Closes it. */
export function closeWaysForm(): void {
  useWaysDialog.setState({ open: false });
}
