import { severityRank } from '../log/severity.ts';
import type { Incident } from './incident.ts';
import type { IncidentEventOf } from './reduce.ts';
import { levelOf, pathStart, ringAgain } from './ringing.ts';

/**
 * A person says how bad it really is. Worse, and nobody holds it or it sleeps: it rings anew, from the level it had reached, so that the
 * policy's exceptions are looked at again. Less bad: the path goes on, as the lower severity does.
 */
export function severityChanged(next: Incident, event: IncidentEventOf<'incident.severity-changed'>): Incident {
  const { severity } = event.body;
  if (severityRank(severity) >= severityRank(next.severity)) {
    return { ...next, severity };
  }
  const changed = { ...next, severity, worsenedAt: { seq: event.seq, device: event.device } };
  if (next.status !== 'triggered' && next.snoozedUntil === undefined) {
    return changed;
  }
  const pagedNobody = next.path.at(-1)?.outcome === 'suppressed';
  return ringAgain(changed, event, { position: pagedNobody ? pathStart : levelOf(next), reason: 'severity-changed' });
}
