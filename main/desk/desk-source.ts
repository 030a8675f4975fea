import type { Desk } from '../../shared/bridge/desk.ts';

/** Where tray, window and alarm read the desk from. */
export interface DeskSource {
  current(): Desk;
  /** Calls back with every new desk, at most every 50 ms; the returned function stops it. */
  subscribe(listener: (desk: Desk) => void): () => void;
}
