import type { Alert } from '../alert/alert.ts';
import type { OpeningBody } from './opening-draft.ts';

/** A draft of the event an alert becomes: type, version of the body, incident and body; the relay gives it its place in the log. */
export interface EventDraft {
  type: string;
  version?: number | undefined;
  entity: { kind: 'incident'; id: string };
  body: Record<string, unknown>;
}

/** Opens an incident. Whoever does not know suppression must not page for what is suppressed. */
export function opening(id: string, body: OpeningBody): EventDraft {
  return { type: 'incident.triggered', entity: { kind: 'incident', id }, body: { ...body }, ...(body.suppression ? { version: 2 } : {}) };
}

/** Adds an alert to an open incident. */
export function joining(incident: string, alert: Alert): EventDraft {
  return { type: 'incident.alerted', entity: { kind: 'incident', id: incident }, body: { alert } };
}
