import type { FastifyRequest } from 'fastify';
import type { CalendarFeeds } from '../access/calendar-feeds.ts';
import type { AnswerEdges } from '../answer/answer-edges.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { CredentialStore } from '../access/credentials.ts';
import type { KeyLimit } from '../access/key-limit.ts';
import type { LiveProviders } from '../deliver/live-providers.ts';
import type { Outlets } from '../deliver/outlets.ts';
import type { DeliveryRunner } from '../deliver/runner.ts';
import type { Ledger } from '../log/ledger.ts';
import type { Heartbeats } from '../ingest/heartbeats.ts';
import type { EventStore } from '../log/event-store.ts';
import type { Upkeep } from '../upkeep.ts';
import type { Ways } from '../ways/make-ways.ts';
import type { EngineRunner, Presence } from '../runner/engine-runner.ts';
import type { RelayHealth } from '../self-watch/health.ts';
import type { Reachability } from '../self-watch/reachability.ts';
import type { Subscriptions } from '../subscriptions/subscriptions.ts';
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
  deliverer: Pick<DeliveryRunner, 'look'>;
  outlets: Pick<Outlets, 'waysTo' | 'mail'>;
  /** People's ways of being paged beside their laptops; undefined where nothing goes outside. */
  ways?: Ways | undefined;
  /** How much one integration key may send before it is told 429. */
  keyLimit: KeyLimit;
  /** The file of providers as it stands, and to be read again. */
  providers: Pick<LiveProviders, 'standing' | 'reload'>;
  version: string;
  /** Who reads along by mail. */
  subscriptions?: Subscriptions | undefined;
  /** How people answer from outside; undefined when the relay has no public address. */
  answers?: AnswerEdges | undefined;
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

/** The password of basic authentication, which is what an address such as https://watchbell:KEY@relay/ becomes. */
function basic(request: FastifyRequest): string | undefined {
  const given = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return given === undefined
    ? undefined
    : Buffer.from(given, 'base64')
        .toString('utf8')
        .replace(/^[^:]*:/, '');
}

/** The integration whose key a request carries, as bearer token, `?key=`, password or GitLab's secret token; undefined for none. */
export function integrationNamed({ credentials }: RelayContext, request: FastifyRequest): string | undefined {
  const { key } = request.query as Record<string, unknown>;
  const given = bearer(request) ?? key ?? basic(request) ?? request.headers['x-gitlab-token'];
  return typeof given === 'string' ? credentials.ownerOf(given) : undefined;
}

/**
 * The integration whose key a request carries; a request without a right one is answered 401. Where its sender can sign, the
 * signature is the caller's to check; elsewhere an integration that has a secret takes nothing.
 */
export function integrationOfRequest(context: RelayContext, request: FastifyRequest, canBeSigned = false): string {
  const integration = integrationNamed(context, request);
  if (integration === undefined) {
    throw new Problem(401, 'Send an integration key of credentials.json, as Authorization: Bearer KEY or ?key=KEY.');
  }
  if (!canBeSigned && context.credentials.secretOf(integration) !== undefined) {
    throw new Problem(401, signedAlone(integration));
  }
  return integration;
}

function signedAlone(integration: string): string {
  return `The integration ${integration} takes only what is signed with its secret, and this address takes no signatures.`;
}

/** Why a key opens no address whose senders sign nothing: its integration has a secret, or, in the given sentence, it is nobody's. */
export function whyNotByKey({ credentials }: Pick<RelayContext, 'credentials'>, key: string | undefined, nobodys: string): string {
  const owner = key === undefined ? undefined : credentials.ownerOf(key);
  return owner === undefined ? nobodys : signedAlone(owner);
}

/** The same of the key in a body of PagerDuty's. */
export function whyNotByRoutingKey(context: Pick<RelayContext, 'credentials'>, key: string): string {
  return whyNotByKey(context, key, "'routing_key' is not the key of an integration of this relay");
}

/** Waits until something is on disk; a disk that does not take it is a 503 the sender repeats. */
export async function untilDurable<T>(durable: Promise<T>): Promise<T> {
  try {
    return await durable;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(
      503,
      `The relay could not write to its disk (${reason}); not all was kept. Free space or mend the disk, then send again.`,
    );
  }
}
