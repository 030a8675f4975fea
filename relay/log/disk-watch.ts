import type { Clock } from '../../shared/time/clock.ts';
import { Recurring } from '../recurring.ts';
import type { EventStore } from './event-store.ts';
import type { Ledger } from './ledger.ts';

/** The disk is asked this often whether it still takes what is written, so that a full one shows before an alert meets it. */
const askEveryMs = 30_000;

/** Whether the disk takes what is recorded: by what became of the log's own writes, and by asking. It recovers by itself. */
export class DiskWatch {
  readonly #asking: Recurring;
  readonly #stopListening: () => void;
  readonly #onTrouble: (message: string, error: unknown) => void;
  #refuses = false;

  constructor(edges: {
    store: Pick<EventStore, 'probe'>;
    ledger: Pick<Ledger, 'subscribe' | 'subscribeReload'>;
    clock: Clock;
    onTrouble(message: string, error: unknown): void;
  }) {
    const { store, ledger, clock, onTrouble } = edges;
    this.#onTrouble = onTrouble;
    const stops = [ledger.subscribe(() => this.#took()), ledger.subscribeReload(() => this.#refused(undefined))];
    this.#stopListening = () => stops.forEach((stop) => stop());
    this.#asking = new Recurring({
      clock,
      everyMs: askEveryMs,
      run: async (now) => {
        await store.probe(now);
        this.#took();
      },
      onFailure: (error) => this.#refused(error),
    });
  }

  get refuses(): boolean {
    return this.#refuses;
  }

  start(): void {
    this.#asking.start();
  }

  stop(): void {
    this.#stopListening();
    this.#asking.stop();
  }

  #took(): void {
    this.#refuses = false;
  }

  #refused(error: unknown): void {
    if (!this.#refuses) {
      this.#onTrouble(
        'The disk does not take what is recorded: alerts are answered with 503 until it does. Free space or mend the disk.',
        error,
      );
    }
    this.#refuses = true;
  }
}
