import type { Incident } from './incident.ts';
import { none, nothing } from './none.ts';

/** What an incident folded by an earlier version does not have yet, and most have nothing of. */
const sinceThen = {
  known: nothing,
  roles: nothing,
  alsoPage: none,
  insteadOf: none,
  calls: none,
  answers: none,
  coAcknowledgements: none,
  rulesDone: nothing,
  delivered: none,
  undelivered: none,
  actions: none,
  blockedBy: none,
} as const;

/** An incident as this version reads it, from one that an earlier version folded and kept; what it has stays as it is. */
export function upcastIncident(kept: Partial<Incident> & Pick<Incident, 'id' | 'epochStartedAt'>): Incident {
  const nothingOf = Object.entries(sinceThen).filter(([field]) => isEmpty(kept[field as keyof typeof sinceThen]));
  return { statusSince: kept.acknowledgement?.at ?? kept.epochStartedAt, ...kept, ...Object.fromEntries(nothingOf) } as Incident;
}

function isEmpty(value: object | undefined): boolean {
  return value === undefined || Object.keys(value).length === 0;
}
