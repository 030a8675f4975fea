import type { FastifyRequest } from 'fastify';
import type { CalendarFeeds } from '../access/calendar-feeds.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { CredentialStore } from '../access/credentials.ts';
import type { Ledger } from '../log/ledger.ts';
import type { Heartbeats } from '../ingest/heartbeats.ts';
import type { EventStore } from '../log/event-store.ts';
import type { Upkeep } from '../upkeep.ts';
import type { EngineRunner, Presence } from '../runner/engine-runner.ts';
import type { RelayHealth } from '../self-watch/health.ts';
import type { Reachability } from '../self-watch/reachability.ts';
import type { RelayMetrics } from './metrics.ts';
import { Problem } from './problem.ts';

/** What the routes work with; put together in relay/index.ts. */
export interface RelayContext {
  ledger: Ledger;
  store: EventStore;
  credentials: CredentialStore;
  contacts: ContactBook;
  calendars: CalendarFeeds;
  runner: EngineRunner;
  upkeep: Upkeep;
  metrics: RelayMetrics;
  now(): number;
  newId(): string;
  /** Who can be reached just now, as the connections show. */
  reach: Presence['reach'];
  /** How everyone can be reached, and since when they cannot. */
  reachability(): Reachability[];
  health: Pick<RelayHealth, 'troubles'>;
  heartbeats: Pick<Heartbeats, 'beat' | 'standing'>;
  /** Alerts one integration key may send a minute before it is told 429. */
  alertsPerMinute: number;
  version: string;
}

function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Lets only the operator's token pass. */
export function requireAdmin(context: RelayContext): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const token = bearer(request);
    if (token === undefined) {
      throw new Problem(401, 'Send the admin token of credentials.json: Authorization: Bearer TOKEN.');
    }
    if (!context.credentials.isAdmin(token)) {
      throw new Problem(403, 'This token is not the admin token of this relay; look in its credentials.json.');
    }
  };
}

/** The integration whose key a request carries, as bearer token or `?key=`. */
export function integrationOfRequest(context: RelayContext, request: FastifyRequest): string {
  const key = bearer(request) ?? (request.query as Record<string, unknown>)['key'];
  const integration = typeof key === 'string' ? context.credentials.integrationOf(key) : undefined;
  if (integration === undefined) {
    throw new Problem(401, 'Send an integration key of credentials.json, as Authorization: Bearer KEY or ?key=KEY.');
  }
  return integration;
}

/** Waits until something is on disk; a disk that does not take it is a 503 the sender repeats. */
export async function untilDurable<T>(durable: Promise<T>): Promise<T> {
  try {
    return await durable;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(
      503,
      `The relay could not write to its disk (${reason}); nothing was kept. Free space or mend the disk, then send again.`,
    );
  }
}
