import type { Condition } from '../condition/condition.ts';
import { holds } from '../condition/evaluate.ts';
import { isOpen, type Incident, type IncidentStatus } from '../incident/incident.ts';
import type { Severity } from '../log/severity.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { nameOf } from '../workspace/workspace.ts';
import type { Occurrence } from './occurrences.ts';

/** What a silence or a maintenance window is to apply to. */
export interface Matcher {
  when?: Condition | undefined;
  services?: readonly string[] | undefined;
}

/** One incident a matcher fits. */
export interface Match {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  service: string;
  status: IncidentStatus;
}

/** What a matcher fits: how many incidents that are open and how many that are over, and the newest of both. */
export interface MatchPreview {
  open: number;
  over: number;
  newest: Match[];
  /** The next times a weekly window would last. */
  next?: Occurrence[] | undefined;
}

const mostShown = 8;

function fits(state: State, incident: Incident, { when, services }: Matcher, now: Instant): boolean {
  const isOfServices = services === undefined || services.includes(incident.service);
  if (!isOfServices || when === undefined) {
    return isOfServices;
  }
  const { facts, moment } = rulesFor(state, incident);
  return holds(when, facts(), moment(now));
}

/** Which incidents that are open or were lately a matcher fits, before anything is made of it (NSE34). */
export function previewOf(state: State, matcher: Matcher, now: Instant): MatchPreview {
  const found = [...state.incidents.values()].filter((incident) => fits(state, incident, matcher, now));
  const open = found.filter(isOpen).length;
  const newest = found
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.triggeredAt - a.triggeredAt)
    .slice(0, mostShown)
    .map(({ id, number, title, severity, service, status }) => ({
      id,
      number,
      title,
      severity,
      service: nameOf(state.workspace, 'service', service),
      status,
    }));
  return { open, over: found.length - open, newest };
}
