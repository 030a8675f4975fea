import { Heap } from 'heap-js';
import { callFor } from '../escalation/calling.ts';
import { decideAll } from '../escalation/decide-all.ts';
import { factsOfDecision } from '../escalation/decision.ts';
import { ring, type Rung } from '../escalation/ring.ts';
import { WakeList } from '../escalation/wake-list.ts';
import type { Incident } from '../incident/incident.ts';
import { derivedId } from '../log/derived-id.ts';
import type { Actor, EntityRef, Event } from '../log/envelope.ts';
import { judge } from '../state/judge.ts';
import { rulesFor } from '../state/rules.ts';
import { copyState, fold, type State } from '../state/state.ts';
import { SECOND_MS, type Instant } from '../time/instant.ts';
import { find, frozenPolicy } from '../workspace/workspace.ts';
import type { Habit, Happening, PlannedIncident } from './scenario.ts';

const log = derivedId(['simulation']);
/** More decisions than this at one instant are an engine that goes in circles. */
const mostDecisions = 1000;

interface Planned {
  at: Instant;
  order: number;
  act: () => void;
}

/**
 * Watchbell on virtual time: the engine of the relay and the bell of each person, the very same functions, on one state, with no
 * wire between (mission C3). It goes from one due moment to the next, so that idle time costs nothing; the same input gives the same
 * happenings, byte for byte. The state it is given is not touched.
 */
export class Simulator {
  readonly state: State;
  readonly happenings: Happening[] = [];
  readonly #habits: ReadonlyMap<string, Habit>;
  readonly #planned = new Heap<Planned>((a, b) => a.at - b.at || a.order - b.order);
  readonly #wakes = new WakeList();
  readonly #bells = new WakeList();
  readonly #rung = new Map<string, Rung>();
  readonly #answering = new Set<string>();
  #now: Instant;
  #seq = 0;
  #order = 0;

  constructor(state: State, startsAt: Instant, habits: ReadonlyMap<string, Habit> = new Map()) {
    this.state = copyState(state);
    this.#now = startsAt;
    this.#habits = habits;
  }

  get now(): Instant {
    return this.#now;
  }

  /** Lets an incident begin. */
  plan(incident: PlannedIncident): void {
    this.at(incident.at, () => this.#begin(incident));
  }

  /** Does something at an instant, or at once when that is past. */
  at(at: Instant, act: () => void): void {
    this.#order += 1;
    this.#planned.push({ at: Math.max(at, this.#now), order: this.#order, act });
  }

  /** Somebody does something to an incident. */
  command(type: string, incident: string, body: Record<string, unknown>, actor: Actor): void {
    this.#write(type, { kind: 'incident', id: incident }, body, actor);
    this.#look(incident);
  }

  /** Goes on to an instant, from one due moment to the next. */
  run(until: Instant): void {
    for (let next = this.#nextAt(); next <= until; next = this.#nextAt()) {
      this.#now = Math.max(this.#now, next);
      const planned = this.#planned.peek();
      if (planned && planned.at <= this.#now) {
        this.#planned.pop();
        planned.act();
        continue;
      }
      const due = this.#wakes.takeDue(this.#now);
      if (due !== undefined) {
        this.#look(due);
        continue;
      }
      const bell = this.#bells.takeDue(this.#now);
      if (bell !== undefined) {
        this.#ring(bell);
      }
    }
    this.#now = Math.max(this.#now, until);
  }

  #nextAt(): Instant {
    return Math.min(this.#planned.peek()?.at ?? Infinity, this.#wakes.next() ?? Infinity, this.#bells.next() ?? Infinity);
  }

  #begin({ title, service, severity, known }: PlannedIncident): void {
    const id = derivedId(['simulated', this.#seq, title, service]);
    const policy = frozenPolicy(this.state.workspace, find(this.state.workspace, 'service', service)?.policy ?? 'none');
    this.#write(
      'incident.triggered',
      { kind: 'incident', id },
      { title, severity, service, policy, ...(known ? { known } : {}) },
      { kind: 'admin' },
    );
    this.#look(id);
  }

  #write(type: string, entity: EntityRef, body: Record<string, unknown>, actor: Actor): Event {
    this.#seq += 1;
    const draft: Event = {
      id: derivedId(['simulated event', this.#seq]),
      device: 'simulation',
      deviceSeq: this.#seq,
      type,
      version: 1,
      entity,
      base: { seq: this.#seq - 1, revision: 0, epoch: 0 },
      at: { wallMs: this.#now, offsetMs: 0, uncertaintyMs: 0 },
      body,
      log,
      seq: this.#seq,
      recordedAt: this.#now,
      actor,
      verdict: 'applied',
    };
    const event: Event = { ...draft, ...judge(this.state, draft) };
    fold(this.state, event);
    const incident = entity.kind === 'incident' ? this.state.incidents.get(entity.id) : undefined;
    if (incident && event.verdict === 'applied') {
      this.happenings.push({
        at: this.#now,
        incident: incident.number,
        kind: 'event',
        type,
        actor: actor.kind === 'person' ? actor.id : undefined,
        body,
      });
    }
    return event;
  }

  /** Carries out everything due on one incident, as the relay does, then lets the bells look. */
  #look(id: string): void {
    this.#wakes.delete(id);
    for (let i = 0; i < mostDecisions; i += 1) {
      const incident = this.state.incidents.get(id);
      if (!incident) {
        return;
      }
      const rules = rulesFor(this.state, incident, { reach: (person) => (this.#isThere(person) ? 'yes' : 'offline') });
      const decision = decideAll(incident, rules, this.#now);
      if (decision === undefined || decision.kind === 'wake') {
        if (decision) {
          this.#wakes.set(id, decision.at);
        }
        this.#calls(incident);
        return;
      }
      factsOfDecision(decision, id).forEach(({ type, entity, body }) => this.#write(type, entity, body, { kind: 'engine' }));
    }
    throw new Error(`The engine goes in circles on incident ${id}.`);
  }

  /** Rings for everyone an incident calls. */
  #calls(incident: Incident): void {
    const people = new Set([...incident.path.flatMap(({ targets }) => targets), ...incident.calls.flatMap((call) => call.people)]);
    people.forEach((person) => this.#ring(`${incident.id} ${person}`));
  }

  #ring(key: string): void {
    this.#bells.delete(key);
    const [id = '', person = ''] = key.split(' ');
    const incident = this.state.incidents.get(id);
    if (!incident || callFor(incident, person) === undefined) {
      return;
    }
    if (!this.#isThere(person)) {
      this.#bells.set(key, this.#backAt(person));
      return;
    }
    const decision = ring(incident, rulesFor(this.state, incident), person, this.#rung.get(key), this.#now);
    if (decision?.kind === 'wake') {
      this.#bells.set(key, decision.at);
    }
    if (decision?.kind === 'notify') {
      const { stepId, page, reason, alarm } = decision;
      this.#rung.set(key, { stepId, pages: page, lastAt: this.#now });
      this.happenings.push({ at: this.#now, incident: incident.number, kind: 'page', person, page, reason, alarm });
      this.#hear(key, id, person);
      this.#bells.set(key, this.#now + SECOND_MS);
    }
  }

  /** Whoever hears a page does as they are used to. */
  #hear(key: string, id: string, person: string): void {
    const { answersAfterMs, resolvesAfterMs } = this.#habits.get(person) ?? {};
    if (answersAfterMs === undefined || this.#answering.has(key)) {
      return;
    }
    this.#answering.add(key);
    const actor: Actor = { kind: 'person', id: person };
    this.at(this.#now + answersAfterMs, () => {
      this.#answering.delete(key);
      const { epoch } = this.state.incidents.get(id) ?? { epoch: 1 };
      this.command('incident.acknowledged', id, { epoch, via: 'notification' }, actor);
      if (resolvesAfterMs !== undefined) {
        this.at(this.#now + resolvesAfterMs, () => {
          const { epoch: now } = this.state.incidents.get(id) ?? { epoch };
          this.command('incident.resolved', id, { epoch: now, via: 'window' }, actor);
        });
      }
    });
  }

  #isThere(person: string): boolean {
    return this.#backAt(person) <= this.#now;
  }

  #backAt(person: string): Instant {
    const away = this.#habits.get(person)?.away ?? [];
    return away.find(({ from, until }) => from <= this.#now && this.#now < until)?.until ?? this.#now;
  }
}
