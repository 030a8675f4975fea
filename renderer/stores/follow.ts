import { useDeskStore } from './desk-store.ts';

/**
 * Asks main something now and after every change of the desk, one request at a time, so that the last answer is the newest.
 * `ask` gets told whether its answer is still wanted; `also` may say when else to ask again. The returned function stops it.
 */
export function follow(ask: (isWanted: () => boolean) => Promise<void>, also?: (again: () => void) => () => void): () => void {
  let wanted = true;
  let asking = false;
  let changedMeanwhile = false;

  async function askAgain(): Promise<void> {
    if (asking) {
      changedMeanwhile = true;
      return;
    }
    asking = true;
    changedMeanwhile = false;
    await ask(() => wanted);
    asking = false;
    if (changedMeanwhile && wanted) {
      await askAgain();
    }
  }

  const unsubscribe = useDeskStore.subscribe(() => void askAgain());
  const unsubscribeAlso = also?.(() => void askAgain());
  void askAgain();
  return () => {
    wanted = false;
    unsubscribe();
    unsubscribeAlso?.();
  };
}
