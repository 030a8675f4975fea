import type { Connection } from '../../shared/bridge/desk.ts';
import type { IncidentStatus } from '../../shared/incident/incident.ts';
import type { IncidentRow, NextUp } from '../../shared/queue/row.ts';

/** An incident as a line names it. */
export interface IncidentName {
  id: string;
  number: number;
  title: string;
  severity: IncidentRow['severity'];
  service: string;
  status: IncidentStatus;
  test: boolean;
}

/** Who is on call for a schedule. */
export interface OnCallLine {
  schedule: string;
  person?: string | undefined;
  isMe: boolean;
  until?: number | undefined;
}

/** Something worth a line: a sentence for people, a JSON value for scripts. Times are the relay's, in epoch ms. */
export type Happening =
  | { event: 'watching'; person: string; relay: string | undefined; data: string }
  | { event: 'connection'; state: Connection['state']; why?: string | undefined; relay?: string | undefined; pending: number }
  | { event: 'update-due'; types: string[] }
  | { event: 'on-call'; schedules: OnCallLine[] }
  | { event: 'page'; incident: IncidentName; page: number; reason: string; next?: NextUp | undefined; text: string }
  | {
      event: 'incident';
      change: 'triggered' | 'acknowledged' | 'resolved' | 'rings-again';
      incident: IncidentName;
      by?: string | undefined;
      isMine: boolean;
    }
  | { event: 'paged'; incident: IncidentName; people: string[] }
  | { event: 'confirmed'; incident: IncidentName }
  | { event: 'returned'; outcome: 'parked' | 'refused'; why: string; incident?: number | undefined }
  | { event: 'answer'; command: string; incident?: string | undefined; number?: number | undefined; ok: boolean; text: string }
  | { event: 'list'; incidents: (IncidentName & { ringing: IncidentRow['ringing']; by?: string | undefined; next?: NextUp | undefined })[] }
  | { event: 'help' }
  | { event: 'stopped' };

/** How a line names an incident. */
export function nameOfRow({ id, number, title, severity, service, status, test }: IncidentRow): IncidentName {
  return { id, number, title, severity, service: service.name, status, test };
}
