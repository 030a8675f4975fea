import { Alert } from '../alert/alert.ts';
import type { Event } from '../log/envelope.ts';
import type { PastAlert } from './dry-run.ts';

/**
 * The alert an entry of the log brought, when rules have been asked about it: one that opened an incident, or that joined one under
 * another key than the incident's own. `keyOf` gives the key an incident was opened with.
 */
export function pastAlertOf(event: Event, keyOf: (incident: string) => string | undefined): PastAlert | undefined {
  const { type, verdict, actor, body, entity, recordedAt: at } = event;
  if (verdict !== 'applied' || (type !== 'incident.triggered' && type !== 'incident.alerted')) {
    return undefined;
  }
  const alert = Alert.safeParse(body['alert']).data;
  const integration = body['integration'] ?? (actor.kind === 'integration' ? actor.id : undefined);
  if (!alert || alert.action !== 'trigger' || typeof integration !== 'string') {
    return undefined;
  }
  return type === 'incident.alerted' && keyOf(entity.id) === alert.dedupKey ? undefined : { incident: entity.id, integration, alert, at };
}
