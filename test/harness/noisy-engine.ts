import type { Alert } from '../../shared/alert/alert.ts';
import { decide } from '../../shared/escalation/decide.ts';
import { factsOfDecision } from '../../shared/escalation/decision.ts';
import { WakeList } from '../../shared/escalation/wake-list.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { Actor, EntityRef, Event } from '../../shared/log/envelope.ts';
import { routeAlert, type Routed } from '../../shared/routing/route.ts';
import { Dependents } from '../../shared/state/dependents.ts';
import { judge } from '../../shared/state/judge.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import type { State } from '../../shared/state/state.ts';
import { fold } from '../../shared/state/state.ts';
import type { DefinitionKind } from '../../shared/workspace/definitions.ts';
import { idOf, mondayNight } from './entries.ts';
import { stateWith } from './workspaces.ts';

const mostDecisions = 1000;

/** Intake and engine on one state with a clock of its own, as the relay runs them, without a wire or a disk: for what is tried by the thousand. */
export class NoisyEngine {
  readonly state: State;
  readonly events: Event[] = [];
  readonly #wakes = new WakeList();
  readonly #dependents = new Dependents();
  now = mondayNight;
  /** Told of an incident that is about to be suppressed no more. */
  onRelease: ((incident: Incident) => void) | undefined;
  /** How often an incident was looked at. */
  looks = 0;

  constructor(workspace: string) {
    this.state = stateWith(workspace);
  }

  takes(alert: Partial<Alert> & Pick<Alert, 'dedupKey'>, integration = 'monitoring'): Routed {
    const full: Alert = { action: 'trigger', summary: alert.dedupKey, source: 'test', severity: 'critical', ...alert };
    const routed = routeAlert(this.state, integration, full, idOf(`incident ${this.events.length}`), this.now);
    if (routed.outcome !== 'dropped') {
      const drafts = [...(routed.beside ?? []), routed.draft];
      drafts.forEach(({ type, entity, body, version }) =>
        this.#write(type, entity, body, { kind: 'integration', id: integration }, version),
      );
      new Set(drafts.map(({ entity }) => entity.id)).forEach((id) => this.#lookAround(id));
    }
    return routed;
  }

  defines(kind: DefinitionKind, id: string, definition: object | undefined): void {
    const body = definition ? { definition: { id, ...definition } } : {};
    this.#write(`${kind}.${definition ? 'defined' : 'removed'}`, { kind, id }, body, { kind: 'admin' });
    [...this.state.incidents.keys()].forEach((each) => this.#look(each));
  }

  does(type: string, incident: string, body: Record<string, unknown>): void {
    this.#write(type, { kind: 'incident', id: incident }, body, { kind: 'admin' });
    this.#lookAround(incident);
  }

  /** Goes on to an instant, from one wake-up to the next. */
  run(until: number): void {
    for (let next = this.#wakes.next(); next !== undefined && next <= until; next = this.#wakes.next()) {
      this.now = Math.max(this.now, next);
      for (let id = this.#wakes.takeDue(this.now); id !== undefined; id = this.#wakes.takeDue(this.now)) {
        this.#look(id);
      }
    }
    this.now = Math.max(this.now, until);
  }

  #write(type: string, entity: EntityRef, body: Record<string, unknown>, actor: Actor, version = 1): void {
    const seq = this.events.length + 1;
    const part = { id: idOf(`event ${seq}`), device: 'relay', deviceSeq: seq, type, version, entity, body };
    const base = { seq: seq - 1, revision: 0, epoch: 0 };
    const at = { wallMs: this.now, offsetMs: 0, uncertaintyMs: 0 };
    const draft: Event = { ...part, base, at, log: 'log', seq, recordedAt: this.now, actor, verdict: 'applied' };
    const event = { ...draft, ...judge(this.state, draft) };
    fold(this.state, event);
    this.events.push(event);
  }

  #lookAround(id: string): void {
    this.#look(id);
    const incident = this.state.incidents.get(id);
    (incident ? this.#dependents.after(this.state, incident) : []).forEach((other) => this.#look(other));
  }

  #look(id: string): void {
    this.#wakes.delete(id);
    for (let i = 0; i < mostDecisions; i += 1) {
      const incident = this.state.incidents.get(id);
      this.looks += 1;
      const decision = incident && decide(incident, rulesFor(this.state, incident, { listeningSince: mondayNight }), this.now);
      if (decision?.kind === 'wake') {
        this.#wakes.set(id, decision.at);
      }
      if (incident && decision?.kind === 'unsuppress') {
        this.onRelease?.(incident);
      }
      const facts = decision ? factsOfDecision(decision, id) : [];
      if (facts.length === 0) {
        return;
      }
      facts.forEach(({ type, entity, body }) => this.#write(type, entity, body, { kind: 'engine' }));
      const after = this.state.incidents.get(id);
      if (after && after !== incident) {
        this.#dependents.after(this.state, after).forEach((other) => other !== id && this.#look(other));
      }
    }
    throw new Error(`The engine goes in circles on incident ${id}.`);
  }
}
