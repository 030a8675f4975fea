import type { EventStore } from '../log/event-store.ts';
import type { Ledger } from '../log/ledger.ts';
import type { PageFrames } from './page-frames.ts';

/** What a session works with. */
export interface SessionEdges {
  /** How many snapshots are being read, by all sessions together. */
  feeds: { open: number };
  /** The log by pages, for all sessions together. */
  pages: PageFrames;
  ledger: Ledger;
  store: EventStore;
  now(): number;
  verify(text: string, signature: string, publicKey: string): boolean;
  onTrouble(message: string, error: unknown): void;
  /** Told how many entries this relay had lost and got back from a device. */
  onRecovered?(count: number, device: string): void;
  /** How long a log begins with a snapshot; a story has shorter ones. */
  snapshotFrom?: number;
  /** The newest version of the wire spoken here; this code's unless an older relay is played. */
  speaks?: number;
}
