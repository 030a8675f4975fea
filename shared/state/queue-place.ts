import type { IncidentStatus } from '../incident/incident.ts';
import { severities, severityRank, type Severity } from '../log/severity.ts';
import type { Instant } from '../time/instant.ts';

/** What the queue's order asks of an incident, as its row has it. */
export interface Ranked {
  status: IncidentStatus;
  ringing: 'me' | 'others' | 'no';
  snoozedUntil?: Instant | undefined;
  next?: { at: Instant } | undefined;
  resolvedAt?: Instant | undefined;
  severity: Severity;
  triggeredAt: Instant;
  number: number;
}

/** Rank of a row by what needs a person first: ringing for me, for others, triggered, acknowledged and overdue, acknowledged, asleep, suppressed, resolved. */
function urgency(row: Ranked, now: Instant): number {
  if (row.status === 'resolved') {
    return 7;
  }
  // A page in one's own right rings although somebody has the incident.
  if (row.ringing === 'me') {
    return 0;
  }
  if (row.status === 'acknowledged') {
    return row.next && row.next.at <= now ? 3 : row.snoozedUntil === undefined ? 4 : 5;
  }
  if (row.status === 'suppressed') {
    return 6;
  }
  return row.ringing === 'others' ? 1 : 2;
}

/**
 * Where a row stands among others: `rank` by what needs a person first and then the worse, below it by `time` (older first, of resolved
 * ones newer), below that by the incident's `number`.
 */
export interface Place {
  rank: number;
  time: Instant;
  number: number;
}

/** Where a row stands at an instant. */
export function placeOf(row: Ranked, now: Instant): Place {
  const { status, severity, resolvedAt, triggeredAt, number } = row;
  const isResolved = status === 'resolved';
  const rank = urgency(row, now) * severities.length + (isResolved ? 0 : severityRank(severity));
  return { rank, time: isResolved ? -(resolvedAt ?? 0) : triggeredAt, number };
}

/** Negative when the first of two places comes first. */
export function comparePlaces(a: Place, b: Place): number {
  return a.rank - b.rank || a.time - b.time || a.number - b.number;
}
