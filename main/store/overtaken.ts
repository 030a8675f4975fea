import type { Position } from '../../shared/incident/incident-events.ts';
import { isAhead, isOpen, type Incident } from '../../shared/incident/incident.ts';
import type { Event } from '../../shared/log/envelope.ts';

/** Whether the relay's own word on an incident covers what the engine here had foreseen of it. */
export function isOvertaken(incident: Incident, provisional: Event): boolean {
  const { epoch, position, rule } = provisional.body as { epoch: number; position?: Position; rule?: { name: string; since: number } };
  if (incident.epochBegan.seq > provisional.base.seq) {
    // Foreseen for a ringing this desktop counted by itself; the relay's, though of the same number, is another.
    return true;
  }
  if (rule && provisional.type === 'incident.responders-added') {
    return !isOpen(incident) || incident.rulesDone[rule.name] === rule.since;
  }
  if (incident.epoch !== epoch || incident.status === 'resolved' || position === undefined) {
    return incident.epoch > epoch || incident.status !== 'triggered';
  }
  return incident.status !== 'triggered' || !isAhead(incident, position);
}
