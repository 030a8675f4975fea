import { severityRank, type Severity } from '../../shared/log/severity.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { ringAnew, standsOn, type NaiveIncident } from './naive-incident.ts';
import type { NaiveWorld } from './naive-world.ts';
import type { Happening } from './scenario.ts';

type Done = Extract<Happening, { kind: 'deed' }>;

const top = { walk: 1, level: 1 };

/** Whoever does something without a name: the operator or a monitor, by way of the relay. */
export const relay = 'relay';

/** Does to an incident what somebody did, when it can still be done. */
export function doDeed(world: NaiveWorld, incident: NaiveIncident, { by, behind, unaware, deed, at }: Done): void {
  const author = by ?? relay;
  const meantFor = Math.max(1, incident.ringing - behind);
  const isOpen = incident.status !== 'resolved';
  const knowsOfIt = !unaware || incident.begunBy === undefined || incident.begunBy === author;
  const isOfThisRinging =
    (isOpen && meantFor === incident.ringing && knowsOfIt) || (isOpen && world.wrong === 'takes an old acknowledgement');
  const other = 'other' in deed ? world.incidents[deed.other - 1] : undefined;
  switch (deed.do) {
    case 'acknowledge':
      if (isOfThisRinging) {
        acknowledge(world, incident, by, at);
      }
      return;
    case 'resolve':
      if (isOpen && meantFor >= incident.reopenedIn) {
        end(incident, at);
      }
      return;
    case 'reopen':
      if (!isOpen) {
        reopen(incident, author, at);
      }
      return;
    case 'unmerge':
      if (incident.mergedInto) {
        reopen(incident, author, at);
      }
      return;
    case 'escalate':
      if (isOfThisRinging) {
        const { walk, level } = standsOn(incident);
        ringAnew(incident, at, author, { walk, level: level + 1, why: 'escalated-by-hand' });
      }
      return;
    case 'snooze':
      if (isOfThisRinging && !(unaware && incident.worsenedBy !== undefined && incident.worsenedBy !== author)) {
        snooze(incident, by, at, at - deed.saidAgoMs + deed.durationMs);
      }
      return;
    case 'reassign':
      if (isOfThisRinging) {
        ringAnew(incident, at, author, { ...standsOn(incident), why: 'reassigned' }, { inPlace: deed.people });
      }
      return;
    case 'policy':
      if (isOfThisRinging) {
        incident.policyId = deed.policy;
        incident.policy = world.policy(deed.policy);
        if (incident.status === 'triggered') {
          ringAnew(incident, at, author, { ...(deed.restart ? top : standsOn(incident)), why: 'policy-changed' });
        }
      }
      return;
    case 'decline':
      answer(incident, by, incident.asked.filter(({ people }) => people.includes(author)).at(-1));
      return;
    case 'merge':
      if (
        isOpen &&
        other &&
        other !== incident &&
        other.status !== 'resolved' &&
        severityRank(incident.severity) >= severityRank(other.severity)
      ) {
        end(incident, at);
        incident.mergedInto = other;
      }
      return;
    case 'unblock':
      incident.waitsFor = incident.waitsFor.filter((each) => each !== other);
      return;
    case 'block':
      if (isOpen && other && other.status !== 'resolved' && !waitsFor(other, incident) && !incident.waitsFor.includes(other)) {
        incident.waitsFor.push(other);
      }
      return;
    default:
      if (isOpen) {
        change(incident, author, deed, at);
      }
  }
}

function change(
  incident: NaiveIncident,
  author: string,
  deed: Extract<Done['deed'], { do: 'ask' | 'hand-over' | 'severity' | 'stage' | 'command-it' | 'deadline' }>,
  at: Instant,
): void {
  switch (deed.do) {
    case 'ask':
      ask(incident, { why: 'asked', people: [...deed.people] });
      return;
    case 'hand-over':
      incident.asked = incident.asked.filter(({ why }) => why !== 'handed-over');
      ask(incident, { why: 'handed-over', people: [deed.to] });
      return;
    case 'severity':
      severity(incident, author, deed.severity, at);
      return;
    case 'stage':
      incident.statusSince = incident.stage === deed.stage ? incident.statusSince : at;
      incident.stage = deed.stage;
      return;
    case 'command-it':
      incident.commander = deed.person;
      return;
    case 'deadline':
      incident.deadline = deed.inMs === null ? undefined : at + deed.inMs;
  }
}

/** Pages people in their own right. */
export function ask(incident: NaiveIncident, asked: NaiveIncident['asked'][number]): void {
  if (asked.people.length > 0) {
    incident.asked.push(asked);
  }
}

/** Takes a person out of what they were asked, or out of everything they were. */
function answer(incident: NaiveIncident, person: string | undefined, only?: NaiveIncident['asked'][number]): void {
  for (const asked of incident.asked) {
    if (only === undefined || asked === only) {
      asked.people = asked.people.filter((each) => each !== person);
    }
  }
  incident.asked = incident.asked.filter(({ people }) => people.length > 0);
}

/** Somebody takes it: the first of enough holds it, and whom it is handed over to holds it from the other. */
export function acknowledge(world: NaiveWorld, incident: NaiveIncident, by: string | undefined, at: Instant): void {
  const isHandedOver = incident.asked.some(({ why, people }) => why === 'handed-over' && people.includes(by ?? ''));
  answer(incident, by);
  if (incident.holder) {
    incident.holder = isHandedOver ? { person: by, since: at } : incident.holder;
    return;
  }
  incident.answers.push(by);
  const people = new Set(incident.answers);
  const needed = world.wrong === 'takes one answer for several' ? 1 : (incident.fired.at(-1)?.needed ?? 1);
  if ((people.has(undefined) || people.size >= needed) && world.wrong !== 'goes on though acknowledged') {
    incident.status = 'acknowledged';
    incident.statusSince = at;
    incident.holder = { person: incident.answers[0], since: at };
  }
}

function snooze(incident: NaiveIncident, by: string | undefined, at: Instant, until: Instant): void {
  incident.sleepsUntil = until;
  if (!incident.holder) {
    answer(incident, by);
    incident.status = 'acknowledged';
    incident.statusSince = at;
    incident.holder = { person: by, since: at };
  }
}

/** It is over, whoever says so. */
export function end(incident: NaiveIncident, at: Instant): void {
  incident.status = 'resolved';
  incident.statusSince = at;
  incident.overSince = at;
  incident.asked = [];
  incident.sleepsUntil = undefined;
}

function reopen(incident: NaiveIncident, author: string, at: Instant): void {
  ringAnew(incident, at, author, { ...top, why: 'reopened' });
  incident.reopenedIn = incident.ringing;
  incident.mergedInto = undefined;
}

/** A person says it is worse: it rings anew where it stands, or from the top when it paged nobody so far. Held or less bad, it goes on. */
function severity(incident: NaiveIncident, author: string, to: Severity, at: Instant): void {
  const isWorse = severityRank(to) < severityRank(incident.severity);
  incident.severity = to;
  if (isWorse) {
    incident.worsenedBy = author;
    if (incident.status === 'triggered' || incident.sleepsUntil !== undefined) {
      const pagedNobody = incident.fired.at(-1)?.outcome === 'suppressed';
      ringAnew(incident, at, author, { ...(pagedNobody ? top : standsOn(incident)), why: 'severity-changed' });
    }
  }
}

function waitsFor(incident: NaiveIncident, other: NaiveIncident): boolean {
  return incident === other || incident.waitsFor.some((each) => waitsFor(each, other));
}
