import { useEffect } from 'react';
import { openDialog } from '../stores/dialog-store.ts';
import { isForTheWindow } from './keyboard.ts';

/** Keys that work on every screen; Ctrl/Cmd-K belongs to the palette itself. */
export function useShellKeys(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.key === '?' && isForTheWindow(event)) {
        event.preventDefault();
        openDialog('keys');
      }
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
