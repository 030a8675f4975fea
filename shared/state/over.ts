import { isOpen, type Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import type { State } from './state.ts';

/**
 * When an incident is over by itself, for whoever has heard every alert since `listeningSince`: its monitors have not said it again by
 * when they meant to, counted from when they could be heard; or it is the summary of a storm and stands for nothing any more. Undefined
 * when it never is. (B2)
 */
export function overAt(state: State, incident: Incident, listeningSince: Instant, now: Instant): Instant | undefined {
  const { expiresAt, lastAlertAt, storm } = incident;
  if (!isOpen(incident)) {
    return undefined;
  }
  if (expiresAt !== undefined) {
    return Math.max(expiresAt, listeningSince + Math.max(0, expiresAt - lastAlertAt));
  }
  if (!storm) {
    return undefined;
  }
  const soonest = incident.epochStartedAt + storm.withinMs;
  return state.noise.heldCount.has(incident.id) ? Math.max(soonest, now + storm.withinMs) : soonest;
}
