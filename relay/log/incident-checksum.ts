import { createHash } from 'node:crypto';

/** An incident as the log's database keeps it beside the entries. */
export interface IncidentRow {
  id: string;
  number: number;
  open: number;
  resolved_at: number | null;
  state: string;
}

/** What guards a kept incident: the chain covers the entries alone, not what was folded from them. SHA-256, hexadecimal. */
export function incidentChecksum({ id, number, open, resolved_at, state }: IncidentRow): string {
  return createHash('sha256')
    .update(JSON.stringify([id, number, open, resolved_at, state]))
    .digest('hex');
}
