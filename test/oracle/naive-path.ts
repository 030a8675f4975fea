import type { StepReason } from '../../shared/incident/incident-events.ts';
import { MINUTE_MS, SECOND_MS, type Instant } from '../../shared/time/instant.ts';
import type { Fired, NaiveIncident } from './naive-incident.ts';
import type { NaiveWorld } from './naive-world.ts';

/** A step that is still to come. */
export interface Coming {
  at: Instant;
  walk: number;
  level: number;
  again: number;
  why: StepReason;
}

/** Who can be reached at an instant. */
export type Reach = (person: string, at: Instant) => 'yes' | 'offline' | 'no-way';

/** What comes next on the path of an incident that rings, and when; undefined when nothing does until something happens. */
export function coming(world: NaiveWorld, incident: NaiveIncident, at: Instant, reach: Reach): Coming | undefined {
  const { policy, fired, begins, beganAt } = incident;
  const last = fired.at(-1);
  if (!last) {
    const exception = (policy.straightTo ?? []).find(({ when }) => world.holds(when, incident, beganAt));
    const isBlind = world.wrong === 'begins at the top whatever the exceptions';
    const level = exception && !isBlind ? Math.max(exception.level, begins.level) : begins.level;
    return placed(world, incident, { at: beganAt, walk: begins.walk, level, again: 0, why: begins.why });
  }
  const manner = world.mannerOf(incident);
  const reachedNobody = last.outcome === 'nobody' || last.outcome === 'skipped';
  if (last.outcome === 'suppressed' || (!reachedNobody && !manner.escalates && world.wrong !== 'pages past a warning')) {
    return undefined;
  }
  const here = { walk: last.walk, level: last.level };
  if (last.level > policy.steps.length) {
    return { ...here, at: last.countsFrom + world.lastResortEveryMs, again: last.again + 1, why: 'nobody-answered' };
  }
  const further = { walk: last.walk, level: last.level + 1, again: 0 };
  if (reachedNobody) {
    return placed(world, incident, {
      ...further,
      at: last.countsFrom,
      why: last.outcome === 'nobody' ? 'nobody-on-step' : 'condition-not-met',
    });
  }
  const step = policy.steps[last.level - 1];
  const answerBy = last.countsFrom + (step?.acknowledgeWithinMs ?? manner.acknowledgeWithinMs);
  const unreached = last.countsFrom + graceMs(incident, last, (person) => reach(person, at));
  if (unreached < answerBy && world.wrong !== 'waits for who cannot be reached') {
    return placed(world, incident, { ...further, at: unreached, why: 'nobody-reachable' });
  }
  if (step?.whenUnanswered === 'repeat' && last.again < step.repeats && world.wrong !== 'fires no step again') {
    return { ...here, at: answerBy, again: last.again + 1, why: 'not-acknowledged' };
  }
  return placed(world, incident, { ...further, at: answerBy, why: 'not-acknowledged' });
}

/** How long a step none of whose people can be reached is waited for; for ever when one of them can. */
function graceMs({ arrived, failed }: NaiveIncident, { people }: Fired, reach: (person: string) => string): number {
  const hasFailed = (person: string) => failed.includes(person) || reach(person) === 'no-way';
  if (people.some((person) => arrived.includes(person) || (!hasFailed(person) && reach(person) === 'yes'))) {
    return Infinity;
  }
  return people.every(hasFailed) ? 5 * SECOND_MS : 30 * SECOND_MS;
}

/** Past the last level comes the path once more, and after its last walk the catch-all. */
function placed(world: NaiveWorld, { policy: { steps, loops } }: NaiveIncident, next: Coming): Coming {
  if (next.level <= steps.length) {
    return next;
  }
  if (next.walk <= (world.wrong === 'walks the path once only' ? 0 : loops)) {
    return { ...next, walk: next.walk + 1, level: 1 };
  }
  const isAtTheEnd = ['not-acknowledged', 'nobody-on-step', 'nobody-reachable', 'condition-not-met'].includes(next.why);
  return { ...next, level: steps.length + 1, why: isAtTheEnd ? 'path-exhausted' : next.why };
}

/** What is due on an incident that is held, and whether it is a lapse or the next level. */
export function dueOnHeld(
  world: NaiveWorld,
  incident: NaiveIncident,
  at: Instant,
): 'acknowledgement-expired' | 'snooze-ended' | 'not-resolved' | undefined {
  const { holder, policy, fired, sleepsUntil } = incident;
  if (!holder) {
    return undefined;
  }
  if (holder.person !== undefined && !world.person(holder.person)) {
    return 'acknowledgement-expired';
  }
  if (sleepsUntil !== undefined) {
    return at >= sleepsUntil ? 'snooze-ended' : undefined;
  }
  const countsFrom = world.wrong === 'counts on while it waits for another' ? 0 : freeSince(world, incident);
  const manner = world.mannerOf(incident);
  const last = fired.at(-1);
  const step = last && policy.steps[last.level - 1];
  if (last && step && manner.escalates) {
    const from = world.wrong === 'counts the time to resolve from the acknowledgement' ? holder.since : last.countsFrom;
    if (at >= Math.max(from, countsFrom) + (step.resolveWithinMs ?? manner.resolveWithinMs ?? Infinity)) {
      return 'not-resolved';
    }
  }
  const expiresAfterMs = policy.acknowledgementExpiresAfterMs ?? manner.acknowledgementExpiresAfterMs ?? Infinity;
  const lapses = at >= Math.max(holder.since, countsFrom) + expiresAfterMs;
  return lapses && world.wrong !== 'lets no acknowledgement lapse' ? 'acknowledgement-expired' : undefined;
}

/** Since when an incident waits for no other; never while one of them is open that pages anybody. */
export function freeSince(world: NaiveWorld, { waitsFor }: NaiveIncident): Instant {
  const holdUp = waitsFor.filter((other) => other.status === 'resolved' || world.mannerOf(other).pages);
  return Math.max(0, ...holdUp.map(({ status, overSince }) => (status === 'resolved' ? (overSince ?? 0) : Infinity)));
}

/** A step later than this is a stall's: its times count from when it was fired. */
export const stallMs = MINUTE_MS / 2;
