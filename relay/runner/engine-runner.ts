import { decideAll } from '../../shared/escalation/decide-all.ts';
import { factsOfDecision, type Decision } from '../../shared/escalation/decision.ts';
import { WaitingList } from '../../shared/escalation/waiting-list.ts';
import { WakeList } from '../../shared/escalation/wake-list.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { opensByRule } from '../../shared/escalation/channel.ts';
import { opensAfterMs } from '../../shared/escalation/open-rooms.ts';
import type { Event } from '../../shared/log/envelope.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { tickMs, untilNextTick } from '../../shared/time/next-tick.ts';
import { Dependents } from '../../shared/state/dependents.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import { all } from '../../shared/workspace/workspace.ts';
import type { Ledger } from '../log/ledger.ts';

/** More steps than this due at once on one incident is a policy that goes in circles; the rest waits for the next tick. */
const mostStepsATick = 100;
/** What is said of a team or service and makes nothing due: whose turn it is, is asked when a step fires. */
const changesNothingDue: ReadonlySet<string> = new Set(['turn.taken', 'change.recorded']);
/** So many incidents are looked at in one turn of the event loop: with thousands due at once, desktops and monitors have their turns between. */
const mostLooksATurn = 200;
/** A tick so much late means that the relay slept, and that monitors could not reach it meanwhile. */
const deafAfterMs = MINUTE_MS;

/** Who can be reached just now, as far as this relay sees it. */
export interface Presence {
  reach(person: string): 'yes' | 'offline' | 'no-way';
  /** Tells the listener whenever somebody's last device went away. */
  subscribeAway(listener: (person: string) => void): () => void;
}

/** Of what is over only a room for what comes after is due, and that not for long. */
function mayBeDue(incident: Incident, now: number): boolean {
  return isOpen(incident) || (incident.resolution?.at ?? 0) >= now - opensAfterMs;
}

/** Drives the escalation engine over the relay's log: what falls due becomes an event, once, whoever else is watching. */
export class EngineRunner {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #onTrouble: (message: string, error: unknown) => void;
  readonly #presence: Presence | undefined;
  readonly #away = new Set<string>();
  readonly #wakes: WakeList;
  readonly #waiting = new WaitingList();
  readonly #dependents = new Dependents();
  /** What it has just written itself, and has looked at the consequences of. */
  readonly #own = new WeakSet<Event>();
  #cancel: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #lastTickAt = 0;
  #listeningSince = 0;
  #lastTickMonotonicMs = 0;
  #stopped = true;

  /** Without `presence` everybody counts as reachable. */
  constructor(
    ledger: Ledger,
    clock: Clock,
    onTrouble: (message: string, error: unknown) => void,
    presence?: Presence,
    wakes: WakeList = new WakeList(),
  ) {
    this.#presence = presence;
    this.#wakes = wakes;
    this.#ledger = ledger;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  start(): void {
    this.#stopped = false;
    this.#lastTickAt = this.#clock.now();
    this.#listeningSince = this.#lastTickAt;
    this.#lastTickMonotonicMs = this.#clock.monotonicMs();
    this.#lookAtAll();
    const stops = [
      this.#ledger.subscribePlaced((events) => this.#onEvents(events)),
      this.#ledger.subscribeReload(() => this.#lookSoonAtAll()),
      ...(this.#presence ? [this.#presence.subscribeAway((person) => this.#away.add(person))] : []),
    ];
    this.#unsubscribe = () => stops.forEach((stop) => stop());
    this.#arm();
  }

  #lookAtAll(): void {
    const { workspace, incidents } = this.#ledger.state;
    const now = this.#clock.now();
    const hasRooms = all(workspace, 'channel').some(opensByRule);
    const due = [...incidents.values()].filter((incident) => (hasRooms ? mayBeDue(incident, now) : isOpen(incident)));
    this.#lookAtEach(due.map(({ id }) => id));
  }

  /** As many as one turn may bear at once, the others from the next tick on. */
  #lookAtEach(ids: readonly string[]): void {
    const now = this.#clock.now();
    ids.slice(0, mostLooksATurn).forEach((id) => this.#look(id));
    ids.slice(mostLooksATurn).forEach((id) => this.#wakes.setEarlier(id, now));
  }

  /** After the disk refused something: not at once, for it would refuse it again and again. */
  #lookSoonAtAll(): void {
    const soon = this.#clock.now() + tickMs;
    for (const incident of this.#ledger.state.incidents.values()) {
      this.#wakes.setEarlier(incident.id, soon);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#cancel?.();
  }

  /** Looks at one incident though no timer says so, and winds the clock up again; false when the engine does not run (C11). */
  lookAgain(id: string): boolean {
    if (this.#stopped) {
      return false;
    }
    this.#look(id);
    this.#arm();
    return true;
  }

  /** When the engine last checked what is due (relay ms); for /healthz. */
  get lastTickAt(): number {
    return this.#lastTickAt;
  }

  /** Since when every alert sent here was heard (relay ms): the start, or the end of the last sleep. */
  get listeningSince(): number {
    return this.#listeningSince;
  }

  #onEvents(events: readonly Event[]): void {
    const changed = new Set<string>();
    const byOthers = new Set<string>();
    // Who is behind a step or holds an incident may have changed with a definition.
    let definesAnything = false;
    for (const event of events) {
      const { type, entity } = event;
      if (entity.kind === 'incident') {
        changed.add(entity.id);
        if (!this.#own.has(event)) {
          byOthers.add(entity.id);
        }
      } else {
        definesAnything ||= entity.kind !== 'device' && entity.kind !== 'handoff' && !changesNothingDue.has(type);
      }
    }
    if (definesAnything) {
      this.#lookAtAll();
    } else {
      byOthers.forEach((id) => this.#look(id));
      this.#lookAtEach([...changed].flatMap((id) => this.#hangingOn(id)));
    }
    this.#arm();
  }

  /** What waits for an incident, or is kept quiet by it, and may be otherwise now. */
  #hangingOn(id: string): readonly string[] {
    const { state } = this.#ledger;
    const incident = state.incidents.get(id);
    return [...this.#waiting.waitingFor(id), ...(incident ? this.#dependents.after(state, incident) : [])];
  }

  #tick(): void {
    const now = this.#clock.now();
    if (now - this.#lastTickAt > Math.max(deafAfterMs, 2 * (this.#clock.idleTickMs ?? 0))) {
      this.#listeningSince = now;
    }
    this.#lastTickAt = now;
    this.#lastTickMonotonicMs = this.#clock.monotonicMs();
    this.#lookAtThoseWhoseLaptopsWent();
    for (let looks = 0; looks < mostLooksATurn; looks += 1) {
      const id = this.#wakes.takeDue(now);
      if (id === undefined) {
        break;
      }
      this.#look(id);
    }
    this.#arm();
  }

  /** What pages somebody who has just gone may have to go on early (C6): all of them at once, however many went. */
  #lookAtThoseWhoseLaptopsWent(): void {
    if (this.#away.size === 0) {
      return;
    }
    for (const incident of this.#ledger.state.incidents.values()) {
      if (incident.status === 'triggered' && incident.path.at(-1)?.targets.some((person) => this.#away.has(person))) {
        this.#wakes.setEarlier(incident.id, this.#clock.now());
      }
    }
    this.#away.clear();
  }

  /** Carries out everything due on one incident; trouble with one never holds up another (D6). */
  #look(id: string): void {
    this.#wakes.delete(id);
    try {
      for (let steps = 0; steps < mostStepsATick; steps += 1) {
        const incident = this.#ledger.state.incidents.get(id);
        if (!incident || !mayBeDue(incident, this.#clock.now())) {
          return;
        }
        this.#waiting.note(incident);
        const now = this.#clock.now();
        const decision = this.#decide(incident, now);
        if (!decision) {
          return;
        }
        if (decision.kind === 'wake') {
          this.#wakes.set(id, decision.at);
          return;
        }
        const facts = factsOfDecision(decision, id);
        if (facts.length === 0) {
          return;
        }
        for (const fact of facts) {
          const { event, durable } = this.#ledger.write(fact, { kind: 'engine' });
          this.#own.add(event);
          durable.catch((error: unknown) => this.#retry(id, error));
        }
      }
      this.#wakes.set(id, this.#clock.now() + tickMs);
    } catch (error) {
      this.#retry(id, error);
    }
  }

  #decide(incident: Incident, now: number): Decision | undefined {
    const rules = rulesFor(this.#ledger.state, incident, {
      reach: this.#presence && ((person) => this.#presence?.reach(person) ?? 'yes'),
      listeningSince: this.#listeningSince,
    });
    return decideAll(incident, rules, now);
  }

  #retry(id: string, error: unknown): void {
    this.#onTrouble(`The engine could not carry out what is due on incident ${id}; it tries again.`, error);
    this.#wakes.set(id, this.#clock.now() + tickMs);
  }

  /** Arms the one timer for the next tick, earlier when something is due before; a stream of events never puts it off. */
  #arm(): void {
    const ticked = { lastMonotonicMs: this.#lastTickMonotonicMs, monotonicMs: this.#clock.monotonicMs() };
    this.#cancel?.();
    this.#cancel = this.#clock.after(untilNextTick(ticked, this.#clock.now(), this.#wakes.next(), this.#clock.idleTickMs), () =>
      this.#tick(),
    );
  }
}
