import { callFor } from '../../shared/escalation/calling.ts';
import { decide } from '../../shared/escalation/decide.ts';
import { factsOfDecision } from '../../shared/escalation/decision.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import type { IncidentBody } from '../../shared/incident/incident-events.ts';
import type { Actor, EntityRef, Event } from '../../shared/log/envelope.ts';
import { routeAlert } from '../../shared/routing/route.ts';
import { judge } from '../../shared/state/judge.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import { emptyState, fold, type State } from '../../shared/state/state.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { bodyOf, typeOf } from './deeds.ts';
import { line, named, reachOf, type Happening, type Scenario } from './scenario.ts';

const mostDecisions = 1000;

/** What the engine itself does with a history, from wake-up to wake-up, as the relay runs it; a line for everything that came of it. */
export class EngineTrace {
  readonly lines: string[] = [];
  readonly #scenario: Scenario;
  readonly #state: State = emptyState();
  readonly #wakes = new Map<string, Instant>();
  readonly #ringsFor = new Map<string, string>();
  #now: Instant;
  #seq = 0;

  private constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#now = scenario.from;
  }

  static of(scenario: Scenario): string[] {
    const trace = new EngineTrace(scenario);
    trace.#run();
    return trace.lines;
  }

  #run(): void {
    const { definitions, happenings, until, from } = this.#scenario;
    definitions.forEach(({ what, definition }) => this.#happens({ at: from, kind: 'defined', what, definition }));
    const looksAnew = this.#looksAnew();
    let next = 0;
    for (;;) {
      const happening = happenings[next];
      const wakeAt = this.#awake(Math.min(...this.#wakes.values()));
      const at = Math.min(happening?.at ?? Infinity, wakeAt, looksAnew[0] ?? Infinity);
      if (at > until) {
        return;
      }
      this.#now = at;
      if (happening?.at === at) {
        this.#happens(happening);
        next += 1;
      } else if (looksAnew[0] === at) {
        looksAnew.shift();
        this.#lookAtAll();
      } else {
        const [due] = [...this.#state.incidents.keys()].filter((id) => (this.#wakes.get(id) ?? Infinity) <= at);
        this.#look(due ?? '');
      }
    }
  }

  /** When the engine looks without being woken: somebody's last laptop went, or it was started again. */
  #looksAnew(): Instant[] {
    const { away, stalls } = this.#scenario;
    const moments = [...stalls.map(({ until }) => until), ...away.map(({ from }) => this.#awake(from))];
    return moments.toSorted((a, b) => a - b);
  }

  #awake(at: Instant): Instant {
    return this.#scenario.stalls.find(({ from, until }) => from <= at && at < until)?.until ?? at;
  }

  #happens(happening: Happening): void {
    switch (happening.kind) {
      case 'alert': {
        const { integration, alert } = happening;
        const routed = routeAlert(this.#state, integration, alert, `incident-${this.#state.nextNumber}`, this.#now);
        if (routed.outcome !== 'dropped') {
          const { type, entity, body } = routed.draft;
          this.#write(type, entity, body, { kind: 'integration', id: integration });
          this.#lookAround(routed.incident);
        }
        return;
      }
      case 'deed':
        this.#deed(happening);
        return;
      case 'delivery': {
        const { person, arrived } = happening;
        const incident = this.#incident(happening.incident);
        const stepId = incident?.path.at(-1)?.stepId;
        if (incident && stepId !== undefined) {
          const body = { stepId, person, page: 1, channel: 'desktop', reason: 'first' };
          this.#writeAndLook(arrived ? 'notification.sent' : 'notification.failed', incident, body, { kind: 'person', id: person });
        }
        return;
      }
      case 'defined': {
        const { what, definition } = happening;
        this.#write(`${what}.defined`, { kind: what, id: definition.id }, { definition }, { kind: 'admin' });
        this.#lookAtAll();
        return;
      }
      case 'removed':
        this.#write(`${happening.what}.removed`, { kind: happening.what, id: happening.id }, {}, { kind: 'admin' });
        this.#lookAtAll();
        return;
      case 'stands-in':
        this.#write('override.added', { kind: 'schedule', id: happening.schedule }, { override: happening.override }, { kind: 'admin' });
        this.#lookAtAll();
    }
  }

  #incident(number: number): Incident | undefined {
    return this.#state.incidents.get(`incident-${number}`);
  }

  #deed({ incident: number, by, behind, unaware, deed }: Extract<Happening, { kind: 'deed' }>): void {
    const incident = this.#incident(number);
    if (!incident || (by !== undefined && !find(this.#state.workspace, 'person', by))) {
      return;
    }
    const epoch = Math.max(1, incident.epoch - behind);
    const body = bodyOf(deed, by, { incident, epoch, now: this.#now, workspace: this.#state.workspace });
    if (body) {
      const saidAgoMs = deed.do === 'snooze' ? deed.saidAgoMs : 0;
      const actor: Actor = by === undefined ? { kind: 'admin' } : { kind: 'person', id: by };
      this.#writeAndLook(typeOf(deed), incident, body, actor, { unaware, saidAgoMs });
    } else {
      // What has nothing to be done to is still a moment at which somebody looked.
      this.#look(incident.id);
    }
  }

  #writeAndLook(
    type: string,
    { id }: Incident,
    body: Record<string, unknown>,
    actor: Actor,
    how?: { unaware: boolean; saidAgoMs: number },
  ): void {
    this.#write(type, { kind: 'incident', id }, body, actor, how);
    this.#lookAround(id);
  }

  /** Looks at an incident, and at those that wait for it. */
  #lookAround(id: string): void {
    const waiting = [...this.#state.incidents.values()].filter(({ blockedBy }) => blockedBy.includes(id));
    [id, ...waiting.map((incident) => incident.id)].forEach((each) => this.#look(each));
  }

  #write(
    type: string,
    entity: EntityRef,
    body: Record<string, unknown>,
    actor: Actor,
    { unaware, saidAgoMs } = { unaware: false, saidAgoMs: 0 },
  ): void {
    this.#seq += 1;
    const event: Event = {
      id: `${this.#seq}`,
      device: actor.kind === 'person' ? `laptop-${actor.id}` : 'relay',
      deviceSeq: this.#seq,
      type,
      version: 1,
      entity,
      base: { seq: unaware ? 0 : this.#seq - 1, revision: 0, epoch: 0 },
      at: { wallMs: this.#now - saidAgoMs, offsetMs: 0, uncertaintyMs: 0 },
      body,
      log: 'oracle',
      seq: this.#seq,
      recordedAt: this.#now,
      actor,
      verdict: 'applied',
    };
    const judged = { ...event, ...judge(this.#state, event) };
    fold(this.#state, judged);
    this.#tell(judged);
  }

  #lookAtAll(): void {
    [...this.#state.incidents.keys()].forEach((id) => this.#look(id));
  }

  #look(id: string): void {
    this.#wakes.delete(id);
    for (let i = 0; i < mostDecisions; i += 1) {
      const incident = this.#state.incidents.get(id);
      if (!incident || !isOpen(incident)) {
        return;
      }
      const reach = (person: string) => reachOf(this.#scenario, person, this.#now);
      const decision = decide(incident, rulesFor(this.#state, incident, { reach }), this.#now);
      if (decision === undefined) {
        return;
      }
      if (decision.kind === 'wake') {
        if (decision.at <= this.#now) {
          throw new Error(`The engine wants to be woken at a moment that is past, on ${id}, seed ${this.#scenario.seed}.`);
        }
        this.#wakes.set(id, decision.at);
        return;
      }
      factsOfDecision(decision, id).forEach(({ type, entity, body }) => this.#write(type, entity, body, { kind: 'engine' }));
    }
    throw new Error(`The engine goes in circles on ${id}, seed ${this.#scenario.seed}.`);
  }

  #tell({ type, body, entity, verdict }: Event): void {
    const incident = this.#state.incidents.get(entity.id);
    if (verdict !== 'applied' || !incident) {
      return;
    }
    const tell = (...words: (string | undefined)[]) =>
      this.lines.push(line(this.#scenario.from, this.#now, incident.number, incident.epoch, words));
    if (type === 'step.fired') {
      const { position, dueAt, outcome, reason, targets, needed, leftOut, channels } = body as IncidentBody<'step.fired'>;
      tell(
        `level ${position.cycle}/${position.level}/${position.repeat}`,
        `due ${(dueAt - this.#scenario.from) / 1000}`,
        outcome,
        reason,
        named(targets),
        needed === undefined ? '' : `needs ${needed}`,
        leftOut ? `without ${named(leftOut.map(({ person, why }) => `${person}:${why}`))}` : '',
        channels ? `says in ${named(channels)}` : '',
      );
    } else if (type === 'incident.unacknowledged' || (type === 'incident.escalated' && body['reason'] !== 'escalated-by-hand')) {
      tell(
        type === 'incident.escalated' ? 'goes up:' : 'lapses:',
        String(body['reason']),
        (body['rule'] as { name: string } | undefined)?.name,
      );
    } else if (type === 'incident.responders-added' && body['rule'] !== undefined) {
      tell('calls by', (body['rule'] as { name: string }).name, named(body['people'] as string[]));
    }
    this.#tellWhoItRingsFor(incident, tell);
  }

  #tellWhoItRingsFor(incident: Incident, tell: (...words: string[]) => void): void {
    const people = new Set([...incident.path.flatMap(({ targets }) => targets), ...incident.calls.flatMap((call) => call.people)]);
    const ringing = [...people].filter((person) => callFor(incident, person) !== undefined);
    const held = incident.status === 'acknowledged' ? ` held by ${incident.acknowledgement?.person ?? 'nobody by name'}` : '';
    const now = `${incident.severity} ${incident.status}${held}, rings for ${named(ringing)}`;
    if (this.#ringsFor.get(incident.id) !== now) {
      this.#ringsFor.set(incident.id, now);
      tell(now);
    }
  }
}
