import { isDue, type OutboxRow } from '../../shared/delivery/attempt.ts';
import { laneOf } from '../../shared/delivery/delivery.ts';
import { HOUR_MS, SECOND_MS, DAY_MS } from '../../shared/time/instant.ts';
import { LaneServer, type LaneEdges } from './lane-server.ts';

const tickMs = SECOND_MS;
const keepSettledMs = 30 * DAY_MS;
const mostAtOnce = { people: 100, programs: 20 } as const;
const lookedAt = 500;

/**
 * Brings to people, rooms and programs what waits in the outbox. Lanes are served beside each other, so that nobody waits for somebody
 * else's provider (D6); each row is leased before it is sent, so that any number of runners may look at one outbox (R19).
 */
export class DeliveryRunner {
  readonly #edges: LaneEdges;
  readonly #server: LaneServer;
  readonly #busy = { people: new Set<string>(), programs: new Set<string>() };
  #cancel: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #forgotAt = -Infinity;
  #isLookingSoon = false;
  #stopped = true;

  constructor(edges: LaneEdges) {
    this.#edges = edges;
    this.#server = new LaneServer(edges);
  }

  start(): void {
    const { ledger } = this.#edges;
    this.#stopped = false;
    const stops = [
      ledger.subscribe((_entries, _events, brings) => {
        this.#server.callBack();
        if (brings) {
          this.look();
        }
      }),
      ledger.subscribeReload(() => this.look()),
    ];
    this.#unsubscribe = () => stops.forEach((stop) => stop());
    this.look();
  }

  /** Takes up nothing more, and waits for what is on its way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#cancel?.();
    while (this.#busy.people.size + this.#busy.programs.size > 0) {
      await new Promise<void>((resolve) => void this.#edges.clock.after(20, resolve));
    }
  }

  /** Whether a page can make itself heard by somebody outside, as far as their last one shows (C6). */
  reaches(person: string): boolean {
    return this.#server.reaches(person);
  }

  /** Looks at once at what is due. */
  look(): void {
    if (this.#stopped) {
      return;
    }
    try {
      this.#take('people');
      this.#take('programs');
    } catch (error) {
      // Whoever calls has just written the log, and that must not fail for what could not be read here.
      this.#edges.onTrouble('What waits to be brought outside could not be read; it is looked at again.', error);
    }
    this.#forget();
    this.#arm();
  }

  /** Takes up lanes until all places are taken or nothing is due; one with much in it must not hide what is due behind it. */
  #take(which: 'people' | 'programs'): void {
    const busy = this.#busy[which];
    const { outbox, clock } = this.#edges;
    const now = clock.now();
    const taken = new Set<string>();
    while (busy.size < mostAtOnce[which]) {
      const lanes = new Map<string, OutboxRow[]>();
      for (const row of outbox.due(which, now, lookedAt, new Set([...busy, ...taken]))) {
        const lane = laneOf(row.delivery);
        lanes.set(lane, [...(lanes.get(lane) ?? []), row]);
      }
      if (lanes.size === 0) {
        return;
      }
      for (const [lane, rows] of [...lanes].slice(0, mostAtOnce[which] - busy.size)) {
        taken.add(lane);
        busy.add(lane);
        void this.#serve(which, lane, rows);
      }
    }
  }

  async #serve(which: 'people' | 'programs', lane: string, rows: readonly OutboxRow[]): Promise<void> {
    const { outbox, clock, onTrouble } = this.#edges;
    let isWell = true;
    try {
      // Programs are told in order: what waits before what is due is not overtaken.
      const inOrder = which === 'programs' ? outbox.openIn(lane, lookedAt) : rows;
      const [first] = inOrder;
      if (which === 'people' || (first && isDue(first, clock.now()))) {
        await this.#server.serve(inOrder);
      } else {
        await this.#server.queueBehind(inOrder);
      }
    } catch (error) {
      isWell = false;
      onTrouble('What waits to be brought outside could not be taken up; it is tried again.', error);
    }
    this.#busy[which].delete(lane);
    // After trouble with the disk not at once, for it would be met again at once.
    if (isWell) {
      this.#lookSoon();
    }
  }

  /** Once for all lanes whose rows were written in one commit. */
  #lookSoon(): void {
    if (!this.#isLookingSoon) {
      this.#isLookingSoon = true;
      queueMicrotask(() => {
        this.#isLookingSoon = false;
        this.look();
      });
    }
  }

  #forget(): void {
    const { outbox, clock, onTrouble } = this.#edges;
    if (clock.monotonicMs() - this.#forgotAt < HOUR_MS) {
      return;
    }
    this.#forgotAt = clock.monotonicMs();
    outbox.forget(clock.now() - keepSettledMs).catch((error: unknown) => onTrouble('Old deliveries could not be let go of.', error));
  }

  #arm(): void {
    const { clock } = this.#edges;
    const next = this.#nextAt();
    const now = clock.now();
    this.#cancel?.();
    this.#cancel = clock.after(next > now ? Math.min(clock.idleTickMs ?? tickMs, next - now) : tickMs, () => this.look());
  }

  /** When something is due next; before now when that cannot be told, so that the next tick looks. */
  #nextAt(): number {
    try {
      return this.#edges.outbox.nextAt() ?? Infinity;
    } catch {
      return -Infinity;
    }
  }
}
