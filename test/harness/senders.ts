import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Parse, Parsed, Sent } from '../../relay/ingest/senders/sender.ts';
import { Alert } from '../../shared/alert/alert.ts';
import { Change } from '../../shared/alert/change.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { mondayNight } from './entries.ts';

/** A body as a sender sends it: `test/fixtures/NAME.json`. */
export function sentBody(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
}

/** A body on its way, in the night the tests play in. */
export function sent(body: unknown, more: Partial<Sent> = {}): Sent {
  return { body, headers: {}, query: {}, now: mondayNight, ...more };
}

/** What a parser makes of a body, every part of it as the log would carry it. */
export function madeOf(parse: Parse, body: unknown, more: Partial<Sent> = {}): Exclude<Parsed, { errors: string[] }> {
  const parsed = parse(sent(body, more));
  if ('errors' in parsed) {
    throw new Error(parsed.errors.join('\n'));
  }
  const carried = JSON.parse(canonicalJson({ alerts: parsed.alerts, changes: parsed.changes })) as {
    alerts: unknown[];
    changes: unknown[];
  };
  expect(carried.alerts.map((alert) => Alert.parse(alert))).toEqual(parsed.alerts);
  expect(carried.changes.map((change) => Change.parse(change))).toEqual(parsed.changes);
  return parsed;
}

/** The one alert a parser makes of a body. */
export function alertOf(parse: Parse, body: unknown, more: Partial<Sent> = {}): Alert {
  const { alerts } = madeOf(parse, body, more);
  const [alert] = alerts;
  if (!alert || alerts.length !== 1) {
    throw new Error(`${alerts.length} alerts where one was awaited`);
  }
  return alert;
}

/** What is wrong with a body, in a parser's words. */
export function errorsOf(parse: Parse, body: unknown, more: Partial<Sent> = {}): string[] {
  const parsed = parse(sent(body, more));
  return 'errors' in parsed ? parsed.errors : [];
}
