import type { Incident } from './incident.ts';

/** What an incident folded by an earlier version does not have yet. */
const sinceThen = {
  known: {},
  roles: {},
  insteadOf: [],
  calls: [],
  answers: [],
  rulesDone: {},
  delivered: [],
  undelivered: [],
  actions: [],
  blockedBy: [],
} as const;

/** An incident as this version reads it, from one that an earlier version folded and kept; what it has stays as it is. */
export function upcastIncident(kept: Partial<Incident> & Pick<Incident, 'id' | 'epochStartedAt'>): Incident {
  return { ...sinceThen, statusSince: kept.acknowledgement?.at ?? kept.epochStartedAt, ...kept } as Incident;
}
