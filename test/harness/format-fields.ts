import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../shared/alert/alert.ts';
import type { Change } from '../../shared/alert/change.ts';
import { parseCreateAlert } from '../../relay/ingest/opsgenie-alerts.ts';
import { parseChange } from '../../relay/ingest/pagerduty-changes.ts';
import { parseEnqueue } from '../../relay/ingest/pagerduty-events.ts';
import { senders } from '../../relay/ingest/senders/senders.ts';
import { mondayNight } from './entries.ts';
import { sentBody } from './senders.ts';

/** What was made of a fixture: alerts and changes, and Opsgenie's note. */
export type Made = readonly (Alert | Change | string)[];

const events = ['workflow_run', 'check_suite', 'deployment_status', 'deployment', 'release'];

/** The event of a fixture of GitHub, which says it in a header. */
export function eventOf(body: object): string {
  // A deployment tells the run it came from.
  const known =
    'deployment' in body ? ('deployment_status' in body ? 'deployment_status' : 'deployment') : events.find((name) => name in body);
  return known ?? ('ref' in body ? 'push' : 'ping');
}

/** What becomes of a body; throws what is wrong with it. */
export function madeFrom(folder: string, body: Record<string, unknown>): Made {
  if (folder === 'pagerduty') {
    const read = 'event_action' in body ? parseEnqueue(body, 'made') : parseChange(body);
    if ('errors' in read) {
      throw new Error(read.errors.join('\n'));
    }
    return ['alert' in read ? read.alert : read.change];
  }
  if (folder === 'opsgenie') {
    const read = parseCreateAlert(body, { newKey: 'made', sentFrom: '192.0.2.1' });
    if ('errors' in read) {
      throw new Error(JSON.stringify(read.errors));
    }
    return [read.alert, read.note ?? ''];
  }
  const headers = folder === 'github' ? { 'x-github-event': eventOf(body) } : {};
  const parsed = senders[folder]?.parse({ body, headers, query: {}, now: mondayNight }) ?? { errors: ['no such sender'] };
  if ('errors' in parsed) {
    throw new Error(parsed.errors.join('\n'));
  }
  return [...parsed.alerts, ...parsed.changes];
}

/** Every fixture of a sender, by its name. */
export function fixturesOf(folder: string): [name: string, body: Record<string, unknown>][] {
  return readdirSync(join(import.meta.dirname, '../fixtures', folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${folder}/${file.replace('.json', '')}`)
    .map((name) => [name, sentBody(name)]);
}

/** Every plain value of a body by its path without places in lists; JSON within a text counts as what it says. */
export function leavesOf(value: unknown, path = ''): [path: string, value: string][] {
  if (Array.isArray(value)) {
    return value.flatMap((each) => leavesOf(each, path));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path}.${name}`));
  }
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return leavesOf(JSON.parse(value), path);
    } catch {
      return [[path, value]];
    }
  }
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[path, String(value)]] : [];
}

/** The values of a body that stand nowhere in what was made of it, by their paths. */
export function lostOf(body: unknown, made: Made): string[] {
  const kept = JSON.stringify(made);
  const isKept = (value: string) =>
    kept.includes(JSON.stringify(value).slice(1, -1)) || kept.includes(JSON.stringify(JSON.stringify(value)).slice(2, -2));
  return [...new Set(leavesOf(body).flatMap(([path, value]) => (isKept(value) ? [] : [path])))];
}
