import { isTestDue } from '../../shared/self-watch/daily-test.ts';
import type { EntityRef, Event } from '../../shared/log/envelope.ts';
import type { State } from '../../shared/state/state.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../shared/time/instant.ts';
import { findZone } from '../../shared/time/zone.ts';
import { personalRules } from '../../shared/workspace/people.ts';
import { find } from '../../shared/workspace/workspace.ts';

const lookEveryMs = 30 * SECOND_MS;
/** A laptop that has just started may not have a notification service yet. */
const afterStartMs = MINUTE_MS;
/** A notice nobody needs to answer goes by itself. */
const staysMs = 30 * SECOND_MS;
const againAfterFailureMs = HOUR_MS;

/** What became of the test notice, and which way it took. */
export type BellTested = ({ outcome: 'shown' } | { outcome: 'failed'; why: string }) & { channel: string };

/** What the daily test works with. */
export interface DailyTestEdges {
  replica: {
    readonly view: State;
    readonly person: string;
    now(): Instant;
    command(type: string, entity: EntityRef, body: Record<string, unknown>): Event;
  };
  device: string;
  clock: Clock;
  /** The time of day the person chose, or `off`. */
  time(): string;
  /** Whether something rings: then the bell proves itself, and nothing may stand beside it. */
  isRinging(): boolean;
  /** Raises the quiet notice of the test by the very way pages take. */
  raise(): Promise<BellTested>;
  clear(): Promise<void>;
  onTrouble(message: string, error: unknown): void;
}

/** Proves once a day that this laptop can ring (C11): raises a real, quiet notice, and writes into the log what became of it. */
export class DailyTest {
  readonly #edges: DailyTestEdges;
  #startedMs = 0;
  #isTesting = false;
  #triedAt: Instant | undefined;
  #cancel: (() => void) | undefined;
  #cancelClear: (() => void) | undefined;

  constructor(edges: DailyTestEdges) {
    this.#edges = edges;
  }

  start(): void {
    this.#startedMs = this.#edges.clock.monotonicMs();
    this.#later();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancelClear?.();
  }

  #later(): void {
    this.#cancel = this.#edges.clock.after(Math.max(lookEveryMs, this.#edges.clock.idleTickMs ?? 0), () => {
      if (this.#isDue()) {
        void this.#test();
      }
      this.#later();
    });
  }

  #isDue(): boolean {
    const { replica, device, clock, time, isRinging } = this.#edges;
    const { workspace } = replica.view;
    const known = workspace.devices.get(device);
    const now = replica.now();
    const person = find(workspace, 'person', replica.person);
    const zone = findZone(person?.zone ?? 'UTC');
    const isEarly = clock.monotonicMs() - this.#startedMs < afterStartMs;
    if (this.#isTesting || isEarly || !known || !person || !zone || isRinging()) {
      return false;
    }
    const { tested } = known;
    if (tested?.outcome === 'failed' && now - Math.max(tested.at, this.#triedAt ?? 0) < againAfterFailureMs) {
      return false;
    }
    // A relay too old to keep the result must not make the test come again and again.
    const lastAt = tested?.outcome === 'failed' ? undefined : Math.max(tested?.at ?? -Infinity, this.#triedAt ?? -Infinity);
    const isQuiet = personalRules(person, 'desktop', 'low').quietUntil(now) !== undefined;
    const isFirst = lastAt === -Infinity;
    return !isQuiet && isTestDue({ workspace, person: person.id, zone, time: time(), lastAt: isFirst ? undefined : lastAt }, now);
  }

  async #test(): Promise<void> {
    const { replica, device, clock, raise, clear, onTrouble } = this.#edges;
    this.#isTesting = true;
    this.#triedAt = replica.now();
    try {
      const { channel, ...result } = await raise().catch((error: unknown) => ({
        outcome: 'failed' as const,
        why: String(error),
        channel: 'none',
      }));
      const why = result.outcome === 'failed' ? { why: result.why.slice(0, 500) } : {};
      replica.command('device.tested', { kind: 'device', id: device }, { outcome: result.outcome, channel: channel.slice(0, 50), ...why });
      this.#cancelClear = clock.after(staysMs, () => void clear());
    } catch (error) {
      onTrouble('What became of the daily test could not be written down.', error);
    } finally {
      this.#isTesting = false;
    }
  }
}
