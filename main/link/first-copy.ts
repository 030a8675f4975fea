import type { ChainHead } from '../../shared/log/chain.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { DownMessage } from '../../shared/protocol/down.ts';

type Header = Extract<DownMessage, { kind: 'snapshot' }>;
type Part = Extract<DownMessage, { kind: 'snapshot-part' }>;

/** A snapshot that comes in parts; nothing of it is kept before all of it is here. */
export class FirstCopy {
  readonly head: ChainHead;
  readonly definitions: StoredEvent[] = [];
  readonly incidents: string[] = [];
  readonly #total: number;

  constructor({ seq, hash, recordedAt, entries, incidents }: Header, log: string) {
    this.head = { seq, hash, recordedAt, log };
    this.#total = entries + incidents;
  }

  get progress(): { done: number; total: number } {
    return { done: this.definitions.length + this.incidents.length, total: Math.max(1, this.#total) };
  }

  take({ entries, incidents }: Part): void {
    this.definitions.push(...entries);
    this.incidents.push(...incidents);
  }
}
