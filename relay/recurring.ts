import type { Clock } from '../shared/time/clock.ts';

/** A failure is followed by another try after this long, or after the period when that is shorter. */
const tryAgainMs = 5 * 60_000;
const lookMs = 30_000;

/** What a recurring task runs on. */
export interface RecurringEdges {
  clock: Clock;
  everyMs: number;
  /** When it last went well before this process began, if that is known. */
  lastGoodAt?: number | undefined;
  run(now: number): Promise<void>;
  /** Told of each failure; it is tried again. */
  onFailure(error: unknown): void;
}

/** A task done at the start unless it was done lately, then once every period; one at a time, and again soon after a failure. */
export class Recurring {
  readonly #edges: RecurringEdges;
  #cancel: (() => void) | undefined;
  #lastGoodAt: number | undefined;
  #failedAt: number | undefined;
  #failures = 0;
  #failure: string | undefined;
  #running = false;
  #stopped = false;

  constructor(edges: RecurringEdges) {
    this.#edges = edges;
    this.#lastGoodAt = edges.lastGoodAt;
  }

  get lastGoodAt(): number | undefined {
    return this.#lastGoodAt;
  }

  /** Failures since the process began. */
  get failures(): number {
    return this.#failures;
  }

  /** What went wrong the last time; undefined once it went well again. */
  get failure(): string | undefined {
    return this.#failure;
  }

  start(): void {
    this.#look();
  }

  /** Ends it. What runs now is not waited for, and nothing is told of it any more. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #look(): void {
    if (!this.#running && this.#isDue()) {
      void this.#run();
    }
    this.#cancel = this.#edges.clock.after(lookMs, () => this.#look());
  }

  #isDue(): boolean {
    const { clock, everyMs } = this.#edges;
    const now = clock.now();
    const since = (at: number | undefined, periodMs: number) => at === undefined || now - at >= periodMs || at > now;
    return since(this.#lastGoodAt, everyMs) && since(this.#failedAt, Math.min(tryAgainMs, everyMs));
  }

  async #run(): Promise<void> {
    const now = this.#edges.clock.now();
    this.#running = true;
    try {
      await this.#edges.run(now);
      this.#lastGoodAt = now;
      this.#failedAt = undefined;
      this.#failure = undefined;
    } catch (error) {
      this.#failedAt = now;
      this.#failures += 1;
      this.#failure = error instanceof Error ? error.message : String(error);
      if (!this.#stopped) {
        this.#edges.onFailure(error);
      }
    } finally {
      this.#running = false;
    }
  }
}
