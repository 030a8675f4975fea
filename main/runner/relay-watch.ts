import type { Connection } from '../../shared/bridge/desk.ts';
import { onCallFrom, soonMs } from '../../shared/self-watch/duty.ts';
import type { State } from '../../shared/state/state.ts';
import type { OverlayEntry } from '../../shared/sync/overlay.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { MINUTE_MS, SECOND_MS, type Instant } from '../../shared/time/instant.ts';

/** A relay that is only restarted, and a laptop that only changes networks, are back by then. */
const goneAfterMs = 90 * SECOND_MS;
/** What this laptop's engine did in place of the relay's is the relay's again within this time, or its engine stands still. */
const stillAfterMs = 10 * SECOND_MS;
const lookEveryMs = 5 * SECOND_MS;
/** A relay that comes and goes is told of once in so long. */
const tellEveryMs = 15 * MINUTE_MS;
/** Wall and monotonic clock that part by more than this show that the machine slept, whether or not the system said so. */
const sleptMs = 30 * SECOND_MS;

/** What a person is told about the relay: it has been out of reach, or its engine has not paged, since an instant (relay ms). */
export interface RelayTrouble {
  kind: 'relay-gone' | 'engine-still';
  since: Instant;
}

/** What the watch needs of the replica. */
export interface RelayWatchReplica {
  readonly view: State;
  readonly person: string;
  readonly overlay: readonly OverlayEntry[];
  now(): Instant;
}

/** What the watch needs of the link. */
export interface RelayWatchLink {
  readonly status: Pick<Connection, 'state' | 'since'>;
  readonly isLive: boolean;
}

/** Who is told. `changed` shows it in the window; `tell` and `over` put up a notice for whoever is on call, and take it away. */
export interface RelayWatchEdges {
  replica: RelayWatchReplica;
  link: RelayWatchLink;
  clock: Clock;
  tell(trouble: RelayTrouble): void;
  over(kind: RelayTrouble['kind']): void;
  changed(): void;
}

/**
 * The dead-man alarm of a laptop (C11): tells its person when the relay is gone, or is there and its engine pages nobody. The laptop pages
 * by itself meanwhile (ESC10); what it cannot do is mend the relay.
 */
export class RelayWatch {
  readonly #edges: RelayWatchEdges;
  readonly #since = new Map<RelayTrouble['kind'], number>();
  readonly #troubles = new Map<RelayTrouble['kind'], RelayTrouble>();
  readonly #told = new Set<RelayTrouble['kind']>();
  readonly #toldAtMs = new Map<RelayTrouble['kind'], number>();
  #lookedAt: { wallMs: number; monotonicMs: number } | undefined;
  #cancel: (() => void) | undefined;

  constructor(edges: RelayWatchEdges) {
    this.#edges = edges;
  }

  start(): void {
    this.#look();
    this.#cancel = this.#edges.clock.after(Math.max(lookEveryMs, this.#edges.clock.idleTickMs ?? 0), () => this.start());
  }

  stop(): void {
    this.#cancel?.();
  }

  /** After a sleep the relay gets its time to come back before anybody is told. */
  wake(): void {
    this.#since.clear();
  }

  /** What is wrong with the relay as far as this laptop can tell. */
  get troubles(): readonly RelayTrouble[] {
    return [...this.#troubles.values()];
  }

  #look(): void {
    this.#noticeSleep();
    const { link, replica } = this.#edges;
    const { state, since } = link.status;
    // The link counts on this laptop's clock, the rest on the relay's.
    const goneSince = since + replica.now() - this.#edges.clock.now();
    this.#judge('relay-gone', state === 'offline' ? goneSince : undefined, goneAfterMs);
    this.#judge('engine-still', link.isLive ? firstDue(replica.overlay) : undefined, stillAfterMs);
  }

  #noticeSleep(): void {
    const { clock } = this.#edges;
    const now = { wallMs: clock.now(), monotonicMs: clock.monotonicMs() };
    const before = this.#lookedAt ?? now;
    if (now.wallMs - before.wallMs - (now.monotonicMs - before.monotonicMs) > sleptMs) {
      this.wake();
    }
    this.#lookedAt = now;
  }

  #judge(kind: RelayTrouble['kind'], since: Instant | undefined, patienceMs: number): void {
    const monotonicMs = this.#edges.clock.monotonicMs();
    if (since === undefined) {
      this.#since.delete(kind);
      if (this.#troubles.delete(kind)) {
        this.#edges.changed();
      }
      if (this.#told.delete(kind)) {
        this.#edges.over(kind);
      }
      return;
    }
    const from = this.#since.get(kind) ?? monotonicMs;
    this.#since.set(kind, from);
    if (monotonicMs - from < patienceMs) {
      return;
    }
    const trouble = this.#troubles.get(kind) ?? { kind, since };
    if (!this.#troubles.has(kind)) {
      this.#troubles.set(kind, trouble);
      this.#edges.changed();
    }
    this.#tell(trouble);
  }

  /** Tells whoever is on call now or soon, also when their watch comes near while the trouble lasts. */
  #tell(trouble: RelayTrouble): void {
    const { replica, clock } = this.#edges;
    const toldMs = clock.monotonicMs() - (this.#toldAtMs.get(trouble.kind) ?? -Infinity);
    if (this.#told.has(trouble.kind) || toldMs < tellEveryMs) {
      return;
    }
    if (onCallFrom(replica.view.workspace, replica.person, replica.now(), soonMs) !== undefined) {
      this.#told.add(trouble.kind);
      this.#toldAtMs.set(trouble.kind, clock.monotonicMs());
      this.#edges.tell(trouble);
    }
  }
}

/** When the first thing fell due that this laptop's engine did though the relay is there; undefined when the relay did everything. */
function firstDue(overlay: readonly OverlayEntry[]): Instant | undefined {
  const dues = overlay.flatMap(({ kind, event }) => {
    const { dueAt } = event.body as { dueAt?: number };
    return kind === 'provisional' ? [dueAt ?? event.recordedAt] : [];
  });
  return dues.length === 0 ? undefined : Math.min(...dues);
}
