import type { Change } from '../alert/change.ts';
import type { Incident } from '../incident/incident.ts';
import type { Severity } from '../log/severity.ts';
import type { Named } from '../queue/row.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { nameOf, type Workspace } from '../workspace/workspace.ts';
import { similarIncidents, type Likeness } from './similar.ts';

/**
 * A past incident that is like the one looked at: why, when it began (relay ms), how it ended and by whom, and how long it took (ms).
 * `by` is undefined where no person did it, and while it is open; `answeredBy` is who took it.
 */
export interface SimilarIncident {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  because: Likeness[];
  at: Instant;
  ended: 'open' | 'by-person' | 'by-monitor' | 'by-operator' | 'merged';
  by?: Named | undefined;
  answeredBy?: Named | undefined;
  tookMs?: number | undefined;
}

/** Something that was changed on the service before an incident began; `at` is when the relay recorded it, `saidAt` the sender's own time. */
export interface RelatedChange {
  summary: string;
  source?: string | undefined;
  at: Instant;
  saidAt?: Instant | undefined;
  links: NonNullable<Change['links']>;
  integration: Named;
}

/** What has been like it before, and what was changed shortly before it began. */
export interface IncidentContext {
  similar: SimilarIncident[];
  changes: RelatedChange[];
}

/** How long before an incident began a change counts as related, ms. */
const relatedMs = DAY_MS;

/** What helps whoever takes an incident (S39, S129): similar past incidents among `past`, and the changes of its service before it, the newest first. */
export function contextOf(workspace: Workspace, incident: Incident, past: Iterable<Incident>): IncidentContext {
  return {
    similar: similarIncidents(incident, past).map(({ incident: other, because }) => similarView(workspace, other, because)),
    changes: relatedChanges(workspace, incident),
  };
}

function similarView(workspace: Workspace, other: Incident, because: Likeness[]): SimilarIncident {
  const { id, number, title, severity, triggeredAt: at, resolution, acknowledgement } = other;
  const named = (person: string | undefined) =>
    person === undefined ? undefined : { id: person, name: nameOf(workspace, 'person', person) };
  return {
    id,
    number,
    title,
    severity,
    because,
    at,
    ended: endOf(other),
    by: named(resolution?.person),
    answeredBy: named(acknowledgement?.person),
    tookMs: resolution && resolution.at - at,
  };
}

function endOf({ resolution, mergedInto }: Incident): SimilarIncident['ended'] {
  if (!resolution) {
    return 'open';
  }
  if (mergedInto !== undefined) {
    return 'merged';
  }
  return resolution.person === undefined ? (resolution.via === 'monitor' ? 'by-monitor' : 'by-operator') : 'by-person';
}

function relatedChanges(workspace: Workspace, { service, triggeredAt }: Incident): RelatedChange[] {
  const changes = workspace.entries.service.get(service)?.changes ?? [];
  return changes
    .filter(({ recordedAt }) => recordedAt <= triggeredAt && recordedAt > triggeredAt - relatedMs)
    .toReversed()
    .map(({ summary, source, at: saidAt, recordedAt: at, links = [], integration }) => ({
      summary,
      source,
      at,
      saidAt,
      links,
      integration: { id: integration, name: nameOf(workspace, 'integration', integration) },
    }));
}
