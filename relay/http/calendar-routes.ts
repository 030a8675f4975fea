import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarAheadMs, calendarBackMs, calendarOf } from '../../shared/calendar/calendar.ts';
import type { CalendarSubject } from '../../shared/calendar/subject.ts';
import { calendarLanguages } from '../../shared/calendar/words.ts';
import { refreshEveryMs, writeCalendar } from '../../shared/calendar/write-calendar.ts';
import { Id } from '../../shared/log/envelope.ts';
import { DAY_MS, isoOf, parseIso, SECOND_MS } from '../../shared/time/instant.ts';
import { find, nameOf, type Workspace } from '../../shared/workspace/workspace.ts';
import type { KnownFeed } from '../access/calendar-feeds.ts';
import { CalendarCache } from './calendar-cache.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const Subject = { person: Id.optional(), team: Id.optional(), schedule: Id.optional() };
const Language = z.enum(calendarLanguages).default('en');
const Make = z.strictObject({ ...Subject, name: z.string().trim().min(1).max(200).optional(), language: Language });
const moment = z
  .string()
  .refine((text) => parseIso(text) !== undefined, 'write a moment with its offset, for example 2026-12-24T18:00:00Z');
const Export = z.strictObject({ ...Subject, from: moment.optional(), until: moment.optional(), language: Language });
const longestExportMs = 3 * 366 * DAY_MS;

/** The one subject a request names; a problem that says what to do when it names another number, or one nobody knows. */
function subjectOf(workspace: Workspace, given: { [K in CalendarSubject['kind']]?: string | undefined }): CalendarSubject {
  const named = (['person', 'team', 'schedule'] as const).flatMap((kind) => (given[kind] === undefined ? [] : [{ kind, id: given[kind] }]));
  const [subject] = named;
  if (!subject || named.length > 1) {
    throw new Problem(400, 'Say whose shifts to show: one of person, team and schedule.');
  }
  if (!find(workspace, subject.kind, subject.id)) {
    throw new Problem(404, `There is no ${subject.kind} "${subject.id}"; the workspace names them.`);
  }
  return subject;
}

/** Making, listing and revoking feeds, and a calendar to keep as a file: for the operator. */
async function operatorRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger, calendars } = context;
  const told = ({ id, name, subject, language, madeAt, fetchedAt }: KnownFeed) => ({
    id,
    name,
    shows: { ...subject, name: nameOf(ledger.state.workspace, subject.kind, subject.id) },
    language,
    madeAt: isoOf(madeAt),
    fetchedAt: fetchedAt === undefined ? null : isoOf(fetchedAt),
  });

  server.post('/v1/calendars', async (request, reply) => {
    const { name, language, ...given } = checked(Make, request.body);
    const subject = subjectOf(ledger.state.workspace, given);
    const shown = nameOf(ledger.state.workspace, subject.kind, subject.id);
    const made = calendars.make({ id: context.newId(), name: name ?? shown, subject, language });
    if (!made) {
      throw new Problem(409, 'There are too many calendar addresses; revoke those nobody fetches any more.');
    }
    return reply
      .status(201)
      .header('cache-control', 'no-store')
      .send({ ...told(made.feed), path: `/calendar/${made.secret}.ics` });
  });

  server.get('/v1/calendars', async () => ({ calendars: calendars.list().map(told) }));

  server.delete('/v1/calendars/:id', async (request) => {
    const { id } = request.params as { id: string };
    if (!calendars.revoke(id)) {
      throw new Problem(404, `There is no calendar address "${id}"; list them with GET /v1/calendars.`);
    }
    return { revoked: id };
  });

  server.get('/v1/calendars/export', async (request, reply) => {
    const query = checked(Export, request.query);
    const now = context.now();
    const subject = subjectOf(ledger.state.workspace, query);
    const from = parseIso(query.from ?? '') ?? now - calendarBackMs;
    const until = parseIso(query.until ?? '') ?? Math.max(from, now) + calendarAheadMs;
    if (from >= until || until - from > longestExportMs) {
      throw new Problem(400, 'A calendar must end after it begins, and covers at most three years.');
    }
    const calendar = calendarOf(ledger.state.workspace, subject, { from, until, language: query.language });
    return reply.type('text/calendar; charset=utf-8').send(writeCalendar(calendar, now));
  });
}

/** `GET /calendar/SECRET.ics`: whoever knows the address may read it. A wrong secret and a revoked one are answered alike. */
async function feedRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  await server.register(rateLimit, { max: 1200, timeWindow: 60_000 });
  const cache = new CalendarCache();
  const absent = () => new Problem(404, 'There is no calendar at this address. Ask whoever runs the relay for a new one.');
  const send = (feed: KnownFeed, request: FastifyRequest, reply: FastifyReply) => {
    const { etag, text } = cache.ready(feed, context.ledger.state.workspace, context.now());
    context.calendars.noteFetch(feed.id);
    void reply.header('etag', etag).header('cache-control', `private, max-age=${refreshEveryMs / SECOND_MS / 4}`);
    return isKnown(request.headers['if-none-match'], etag)
      ? reply.status(304).send()
      : reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="watchbell.ics"').send(text);
  };
  server.get('/calendar/:file', { schema: { summary: 'A calendar at a secret address' } }, async (request, reply) => {
    const secret = /^([\w-]{43})\.ics$/.exec((request.params as { file: string }).file)?.[1];
    const feed = secret === undefined ? undefined : context.calendars.find(secret);
    void reply.header('x-robots-tag', 'noindex').header('referrer-policy', 'no-referrer');
    if (!feed) {
      throw absent();
    }
    return send(feed, request, reply);
  });
}

/** Whether a client has this version already (RFC 9110, 13.1.2: weak comparison). */
function isKnown(given: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return given !== undefined && (given.trim() === '*' || given.split(',').some((tag) => opaque(tag) === opaque(etag)));
}

/** Calendars: the secret addresses programs fetch, and what the operator does with them. */
export async function calendarRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  await server.register((scope) => operatorRoutes(scope, context));
  await server.register((scope) => feedRoutes(scope, context));
}
