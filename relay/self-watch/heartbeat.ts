import type { Clock } from '../../shared/time/clock.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';

const answerWithinMs = 5 * SECOND_MS;

/** What became of a beat: sent and taken, not taken, or held back because something is wrong here. */
export type BeatOutcome = 'sent' | 'failed' | 'withheld';

/** What the heartbeat works with. */
export interface HeartbeatEdges {
  /** Where to; the operator typed it, so it may be inside. */
  url: string;
  everyMs: number;
  clock: Clock;
  /** Why this relay cannot be relied on just now; undefined while it can. */
  trouble(): string | undefined;
  onBeat(outcome: BeatOutcome): void;
  /** Told when beats begin to fail or to be withheld, and when they go on; once for each change. */
  onChange(outcome: BeatOutcome, why: string): void;
}

/**
 * A dead-man's switch for somebody outside (C11): one GET every minute for as long as the engine looks, the disk takes what is written
 * and the auditor finds nothing. When it stops, whoever waits for it raises the alarm.
 */
export class Heartbeat {
  readonly #edges: HeartbeatEdges;
  #cancel: (() => void) | undefined;
  #lastMonotonicMs = -Infinity;
  #isBeating = false;
  #outcome: BeatOutcome = 'sent';

  constructor(edges: HeartbeatEdges) {
    this.#edges = edges;
  }

  start(): void {
    const { clock, everyMs } = this.#edges;
    if (!this.#isBeating && clock.monotonicMs() - this.#lastMonotonicMs >= everyMs) {
      this.#lastMonotonicMs = clock.monotonicMs();
      void this.#beat();
    }
    // Clocks keep no timer longer than 30 s; one a second costs nothing.
    this.#cancel = clock.after(SECOND_MS, () => this.start());
  }

  stop(): void {
    this.#cancel?.();
  }

  async #beat(): Promise<void> {
    const trouble = this.#edges.trouble();
    if (trouble !== undefined) {
      this.#note('withheld', trouble);
      return;
    }
    this.#isBeating = true;
    const problem = await ask(this.#edges.url);
    this.#isBeating = false;
    this.#note(problem === undefined ? 'sent' : 'failed', problem ?? '');
  }

  #note(outcome: BeatOutcome, why: string): void {
    this.#edges.onBeat(outcome);
    if (outcome !== this.#outcome) {
      this.#outcome = outcome;
      this.#edges.onChange(outcome, why);
    }
  }
}

/** What was wrong with asking an address; undefined when it took it. The address itself is a secret and in no sentence. */
async function ask(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) });
    await answer.body?.cancel();
    if (answer.ok) {
      return undefined;
    }
    return answer.status >= 300 && answer.status < 400
      ? `It answered ${answer.status}; redirects are not followed, so give the address it leads to.`
      : `It answered ${answer.status}.`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error && cause.name === 'TimeoutError'
      ? 'It did not answer within 5 s.'
      : `It could not be reached (${(cause as { code?: string }).code ?? 'no answer'}).`;
  }
}
