import type { Bridge } from '../../shared/bridge/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script before the page's own code runs. */
    watchbell: Bridge;
  }
}

/** The way to main; looked up at each use, so that nothing here holds an old one. */
export function bridge(): Bridge {
  return window.watchbell;
}
