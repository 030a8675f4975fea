import { decide } from '../../shared/escalation/decide.ts';
import { pathEventOf } from '../../shared/escalation/decision.ts';
import { WakeList } from '../../shared/escalation/wake-list.ts';
import { isOpen } from '../../shared/incident/incident.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { tickMs, untilNextTick } from '../../shared/time/next-tick.ts';
import { rulesFor } from '../../shared/workspace/workspace.ts';
import type { Ledger } from '../log/ledger.ts';

/** More steps than this due at once on one incident is a policy that goes in circles; the rest waits for the next tick. */
const mostStepsATick = 100;

/** Drives the escalation engine over the relay's log: what falls due becomes an event, once, whoever else is watching. */
export class EngineRunner {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #onTrouble: (message: string, error: unknown) => void;
  readonly #wakes = new WakeList();
  #cancel: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #lastTickAt = 0;
  #lastTickMonotonicMs = 0;

  constructor(ledger: Ledger, clock: Clock, onTrouble: (message: string, error: unknown) => void) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  start(): void {
    this.#lastTickAt = this.#clock.now();
    this.#lastTickMonotonicMs = this.#clock.monotonicMs();
    this.#lookAtAll();
    const stops = [
      this.#ledger.subscribe((entries) => this.#onEntries(entries)),
      this.#ledger.subscribeReload(() => this.#lookSoonAtAll()),
    ];
    this.#unsubscribe = () => stops.forEach((stop) => stop());
    this.#arm();
  }

  #lookAtAll(): void {
    for (const incident of this.#ledger.state.incidents.values()) {
      this.#look(incident.id);
    }
  }

  /** After the disk refused something: not at once, for it would refuse it again and again. */
  #lookSoonAtAll(): void {
    const soon = this.#clock.now() + tickMs;
    for (const incident of this.#ledger.state.incidents.values()) {
      this.#wakes.setEarlier(incident.id, soon);
    }
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#cancel?.();
  }

  /** When the engine last checked what is due (relay ms); for /healthz. */
  get lastTickAt(): number {
    return this.#lastTickAt;
  }

  #onEntries(entries: readonly StoredEvent[]): void {
    const changed = new Set<string>();
    // Who is behind a step or holds an incident may have changed with a definition.
    let definesAnything = false;
    for (const entry of entries) {
      const { entity } = decodeEvent(entry);
      if (entity.kind === 'incident') {
        changed.add(entity.id);
      } else {
        definesAnything ||= entity.kind !== 'device' && entity.kind !== 'handoff';
      }
    }
    if (definesAnything) {
      this.#lookAtAll();
    } else {
      changed.forEach((id) => this.#look(id));
    }
    this.#arm();
  }

  #tick(): void {
    const now = this.#clock.now();
    this.#lastTickAt = now;
    this.#lastTickMonotonicMs = this.#clock.monotonicMs();
    for (let id = this.#wakes.takeDue(now); id !== undefined; id = this.#wakes.takeDue(now)) {
      this.#look(id);
    }
    this.#arm();
  }

  /** Carries out everything due on one incident; trouble with one never holds up another (D6). */
  #look(id: string): void {
    this.#wakes.delete(id);
    try {
      for (let steps = 0; steps < mostStepsATick; steps += 1) {
        const incident = this.#ledger.state.incidents.get(id);
        if (!incident || !isOpen(incident)) {
          return;
        }
        const now = this.#clock.now();
        const decision = decide(incident, rulesFor(this.#ledger.state.workspace, incident), now);
        if (!decision) {
          return;
        }
        if (decision.kind === 'wake') {
          this.#wakes.set(id, decision.at);
          return;
        }
        const draft = pathEventOf(decision);
        if (!draft) {
          return;
        }
        const recorded = this.#ledger.write({ ...draft, entity: { kind: 'incident', id } }, { kind: 'engine' });
        recorded.durable.catch((error: unknown) => this.#retry(id, error));
      }
      this.#wakes.set(id, this.#clock.now() + tickMs);
    } catch (error) {
      this.#retry(id, error);
    }
  }

  #retry(id: string, error: unknown): void {
    this.#onTrouble(`The engine could not carry out what is due on incident ${id}; it tries again.`, error);
    this.#wakes.set(id, this.#clock.now() + tickMs);
  }

  /** Arms the one timer for the next tick, earlier when something is due before; a stream of events never puts it off. */
  #arm(): void {
    const ticked = { lastMonotonicMs: this.#lastTickMonotonicMs, monotonicMs: this.#clock.monotonicMs() };
    this.#cancel?.();
    this.#cancel = this.#clock.after(untilNextTick(ticked, this.#clock.now(), this.#wakes.next()), () => this.#tick());
  }
}
