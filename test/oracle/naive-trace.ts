import { severityRank } from '../../shared/log/severity.ts';
import type { Alert } from '../../shared/alert/alert.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { acknowledge, doDeed, end, relay } from './naive-deeds.ts';
import { ringAnew, ringsFor, type NaiveIncident } from './naive-incident.ts';
import { doOneThing } from './naive-due.ts';
import { NaiveWorld } from './naive-world.ts';
import { line, named, reachOf, tickMs, type Happening, type Scenario } from './scenario.ts';
import type { Wrong } from './wrong.ts';

const mostAtOnce = 1000;

/**
 * What ought to come of a history, by the rules as shared/SPEC.md and docs/policies.md tell them, worked out the plain way: tick after
 * tick, every incident asked whether anything is due. It shares no decision with the engine it is held against.
 */
export class NaiveTrace {
  readonly lines: string[] = [];
  readonly #scenario: Scenario;
  readonly #world: NaiveWorld;
  readonly #toldLast: Record<number, string> = {};
  readonly #mergedLast: Record<string, NaiveIncident> = {};

  private constructor(scenario: Scenario, wrong: Wrong | undefined) {
    this.#scenario = scenario;
    this.#world = new NaiveWorld(wrong);
  }

  static of(scenario: Scenario, wrong?: Wrong): string[] {
    const trace = new NaiveTrace(scenario, wrong);
    trace.#run();
    return trace.lines;
  }

  #run(): void {
    const { from, until, definitions, happenings, stalls } = this.#scenario;
    definitions.forEach(({ what, definition }) => this.#world.define(what, definition));
    let next = 0;
    for (let at = from; at <= until; at += tickMs) {
      if (stalls.some((stall) => stall.from <= at && at < stall.until)) {
        continue;
      }
      for (let happening = happenings[next]; happening?.at === at; happening = happenings[next]) {
        next += 1;
        this.#happens(happening);
        // Who holds or answers for anything may have changed with the workspace: everything is looked over at once.
        if (happening.kind === 'defined' || happening.kind === 'removed' || happening.kind === 'stands-in') {
          this.#world.incidents.forEach((incident) => this.#doWhatIsDue(incident, at));
        }
      }
      this.#world.incidents.forEach((incident) => this.#doWhatIsDue(incident, at));
    }
  }

  #doWhatIsDue(incident: NaiveIncident, at: Instant): void {
    const reach = (person: string) => reachOf(this.#scenario, person, at);
    for (let i = 0; i < mostAtOnce; i += 1) {
      const what = doOneThing(this.#world, incident, at, reach, this.#scenario.from);
      if (what === undefined) {
        return;
      }
      this.#tell(incident, at, what);
    }
    throw new Error(`The oracle goes in circles, seed ${this.#scenario.seed}.`);
  }

  #happens(happening: Happening): void {
    const { at } = happening;
    switch (happening.kind) {
      case 'defined':
        this.#world.define(happening.what, happening.definition);
        return;
      case 'removed':
        this.#world.remove(happening.what, happening.id);
        return;
      case 'stands-in': {
        const schedule = this.#world.schedule(happening.schedule);
        if (schedule) {
          this.#world.define('schedule', { ...schedule, overrides: [...schedule.overrides, happening.override] });
        }
        return;
      }
      case 'alert':
        this.#settle(this.#alert(happening.integration, happening.alert, at), at);
        return;
      case 'delivery': {
        const { person, arrived } = happening;
        const incident = this.#world.incidents[happening.incident - 1];
        if (arrived) {
          incident?.arrived.push(person);
        } else {
          incident?.failed.push(person);
        }
        this.#settle(incident, at);
        return;
      }
      case 'deed': {
        const incident = this.#world.incidents[happening.incident - 1];
        if (incident && (happening.by === undefined || this.#world.person(happening.by))) {
          doDeed(this.#world, incident, happening);
          if (incident.mergedInto && happening.deed.do === 'merge') {
            this.#mergedLast[keyOf(incident)] = incident;
          }
          this.#settle(incident, at);
        }
      }
    }
  }

  #settle(incident: NaiveIncident | undefined, at: Instant): void {
    if (incident) {
      this.#tell(incident, at);
      this.#doWhatIsDue(incident, at);
    }
  }

  #alert(integration: string, alert: Alert, at: Instant): NaiveIncident | undefined {
    const { incidents } = this.#world;
    const key = keyOf({ integration, key: alert.dedupKey });
    const open = incidents.findLast((each) => keyOf(each) === key && each.status !== 'resolved') ?? this.#whole(key, alert);
    if (!open) {
      return alert.action === 'trigger' ? this.#begin(integration, alert, at) : undefined;
    }
    if (alert.action === 'acknowledge') {
      acknowledge(this.#world, open, undefined, at);
    } else if (alert.action === 'resolve') {
      end(open, at);
    } else {
      open.alerts += 1;
      open.lastAlertAt = at;
      if (severityRank(alert.severity) < severityRank(open.severity)) {
        open.severity = alert.severity;
        open.worsenedBy = relay;
        const pagedNobody = open.status === 'triggered' && open.fired.at(-1)?.outcome === 'suppressed';
        if (pagedNobody || open.sleepsUntil !== undefined) {
          ringAnew(open, at, undefined, { walk: 1, level: 1, why: 'triggered' });
        }
      }
    }
    return open;
  }

  /** The open incident that the last with a key was merged into: what its monitor triggers joins it. */
  #whole(key: string, { action }: Alert): NaiveIncident | undefined {
    let whole = this.#mergedLast[key];
    if (action !== 'trigger' || !whole?.mergedInto) {
      return undefined;
    }
    while (whole?.mergedInto) {
      whole = whole.mergedInto;
    }
    return whole?.status === 'resolved' ? undefined : whole;
  }

  #begin(integration: string, { dedupKey, summary, severity, details }: Alert, at: Instant): NaiveIncident {
    const serviceId = this.#world.serviceOf(integration) ?? integration;
    const policyId = this.#world.service(serviceId)?.policy ?? 'none';
    const incident: NaiveIncident = {
      number: this.#world.incidents.length + 1,
      integration,
      key: dedupKey,
      title: summary,
      severity,
      service: serviceId,
      policyId,
      policy: this.#world.policy(policyId),
      details: details ?? {},
      status: 'triggered',
      statusSince: at,
      triggeredAt: at,
      ringing: 1,
      reopenedIn: 1,
      begunBy: undefined,
      beganAt: at,
      begins: { walk: 1, level: 1, why: 'triggered' },
      besides: [],
      inPlace: [],
      fired: [],
      answers: [],
      asked: [],
      rulesDone: {},
      arrived: [],
      failed: [],
      worsenedBy: undefined,
      waitsFor: [],
      alerts: 1,
      lastAlertAt: at,
    };
    this.#world.incidents.push(incident);
    return incident;
  }

  #tell(incident: NaiveIncident, at: Instant, what?: string): void {
    const tell = (words: string) => this.lines.push(line(this.#scenario.from, at, incident.number, incident.ringing, [words]));
    if (what !== undefined && what !== '') {
      tell(what);
    }
    const held = incident.status === 'acknowledged' ? ` held by ${incident.holder?.person ?? 'nobody by name'}` : '';
    const now = `${incident.severity} ${incident.status}${held}, rings for ${named(ringsFor(incident))}`;
    if (this.#toldLast[incident.number] !== now) {
      this.#toldLast[incident.number] = now;
      tell(now);
    }
  }
}

function keyOf({ integration, key }: { integration: string; key: string }): string {
  return `${integration} ${key}`;
}
