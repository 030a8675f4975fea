import type { Condition } from '../../shared/condition/condition.ts';
import type { CatchAll, Policy, Target } from '../../shared/escalation/policy.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { DAY_MS, MINUTE_MS, type Instant } from '../../shared/time/instant.ts';
import type { Definition, DefinitionKind, Organisation, Person, Service, Team } from '../../shared/workspace/definitions.ts';
import { isDuring, onCall } from './naive-clock.ts';
import { naiveHolds } from './naive-condition.ts';
import { standsOn, type NaiveIncident } from './naive-incident.ts';
import { writtenOut } from './naive-policy.ts';
import type { Wrong } from './wrong.ts';

/** What a severity does unless the organisation says otherwise. */
const usually = {
  critical: { pages: true, escalates: true },
  error: { pages: true, escalates: true },
  warning: { pages: true, escalates: false },
  info: { pages: false, escalates: false },
};

/** How a severity goes about its paging. */
export interface Manner {
  pages: boolean;
  escalates: boolean;
  acknowledgeWithinMs: number;
  resolveWithinMs?: number | undefined;
  acknowledgementExpiresAfterMs?: number | undefined;
}

/** Whom some targets lead to. */
export interface Found {
  people: string[];
  leftOut: { person: string; why: 'time-off' | 'at-capacity' }[];
  turns: { team: string; person: string }[];
}

/** Who is who in the workspace as it stands, and all incidents there are: plain tables, written over. */
export class NaiveWorld {
  readonly incidents: NaiveIncident[] = [];
  readonly lastTurn: Record<string, string> = {};
  readonly #defined: Record<DefinitionKind, Record<string, Definition>> = {
    organisation: {},
    person: {},
    team: {},
    channel: {},
    schedule: {},
    policy: {},
    service: {},
    integration: {},
    'routing-rule': {},
    grouping: {},
    inhibition: {},
    silence: {},
    maintenance: {},
    heartbeat: {},
  };
  readonly wrong: Wrong | undefined;

  constructor(wrong: Wrong | undefined) {
    this.wrong = wrong;
  }

  define(what: DefinitionKind, definition: Definition): void {
    this.#defined[what][definition.id] = definition;
  }

  remove(what: DefinitionKind, id: string): void {
    delete this.#defined[what][id];
  }

  person(id: string): Person | undefined {
    return this.#defined.person[id] as Person | undefined;
  }

  team(id: string | undefined): Team | undefined {
    return this.#defined.team[id ?? ''] as Team | undefined;
  }

  service(id: string): Service | undefined {
    return this.#defined.service[id] as Service | undefined;
  }

  schedule(id: string): Schedule | undefined {
    return this.#defined.schedule[id] as Schedule | undefined;
  }

  serviceOf(integration: string): string | undefined {
    return (this.#defined.integration[integration] as { service: string } | undefined)?.service;
  }

  get #organisation(): Organisation | undefined {
    return this.#defined.organisation['organisation'] as Organisation | undefined;
  }

  /** A policy as it stands now, to be frozen; one nobody knows has no steps. */
  policy(id: string): Policy {
    const policy = this.#defined.policy[id] as Policy | undefined;
    return writtenOut(policy ?? { id, name: id, steps: [], loops: 0 }, (other) => this.#defined.policy[other] as Policy | undefined);
  }

  /** Whom the organisation has paged when nobody else answers; everyone who may when it names nobody. */
  get lastResort(): Target[] {
    const { targets } = this.#catchAll;
    return targets.length > 0 ? targets : this.everyone.map((id) => ({ kind: 'person', id }));
  }

  get lastResortEveryMs(): number {
    return this.#catchAll.repeatEveryMs;
  }

  get #catchAll(): CatchAll {
    return this.#organisation?.catchAll ?? { targets: [], repeatEveryMs: 5 * MINUTE_MS };
  }

  get everyone(): string[] {
    return Object.values(this.#defined.person).flatMap((person) => ((person as Person).role === 'stakeholder' ? [] : [person.id]));
  }

  mannerOf({ severity }: NaiveIncident): Manner {
    return { acknowledgeWithinMs: 5 * MINUTE_MS, ...usually[severity], ...this.#organisation?.severities?.[severity] } as Manner;
  }

  holds(when: Condition | undefined, incident: NaiveIncident, at: Instant): boolean {
    const zone = incident.policy.zone ?? 'UTC';
    return (
      when === undefined ||
      naiveHolds(
        when,
        (field) => this.#fact(field, incident),
        (hours) => isDuring(hours, zone, at),
      )
    );
  }

  #fact(field: string, incident: NaiveIncident): unknown[] {
    const service = this.service(incident.service);
    const label = (name: string) => [incident.details[name], service?.attributes?.[name]].find((value) => value !== undefined);
    const values: Record<string, () => unknown[]> = {
      title: () => [incident.title],
      severity: () => [incident.severity],
      status: () => [incident.status],
      stage: () => [incident.stage],
      alertCount: () => [incident.alerts],
      epoch: () => [incident.ringing],
      level: () => [standsOn(incident).level],
      service: () => [incident.service, service?.name],
      team: () => [service?.team, this.team(service?.team)?.name],
      recentIncidents: () => [this.incidents.filter((other) => isRecentBefore(other, incident)).length],
    };
    const known = field.startsWith('label.') ? [label(field.slice('label.'.length))] : (values[field]?.() ?? []);
    return known.filter((value) => value !== undefined);
  }

  /** Whom targets lead to, as it stands now. */
  behind(targets: readonly Target[], incident: NaiveIncident, at: Instant): Found {
    const found: Found = { people: [], leftOut: [], turns: [] };
    for (const target of targets) {
      for (const person of this.#whoIs(target, incident, at)) {
        const why = this.#whyNot(person, incident, at);
        if (why !== undefined) {
          if (!found.leftOut.some((each) => each.person === person)) {
            found.leftOut.push({ person, why });
          }
          continue;
        }
        if (!found.people.includes(person) || this.wrong === 'pages somebody twice') {
          found.people.push(person);
        }
        if (target.kind === 'next-of') {
          found.turns.push({ team: target.id, person });
          break;
        }
      }
    }
    return found;
  }

  #whoIs(target: Target, incident: NaiveIncident, at: Instant): string[] {
    const present = (people: readonly (string | undefined)[]) =>
      people.filter((id) => id !== undefined && this.person(id) !== undefined && this.person(id)?.role !== 'stakeholder') as string[];
    const owner = this.team(this.service(incident.service)?.team);
    switch (target.kind) {
      case 'person':
        return present([target.id]);
      case 'schedule': {
        const schedule = this.schedule(target.id);
        return present([schedule && onCall(schedule, this.wrong === 'asks who is on call when it began' ? incident.triggeredAt : at)]);
      }
      case 'team':
        return present(this.team(target.id)?.members ?? []);
      case 'next-of': {
        const members = present(this.team(target.id)?.members ?? []);
        const last = members.indexOf(this.wrong === 'takes no turns' ? '' : (this.lastTurn[target.id] ?? ''));
        return members.map((_, i) => members[(last + 1 + i) % members.length] ?? '');
      }
      case 'role':
        return {
          commander: present([incident.commander]),
          'owning-team': present(owner?.members ?? []),
          'owning-team-lead': present([owner?.lead]),
        }[target.id];
      case 'backup':
      case 'policy':
      case 'channel':
        return [];
    }
  }

  /** On leave, or at the limit of what they take on: what they hold, and what they were paged for in the ringing that is. */
  #whyNot(id: string, incident: NaiveIncident, at: Instant): 'time-off' | 'at-capacity' | undefined {
    const { timeOff = [], capacity } = this.person(id) ?? {};
    if (timeOff.some(({ from, until }) => from <= at && at < until) && this.wrong !== 'pages who is on leave') {
      return 'time-off';
    }
    if (capacity === undefined || this.wrong === 'knows no limits') {
      return undefined;
    }
    let burden = 0;
    for (const other of this.incidents) {
      const holds = other.status !== 'resolved' && other.holder !== undefined && other.holder.person === id;
      const wasPaged = other.fired.some(({ people, countsFrom }) => people.includes(id) && countsFrom >= at - capacity.withinMs);
      if (other !== incident && (holds || wasPaged)) {
        burden += 1;
      }
    }
    return burden >= capacity.incidents ? 'at-capacity' : undefined;
  }
}

function isRecentBefore(other: NaiveIncident, { triggeredAt, service, number }: NaiveIncident): boolean {
  return (
    other.number !== number && other.service === service && other.triggeredAt <= triggeredAt && other.triggeredAt > triggeredAt - DAY_MS
  );
}
