import { decide } from '../../shared/escalation/decide.ts';
import { callFor, mayPage } from '../../shared/escalation/calling.ts';
import { factsOfDecision, type Decision } from '../../shared/escalation/decision.ts';
import { remind } from '../../shared/escalation/remind.ts';
import { notKnown, ring, type Rung } from '../../shared/escalation/ring.ts';
import type { EscalationRules } from '../../shared/escalation/rules.ts';
import { WaitingList } from '../../shared/escalation/waiting-list.ts';
import { WakeList } from '../../shared/escalation/wake-list.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import type { EntityRef, Event } from '../../shared/log/envelope.ts';
import type { State } from '../../shared/state/state.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { tickMs, untilNextTick } from '../../shared/time/next-tick.ts';
import { Dependents } from '../../shared/state/dependents.ts';
import { asSeenHere } from '../../shared/state/as-seen-here.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import { dueOn, type Due } from '../../shared/self-watch/due.ts';
import type { Bell } from './bell.ts';
import { NoiseDefinitions } from './noise-definitions.ts';

/** While the relay is there it fires the steps; this desktop fires its own when the relay's is this late (design.md, "Steps are facts"). */
const relayLateMs = 10_000;
const mostDecisionsATick = 100;
/** A tick this much overdue by the wall clock means that the computer slept, or that its clock was set. */
const sleptMs = 5000;
/** After a start the bell waits this long for the relay's word, and this long for a catch-up to end: what it would ring for may be over (D7). */
const settlingMs = { connecting: 3000, updating: 10_000 } as const;

/** What the runner needs of the link: whether the copy is the relay's, and whether it is about to be. */
export interface RunnerLink {
  readonly isLive: boolean;
  readonly settling: keyof typeof settlingMs | undefined;
  /** Makes sure of the connection, as after a sleep. */
  probe(): void;
}

/** What the runner needs of the replica. */
export interface RunnerReplica {
  readonly view: State;
  readonly person: string;
  now(): number;
  command(type: string, entity: EntityRef, body: Record<string, unknown>): Event;
  addProvisional(type: string, incident: string, body: Record<string, unknown>): boolean;
  rung(incident: string): Rung | undefined;
  setRung(incident: string, rung: Rung | undefined): void;
  subscribe(listener: () => void): () => void;
}

/** Drives the engine on this laptop: pages its own person until somebody acknowledges, with or without the relay. */
export class DeskRunner {
  readonly #replica: RunnerReplica;
  readonly #link: RunnerLink;
  readonly #bell: Bell;
  readonly #clock: Clock;
  readonly #channel: 'desktop' | 'terminal';
  readonly #onTrouble: (message: string, error: unknown) => void;
  readonly #wakes: WakeList;
  readonly #waiting = new WaitingList();
  readonly #dependents = new Dependents();
  readonly #noise = new NoiseDefinitions();
  readonly #seen = new Map<string, Incident>();
  readonly #raised = new Set<string>();
  /** Incidents whose last notice only reminds: it stays though nothing calls any more. */
  readonly #reminded = new Set<string>();
  #wasLive = false;
  #wasSettling: RunnerLink['settling'];
  #stillUntilMs = 0;
  #stopped = false;
  #lastTickMonotonicMs = 0;
  #tickDueAt = Infinity;
  #cancel: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(
    replica: RunnerReplica,
    link: RunnerLink,
    bell: Bell,
    clock: Clock,
    channel: 'desktop' | 'terminal',
    onTrouble: (message: string, error: unknown) => void,
    wakes: WakeList = new WakeList(),
  ) {
    this.#wakes = wakes;
    this.#replica = replica;
    this.#onTrouble = onTrouble;
    this.#link = link;
    this.#bell = bell;
    this.#clock = clock;
    this.#channel = channel;
  }

  /**
   * Starts; what rang before a crash rings again, because nobody knows whether its notice is still on the screen:
   * at once without the relay, else as soon as the relay has said what became of it meanwhile.
   */
  start(): void {
    this.#noticeSettling();
    for (const incident of this.#replica.view.incidents.values()) {
      const rung = this.#replica.rung(incident.id);
      if (rung) {
        this.#remember(incident.id, isOpen(incident) ? { ...rung, lastAt: notKnown } : undefined);
      }
    }
    this.#unsubscribe = this.#replica.subscribe(() => this.#onChange());
    this.#onChange();
    this.#tick();
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#cancel?.();
  }

  /** Stops for good and takes away what it has raised: whose laptop this is next can answer none of it. */
  leave(): void {
    [...this.#raised].forEach((id) => this.#still(id));
    this.stop();
  }

  /** Checks everything now, as after a sleep or when the link came or went. */
  wake(): void {
    this.#noticeSettling();
    this.#seen.clear();
    this.#onChange();
  }

  /** What is due for this person on an incident and not done, whatever the timers say: whoever watches the runner asks (C11). */
  dueOn(id: string): Pick<Due, 'key' | 'since'> | undefined {
    const incident = this.#replica.view.incidents.get(id);
    if (!incident || !isOpen(incident) || this.#isHeld()) {
      return undefined;
    }
    const now = this.#replica.now();
    const step = dueOn(incident, this.#rulesFor(incident), now - (this.#link.isLive ? relayLateMs : 0));
    if (step?.kind === 'step' || step?.kind === 'lapse' || (step?.kind === 'release' && !this.#quiet(incident)?.suppression)) {
      return step;
    }
    const reckoned = this.#asSeenHere(incident);
    const rules = this.#rulesFor(reckoned);
    const { person } = this.#replica;
    const page = this.#calls(reckoned, rules) ? ring(reckoned, rules, person, this.#replica.rung(id), now) : undefined;
    return page?.kind === 'notify' ? { key: `page ${page.stepId} ${page.page}`, since: now } : undefined;
  }

  /** Looks at one incident though no timer says so, and winds the clock up again. */
  lookAgain(id: string): void {
    if (!this.#stopped) {
      this.#look(id);
      this.#arm();
    }
  }

  #onChange(): void {
    this.#noticeSleep();
    const { incidents } = this.#replica.view;
    for (const incident of incidents.values()) {
      if (this.#seen.get(incident.id) !== incident) {
        this.#seen.set(incident.id, incident);
        this.#waiting.note(incident);
        const hanging = [...this.#waiting.waitingFor(incident.id), ...this.#dependents.after(this.#replica.view, incident)];
        [incident.id, ...hanging].forEach((id) => this.#look(id));
      }
    }
    if (this.#noise.hasChanged(this.#replica.view)) {
      [...incidents.values()].filter(({ status }) => status === 'suppressed').forEach(({ id }) => this.#look(id));
    }
    for (const id of this.#seen.keys()) {
      if (!incidents.has(id)) {
        this.#seen.delete(id);
        this.#still(id);
      }
    }
    this.#arm();
  }

  #tick(): void {
    this.#noticeSleep();
    this.#lastTickMonotonicMs = this.#clock.monotonicMs();
    if (this.#wasLive !== this.#link.isLive) {
      this.#wasLive = this.#link.isLive;
      this.#seen.clear();
      this.#onChange();
    }
    const now = this.#replica.now();
    for (let id = this.#wakes.takeDue(now); id !== undefined; id = this.#wakes.takeDue(now)) {
      this.#look(id);
    }
    this.#arm();
  }

  /** Looks at one incident; trouble with it never holds up another (D6). */
  #look(id: string): void {
    try {
      this.#decide(id);
    } catch (error) {
      this.#onTrouble(`What is due on incident ${id} could not be done; it is tried again.`, error);
      this.#wakeAt(id, this.#replica.now() + tickMs);
    }
  }

  #decide(id: string): void {
    this.#wakes.delete(id);
    for (let i = 0; i < mostDecisionsATick; i += 1) {
      const incident = this.#replica.view.incidents.get(id);
      if (!incident || !isOpen(incident)) {
        this.#still(id);
        return;
      }
      if (!this.#escalate(incident)) {
        this.#ring(incident);
        return;
      }
    }
    this.#wakeAt(id, this.#replica.now() + tickMs);
  }

  /** Does what the path wants when the relay does not; whether the incident changed by it. */
  #escalate(incident: Incident): boolean {
    const patienceMs = this.#link.isLive ? relayLateMs : 0;
    const decision = decide(incident, this.#rulesFor(incident), this.#replica.now() - patienceMs);
    if (decision?.kind === 'wake') {
      this.#wakeAt(incident.id, decision.at + patienceMs);
    }
    const quiet = incident.status === 'suppressed' ? this.#quiet(incident) : undefined;
    if (quiet?.suppression && decision?.kind !== 'wake') {
      // Why it is suppressed is the relay's to write down; and what has begun since the moment patience looks at counts.
      this.#wakeAt(incident.id, (quiet.lookAt ?? Infinity) + patienceMs);
      return false;
    }
    const [fact] = decision ? factsOfDecision(decision, incident.id) : [];
    return fact !== undefined && this.#replica.addProvisional(fact.type, incident.id, fact.body);
  }

  #quiet(incident: Incident): ReturnType<NonNullable<EscalationRules['quiet']>> | undefined {
    return this.#rulesFor(incident).quiet?.(this.#replica.now());
  }

  #ring(recorded: Incident): void {
    const incident = this.#asSeenHere(recorded);
    const { person } = this.#replica;
    const now = this.#replica.now();
    const rules = this.#rulesFor(incident);
    const isCalled = this.#calls(incident, rules);
    if (!isCalled && !this.#reminded.has(incident.id)) {
      this.#still(incident.id);
    }
    if (isCalled && this.#isHeld()) {
      this.#wakeAt(incident.id, now + tickMs);
      return;
    }
    const rung = this.#replica.rung(incident.id);
    const decision = isCalled ? ring(incident, rules, person, rung, now) : remind(incident, rules, person, rung, now);
    if (isCalled || decision === undefined) {
      this.#reminded.delete(incident.id);
    }
    if (decision?.kind === 'wake') {
      this.#wakeAt(incident.id, decision.at);
    }
    if (decision?.kind === 'notify') {
      this.#remember(incident.id, { stepId: decision.stepId, pages: decision.page, lastAt: now });
      this.#raised.add(incident.id);
      if (!isCalled) {
        this.#reminded.add(incident.id);
      }
      void this.#page(incident, decision);
      this.#wakeAt(incident.id, now + tickMs);
    }
  }

  /** Raises the page and records what became of it; what was not delivered is written down as well as what was. */
  async #page(incident: Incident, notify: Extract<Decision, { kind: 'notify' }>): Promise<void> {
    const result = await this.#raise(incident.id, notify);
    if (this.#stopped) {
      return;
    }
    const type = result.outcome === 'shown' ? 'notification.sent' : 'notification.failed';
    const reason = result.outcome === 'shown' ? notify.reason : result.why.slice(0, 500);
    try {
      this.#replica.command(
        type,
        { kind: 'incident', id: incident.id },
        { stepId: notify.stepId, person: this.#replica.person, page: notify.page, channel: this.#channel, reason },
      );
    } catch (error) {
      this.#onTrouble('A page could not be written down.', error);
    }
    // An acknowledgement that came while the system was busy showing the notice must still take it away.
    if (!this.#rings(incident.id) && !this.#reminded.has(incident.id)) {
      this.#raised.add(incident.id);
      this.#still(incident.id);
    }
  }

  async #raise(id: string, notify: Extract<Decision, { kind: 'notify' }>): ReturnType<Bell['raise']> {
    try {
      return await this.#bell.raise(id, notify);
    } catch (error) {
      return { outcome: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  }

  #rings(id: string): boolean {
    const incident = this.#replica.view.incidents.get(id);
    return incident !== undefined && this.#calls(this.#asSeenHere(incident), this.#rulesFor(incident));
  }

  #calls(incident: Incident, { profile }: EscalationRules): boolean {
    const call = callFor(incident, this.#replica.person);
    return call !== undefined && mayPage(call, profile);
  }

  /** The incident as this laptop has to see it: with other rules or an older version than the relay's it pages more, never less. */
  #asSeenHere(incident: Incident): Incident {
    return asSeenHere(this.#replica.view, incident, this.#rulesFor(incident), this.#replica.person);
  }

  #rulesFor(incident: Incident): EscalationRules {
    return rulesFor(this.#replica.view, incident, { channel: this.#channel });
  }

  #still(id: string): void {
    this.#reminded.delete(id);
    if (this.#raised.delete(id)) {
      const rung = this.#replica.rung(id);
      if (rung) {
        // Should the same step call again, its notice is not on the screen any more.
        this.#remember(id, { ...rung, lastAt: notKnown });
      }
      this.#bell.clear(id).catch((error: unknown) => this.#onTrouble(`The notice of incident ${id} could not be taken away.`, error));
    }
  }

  /** The system tells of a sleep late or not at all, while a timer runs at once after it: what is known here may be hours old. */
  #noticeSleep(): void {
    if (this.#clock.now() - this.#tickDueAt > sleptMs) {
      this.#tickDueAt = Infinity;
      this.#link.probe();
    }
  }

  #noticeSettling(): void {
    const { settling } = this.#link;
    if (settling !== this.#wasSettling && settling !== undefined) {
      this.#stillUntilMs = this.#clock.monotonicMs() + settlingMs[settling];
    }
    this.#wasSettling = settling;
  }

  /** Whether the bell keeps still a moment, because the relay is about to say what became of what it would ring for. */
  #isHeld(): boolean {
    return this.#link.settling !== undefined && this.#clock.monotonicMs() < this.#stillUntilMs;
  }

  /** Remembers what was rung; a full disk must not keep the bell from ringing. */
  #remember(id: string, rung: Rung | undefined): void {
    try {
      this.#replica.setRung(id, rung);
    } catch (error) {
      this.#onTrouble('What this laptop rang could not be written down.', error);
    }
  }

  #wakeAt(id: string, at: number): void {
    this.#wakes.setEarlier(id, at);
  }

  #arm(): void {
    const ticked = { lastMonotonicMs: this.#lastTickMonotonicMs, monotonicMs: this.#clock.monotonicMs() };
    const waitMs = untilNextTick(ticked, this.#replica.now(), this.#wakes.next(), this.#clock.idleTickMs);
    this.#tickDueAt = this.#clock.now() + waitMs;
    this.#cancel?.();
    this.#cancel = this.#clock.after(waitMs, () => this.#tick());
  }
}
