import { waitingRow } from '../../shared/delivery/attempt.ts';
import { deliveryOfItself } from '../../shared/delivery/delivery.ts';
import { digestSince, digestTimes, dueDigest } from '../../shared/insight/digest-schedule.ts';
import { digestsOf } from '../../shared/insight/planned-digest.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { isoOf, SECOND_MS } from '../../shared/time/instant.ts';
import type { DigestPlan } from '../../shared/workspace/digest-definition.ts';
import type { Ledger } from '../log/ledger.ts';
import type { Outbox } from '../log/outbox.ts';

const lookMs = 30 * SECOND_MS;

/** What the clock of digests works with. */
export interface DigestClockEdges {
  ledger: Pick<Ledger, 'state' | 'history' | 'subscribe'>;
  outbox: Pick<Outbox, 'add' | 'find'>;
  clock: Clock;
  /** Something was put into the outbox. */
  onAdded(): void;
  /** A digest was missed for too long and is not sent. */
  onSkipped(digest: string, dueAt: string): void;
  onTrouble(message: string, error: unknown): void;
}

/**
 * Puts each digest into the outbox when its time comes, once: its id follows from its name and that time, and the outbox takes an id
 * once, also after a restart. What a relay that was away has missed is sent as it comes back, or skipped when that was long ago.
 */
export class DigestClock {
  readonly #edges: DigestClockEdges;
  /** Since when each digest has its present times; asked of the log once for each form of the workspace. */
  #since = new Map<DigestPlan, number>();
  readonly #done = new Set<string>();
  #cancel: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(edges: DigestClockEdges) {
    this.#edges = edges;
  }

  start(): void {
    // A digest that was just defined has its time before the next look, perhaps.
    this.#unsubscribe = this.#edges.ledger.subscribe((_, events) => {
      if (events.some(({ entity }) => entity.kind === 'organisation')) {
        this.#since = new Map();
        this.#look();
      }
    });
    this.#look();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#cancel?.();
  }

  #look(): void {
    const { ledger, clock } = this.#edges;
    const now = clock.now();
    const digests = digestsOf(ledger.state.workspace);
    digests.forEach((digest) => void this.#putOut(digest, now));
    const next = Math.min(...digests.map((digest) => digestTimes(digest, now).next));
    this.#cancel?.();
    this.#cancel = clock.after(Math.min(clock.idleTickMs ?? lookMs, next - now), () => this.#look());
  }

  async #putOut(digest: DigestPlan, now: number): Promise<void> {
    const { onAdded, onTrouble } = this.#edges;
    try {
      if (await this.#addDue(digest, now)) {
        onAdded();
      }
    } catch (error) {
      onTrouble('A digest could not be put into the outbox; it is tried again.', error);
    }
  }

  /** Whether something was put into the outbox. */
  async #addDue(digest: DigestPlan, now: number): Promise<boolean> {
    const { outbox, onSkipped } = this.#edges;
    const since = this.#sinceOf(digest);
    const due = since === undefined ? undefined : dueDigest(digest, since, now);
    if (!due || this.#done.has(due.id)) {
      return false;
    }
    const isKnown = outbox.find(due.id) !== undefined;
    this.#done.add(due.id);
    if (isKnown) {
      return false;
    }
    if (due.isTooLate) {
      onSkipped(digest.id, isoOf(due.at));
      return false;
    }
    try {
      await outbox.add([waitingRow(deliveryOfItself(due.id, { kind: 'digest', digest: digest.id }, 'digest', now))]);
    } catch (error) {
      this.#done.delete(due.id);
      throw error;
    }
    return true;
  }

  #sinceOf(digest: DigestPlan): number | undefined {
    const { ledger } = this.#edges;
    const since = this.#since.get(digest) ?? digestSince(digest, ledger.history({ kind: 'organisation', id: 'organisation' }));
    if (since !== undefined) {
      this.#since.set(digest, since);
    }
    return since;
  }
}
