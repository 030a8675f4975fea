import { isOpen } from '../../shared/incident/incident.ts';
import { missedAfterMs, Suspects } from '../../shared/self-watch/suspects.ts';
import type { State } from '../../shared/state/state.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { SECOND_MS, type Instant } from '../../shared/time/instant.ts';

const lookEveryMs = 30 * SECOND_MS;

/** Something this laptop ought to have done by now: `key` names it. */
export interface DueHere {
  key: string;
  since: Instant;
}

/** What the audit needs of the runner. */
export interface AuditedRunner {
  dueOn(incident: string): DueHere | undefined;
  lookAgain(incident: string): void;
}

/** What the audit works with. */
export interface BellAuditEdges {
  replica: { readonly view: State; now(): Instant };
  runner: AuditedRunner;
  clock: Clock;
  /** Told of a page or a step this laptop missed; the runner was made to look again. */
  onMissed(incident: string, lateMs: number): void;
}

/** Watches this laptop's own engine (C11): looks at every open incident by itself, and has the runner look again where it missed something. */
export class BellAudit {
  readonly #edges: BellAuditEdges;
  readonly #suspects = new Suspects<DueHere>();
  /** What looking again did not help, by incident; told of once. */
  readonly #standing = new Map<string, string>();
  #missedAt: Instant | undefined;
  #cancel: (() => void) | undefined;

  constructor(edges: BellAuditEdges) {
    this.#edges = edges;
  }

  start(): void {
    this.#cancel = this.#edges.clock.after(Math.max(lookEveryMs, this.#edges.clock.idleTickMs ?? 0), () => this.#round());
  }

  stop(): void {
    this.#cancel?.();
  }

  /** When this laptop last missed something (relay ms); undefined while it never did. */
  get missedAt(): Instant | undefined {
    return this.#missedAt;
  }

  #round(): void {
    for (const incident of this.#edges.replica.view.incidents.values()) {
      if (isOpen(incident) || this.#suspects.has(incident.id)) {
        this.#look(incident.id);
      }
    }
    if (this.#suspects.isEmpty) {
      this.start();
      return;
    }
    this.#cancel = this.#edges.clock.after(missedAfterMs, () => {
      this.#suspects.ids.forEach((id) => this.#look(id));
      this.start();
    });
  }

  #look(id: string): void {
    const { replica, runner, onMissed } = this.#edges;
    const missed = this.#suspects.note(id, runner.dueOn(id), replica.now());
    if (!missed) {
      return;
    }
    runner.lookAgain(id);
    if (runner.dueOn(id)?.key === missed.due.key) {
      if (this.#standing.get(id) === missed.due.key) {
        return;
      }
      this.#standing.set(id, missed.due.key);
    } else {
      this.#standing.delete(id);
      this.#suspects.note(id, undefined, replica.now());
    }
    this.#missedAt = replica.now();
    onMissed(id, missed.lateMs);
  }
}
