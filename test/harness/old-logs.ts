import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident } from '../../shared/incident/incident.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';

const folder = join(import.meta.dirname, '../fixtures/logs');

/** The names of the logs that earlier versions wrote, oldest first. */
export const oldLogNames = readdirSync(folder)
  .filter((name) => name.endsWith('.ndjson'))
  .map((name) => name.replace('.ndjson', ''))
  .toSorted();

/** The entries of a log an earlier version wrote. */
export function oldLog(name: string): StoredEvent[] {
  const lines = readFileSync(join(folder, `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as StoredEvent);
}

/** Its incidents as that version folded them. */
export function incidentsThen(name: string): Incident[] {
  return JSON.parse(readFileSync(join(folder, `${name}.incidents.json`), 'utf8')) as Incident[];
}
