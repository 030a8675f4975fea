import { isOpen } from '../../shared/incident/incident.ts';
import type { Due } from '../../shared/self-watch/due.ts';
import { dueOn } from '../../shared/self-watch/due.ts';
import { missedAfterMs, Suspects } from '../../shared/self-watch/suspects.ts';
import { unseenBy } from '../../shared/self-watch/unseen.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import type { State } from '../../shared/state/state.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';

/** Every open incident is looked at this often. */
const roundEveryMs = 30 * SECOND_MS;
/** So many are looked at without a pause, and the loop is let go in between: alerts and pages come first. */
const mostASlice = 100;
const pauseMs = 20;
/** What was found and mended stays in sight this long. */
const findingStaysMs = 5 * MINUTE_MS;

/** What the auditor found: a thing due that the engine had not done, or a page no laptop said anything about. */
export type Finding =
  | { kind: 'missed'; incident: string; number: number; due: Due; lateMs: number; isMended: boolean }
  | { kind: 'unjudged'; incident: string; number: number; why: string }
  | { kind: 'unseen'; incident: string; number: number; stepId: string; people: string[] };

/** What the auditor works with. */
export interface AuditorEdges {
  state(): State;
  clock: Clock;
  /** Asks the engine to look at an incident again; false when the engine does not run. */
  lookAgain(incident: string): boolean;
  /** Who can be reached, as the engine sees it; everybody when it does not look. */
  reach: ((person: string) => 'yes' | 'offline' | 'no-way') | undefined;
  /** Since when the engine has heard every alert (relay ms). */
  listeningSince?: () => number;
  connectedSince: (person: string) => number | undefined;
  onFinding(finding: Finding): void;
}

/**
 * Watches the engine (C11): looks at every open incident by itself, whatever the engine's own timers say, and has it look again where
 * something due was not done. In slices, so that ten thousand open incidents never hold up the loop.
 */
export class EngineAuditor {
  readonly #edges: AuditorEdges;
  readonly #suspects = new Suspects<Due>();
  /** Steps whose silence was told, so that each is told once. */
  readonly #unseenTold = new Map<string, string>();
  /** What stands: the engine was asked and has not done it; by incident. */
  readonly #standing = new Map<string, string>();
  #cancel: (() => void) | undefined;
  #lastMissedAt = -Infinity;
  #roundEndedAt: number | undefined;
  #startedAt = 0;

  constructor(edges: AuditorEdges) {
    this.#edges = edges;
  }

  start(): void {
    this.#startedAt = this.#edges.clock.now();
    this.#roundIn(Math.max(roundEveryMs, this.#edges.clock.idleTickMs ?? 0));
  }

  stop(): void {
    this.#cancel?.();
  }

  /** When every open incident had last been looked at (relay ms); when it started before that. */
  get lastRoundAt(): number {
    return this.#roundEndedAt ?? this.#startedAt;
  }

  /** How many things due stand undone though the engine was asked to look again. */
  get standing(): number {
    return this.#standing.size;
  }

  /** Whether the engine missed nothing for a while: what was found stays in sight for some minutes though it was mended. */
  get isClean(): boolean {
    return this.#standing.size === 0 && this.#edges.clock.now() - this.#lastMissedAt > findingStaysMs;
  }

  #roundIn(delayMs: number): void {
    this.#cancel = this.#edges.clock.after(delayMs, () => this.#slice([...this.#edges.state().incidents.keys()], 0, true));
  }

  #slice(ids: readonly string[], from: number, isRound: boolean): void {
    const until = Math.min(from + mostASlice, ids.length);
    for (const id of ids.slice(from, until)) {
      this.#look(id);
    }
    if (until < ids.length) {
      this.#cancel = this.#edges.clock.after(pauseMs, () => this.#slice(ids, until, isRound));
      return;
    }
    if (isRound) {
      this.#roundEndedAt = this.#edges.clock.now();
      this.#forgetOver();
      if (!this.#suspects.isEmpty) {
        // What was due is looked at once more, before the next round: done by then it was only about to be.
        this.#cancel = this.#edges.clock.after(missedAfterMs, () => this.#slice(this.#suspects.ids, 0, false));
        return;
      }
    }
    const everyMs = Math.max(roundEveryMs, this.#edges.clock.idleTickMs ?? 0);
    this.#roundIn(isRound ? everyMs : everyMs - missedAfterMs);
  }

  #look(id: string): void {
    const { clock } = this.#edges;
    const incident = this.#edges.state().incidents.get(id);
    if (!incident || !isOpen(incident)) {
      this.#suspects.note(id, undefined, clock.now());
      this.#standing.delete(id);
      return;
    }
    try {
      const missed = this.#suspects.note(id, this.#due(id), clock.now());
      if (missed) {
        this.#found(id, incident.number, missed.due, missed.lateMs);
      } else if (!this.#suspects.has(id)) {
        this.#standing.delete(id);
      }
      this.#lookForSilence(id);
    } catch (error) {
      this.#tell(id, 'unjudged', { kind: 'unjudged', incident: id, number: incident.number, why: String(error) });
    }
  }

  #due(id: string): Due | undefined {
    const state = this.#edges.state();
    const incident = state.incidents.get(id);
    const { reach, clock, listeningSince } = this.#edges;
    const surroundings = { reach, listeningSince: listeningSince?.() };
    return incident && isOpen(incident) ? dueOn(incident, rulesFor(state, incident, surroundings), clock.now()) : undefined;
  }

  /** Has the engine look again, at once; whether that helped is seen by asking once more. */
  #found(id: string, number: number, due: Due, lateMs: number): void {
    const isMended = this.#edges.lookAgain(id) && this.#due(id)?.key !== due.key;
    if (isMended) {
      this.#standing.delete(id);
      this.#suspects.note(id, undefined, this.#edges.clock.now());
      this.#lastMissedAt = this.#edges.clock.now();
      this.#edges.onFinding({ kind: 'missed', incident: id, number, due, lateMs, isMended });
    } else {
      this.#tell(id, due.key, { kind: 'missed', incident: id, number, due, lateMs, isMended });
    }
  }

  /** Tells of something that stands, once for as long as it does. */
  #tell(id: string, key: string, finding: Finding): void {
    this.#lastMissedAt = this.#edges.clock.now();
    if (this.#standing.get(id) !== key) {
      this.#standing.set(id, key);
      this.#edges.onFinding(finding);
    }
  }

  #lookForSilence(id: string): void {
    const state = this.#edges.state();
    const incident = state.incidents.get(id);
    const stepId = incident?.path.at(-1)?.stepId;
    if (!incident || stepId === undefined || this.#unseenTold.get(id) === stepId) {
      return;
    }
    const people = unseenBy(incident, rulesFor(state, incident), this.#edges.clock.now(), this.#edges.connectedSince);
    if (people.length > 0) {
      this.#unseenTold.set(id, stepId);
      this.#edges.onFinding({ kind: 'unseen', incident: id, number: incident.number, stepId, people });
    }
  }

  /** What the state has let go of is no finding any more. */
  #forgetOver(): void {
    const { incidents } = this.#edges.state();
    for (const known of [this.#standing, this.#unseenTold]) {
      [...known.keys()].forEach((id) => incidents.has(id) || known.delete(id));
    }
  }
}
