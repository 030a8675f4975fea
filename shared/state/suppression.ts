import type { Condition } from '../condition/condition.ts';
import { holds, nextChange } from '../condition/evaluate.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { fixed } from '../incident/reduce.ts';
import { maintenanceUntil, nextMaintenanceEdge } from '../noise/maintenance-hours.ts';
import type { Suppression } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';
import { all } from '../workspace/workspace.ts';
import { inhibitionOf } from './inhibited.ts';
import type { Asked, Quiet } from './quiet.ts';
import type { State } from './state.ts';
import { nextFree, openStorm, stormLimitOf } from './storm.ts';

/**
 * What suppresses an incident that is about to be opened, or is suppressed, at `moment.now`. The first that applies is the reason: the
 * rule that said so, which holds until somebody or its monitor ends it, or an alert comes that no rule suppresses; a maintenance window; a silence; an inhibition; a wait whose end
 * was fixed when it began; a storm. What rings already is never asked: it goes on (B2).
 */
export function quietOf(state: State, incident: Incident, asked: Asked): Quiet {
  if (incident.suppression?.reason === 'rule') {
    return { suppression: incident.suppression };
  }
  const once = { moment: asked.moment, facts: lazily(asked.facts) };
  return first([
    () => quietByDefinition(state, incident, once),
    () => ofWait(fixed(incident), asked.moment.now),
    () => ofStorm(state, incident, asked.moment.now),
  ]);
}

/** What the workspace's maintenance windows, silences and inhibitions say of an incident, in this order. */
export function quietByDefinition(state: State, incident: Incident, asked: Asked): Quiet {
  return first([() => ofMaintenance(state, incident, asked), () => ofSilence(state, asked), () => inhibitionOf(state, incident, asked)]);
}

/** Of several answers the first that suppresses, and the earliest moment at which any of those up to it may change. */
function first(answers: readonly (() => Quiet)[]): Quiet {
  let lookAt: Instant | undefined;
  for (const answer of answers) {
    const quiet = answer();
    lookAt = earliest(lookAt, quiet.lookAt);
    if (quiet.suppression) {
      return { suppression: quiet.suppression, lookAt };
    }
  }
  return { lookAt };
}

function earliest(...instants: (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function ofMaintenance({ workspace }: State, { service }: Incident, asked: Asked): Quiet {
  const { now } = asked.moment;
  let until: Instant | undefined;
  let by: string | undefined;
  let lookAt: Instant | undefined;
  for (const window of all(workspace, 'maintenance')) {
    if (window.services && !window.services.includes(service)) {
      continue;
    }
    lookAt = earliest(lookAt, nextMaintenanceEdge(window, now), window.when && nextChange(window.when, asked.moment));
    const lasts = maintenanceUntil(window, now);
    // Of several the one that lasts longest is told.
    if (lasts !== undefined && lasts > (until ?? now) && applies(window.when, asked)) {
      until = lasts;
      by = window.id;
    }
  }
  return until === undefined ? { lookAt } : { suppression: { reason: 'maintenance', by, until }, lookAt };
}

function ofSilence({ workspace }: State, asked: Asked): Quiet {
  const { now } = asked.moment;
  let longest: { id: string; until: Instant } | undefined;
  let lookAt: Instant | undefined;
  for (const silence of all(workspace, 'silence')) {
    const { from = -Infinity, until } = silence;
    if (until <= now) {
      continue;
    }
    lookAt = earliest(lookAt, from > now ? from : until, nextChange(silence.when, asked.moment));
    if (from <= now && until > (longest?.until ?? now) && applies(silence.when, asked)) {
      longest = silence;
    }
  }
  return longest ? { suppression: { reason: 'silence', by: longest.id, until: longest.until }, lookAt } : { lookAt };
}

function applies(condition: Condition | undefined, { facts, moment }: Asked): boolean {
  return condition === undefined || holds(condition, facts(), moment);
}

function ofWait(wait: Suppression | undefined, now: Instant): Quiet {
  return wait && (wait.until ?? 0) > now ? { suppression: wait, lookAt: wait.until } : {};
}

/**
 * An incident kept back by a storm waits under its summary while that is open, though the storm be over and somebody have the summary.
 * Then it may page again, and so may whatever else ceases to be suppressed, at the pace the limit sets.
 */
function ofStorm(state: State, incident: Incident, now: Instant): Quiet {
  const own = [incident.suppression, incident.waits].find((each) => each?.reason === 'storm');
  const summary = own?.incident === undefined ? undefined : state.incidents.get(own.incident);
  if (own && summary && isOpen(summary)) {
    return { suppression: own };
  }
  const limit = stormLimitOf(state, incident);
  const lookAt = limit && incident.status === 'suppressed' ? nextFree(state, incident.service, limit, now) : now;
  if (lookAt <= now) {
    return {};
  }
  const present = openStorm(state, incident.service);
  return { suppression: own ?? { reason: 'storm', ...(present ? { incident: present.id } : {}) }, lookAt };
}
