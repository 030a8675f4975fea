import { app } from 'electron';
import type { Desk } from '../../shared/bridge/desk.ts';
import type { Words } from '../text/words.ts';
import { ask } from './ask.ts';

/** Longer than this nobody waits for an app to end; what is pending is on disk already. */
const settleLimitMs = 5000;

/** Whether the person still wants to quit once told what it means while they are on call; `duty` says what for. */
export function confirmQuit(desk: Desk, words: Words, duty: string): Promise<boolean> {
  if (desk.onDuty.length === 0) {
    return Promise.resolve(true);
  }
  const { question: message, detail, quit: yes, stay: no } = words.quit;
  return ask({ type: 'warning', message, detail: detail(duty), yes, no, enterMeans: 'no' });
}

/** Lets `settle` finish before the app ends, whoever ends it: a person, the system's shutdown or a signal. */
export function settleBeforeQuit(settle: () => Promise<void>): void {
  let state: 'running' | 'settling' | 'settled' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'settled') {
      return;
    }
    event.preventDefault();
    if (state === 'running') {
      state = 'settling';
      const limit = new Promise<void>((resolve) => setTimeout(resolve, settleLimitMs));
      const quit = (): void => {
        state = 'settled';
        // Not at once: a quit begun while Electron still handles this one's event is cancelled with it when that returns.
        setImmediate(() => app.quit());
      };
      void Promise.race([settle(), limit]).then(quit, quit);
    }
  });
}
