import { pino } from 'pino';
import { CalendarFeeds } from '../../relay/access/calendar-feeds.ts';
import { ContactBook } from '../../relay/access/contact-book.ts';
import { CredentialStore } from '../../relay/access/credentials.ts';
import { KeyLimit } from '../../relay/access/key-limit.ts';
import { RelayMetrics } from '../../relay/http/metrics.ts';
import type { RelayContext } from '../../relay/http/relay-context.ts';
import { createServer } from '../../relay/http/server.ts';
import { listenForHeartbeats } from '../../relay/ingest/listen-for-heartbeats.ts';
import { EngineRunner } from '../../relay/runner/engine-runner.ts';
import { FakeClock } from './fake-clock.ts';
import { healthy, unwatched } from './healthy.ts';
import { RelayLog } from './relay-log.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What else of a surface may be made from. */
export interface SurfaceEdges {
  clock: FakeClock;
  folder: string;
  contacts: ContactBook;
}

/** Everything a relay serves, over a log in memory with the sample workspace in it; the caller closes `server`. */
export async function relaySurface(more: Partial<RelayContext> | ((log: RelayLog, edges: SurfaceEdges) => Partial<RelayContext>) = {}) {
  const log = await RelayLog.withSample();
  const { ledger, store } = log;
  const clock = new FakeClock(log.nowMs);
  const folder = temporaryFolder();
  const newId = () => log.newId();
  const now = () => log.nowMs;
  const contacts = new ContactBook(folder);
  const credentials = new CredentialStore(folder, newId, now);
  credentials.syncIntegrations(['monitoring', 'alertmanager']);
  const metrics = new RelayMetrics({
    ...healthy.gauges,
    openIncidents: () => 0,
    connections: () => 0,
    head: () => ledger.head.seq,
    engineLagSeconds: () => 0,
    unreachable: () => 0,
  });
  const heartbeats = listenForHeartbeats(undefined, { ledger, clock, newId, metrics, onTrouble: () => undefined });
  const context: RelayContext = {
    ledger,
    store,
    credentials,
    metrics,
    now,
    newId,
    contacts,
    calendars: new CalendarFeeds(folder, now),
    runner: new EngineRunner(ledger, clock, () => undefined),
    upkeep: healthy,
    ...unwatched,
    reach: () => 'yes',
    heartbeats,
    keyLimit: new KeyLimit(1000, now),
    version: '0',
    ...(typeof more === 'function' ? more(log, { clock, folder, contacts }) : more),
  };
  const server = await createServer(context, pino({ level: 'silent' }));
  const { integrations, adminToken } = JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')) as {
    integrations: Record<string, string>;
    adminToken: string;
  };
  const keyOf = (integration: string) => integrations[integration] ?? '';
  const incidents = () => [...ledger.state.incidents.values()];
  return { log, ledger, folder, contacts, clock, server, metrics, heartbeats, credentials, adminToken, keyOf, incidents };
}
