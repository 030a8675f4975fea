import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shownAs, statusHistoryMs, statusView, updatesOf, type StatusView } from '../../shared/insight/status-page.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { AnswerEdges } from '../answer/answer-edges.ts';
import type { Language } from '../../shared/coverage/day-text.ts';
import { languageOf, nothing, pageHeaders } from '../answer/html.ts';
import { pageStyle } from '../answer/page-style.ts';
import { Problem } from '../http/problem.ts';
import { requireAdmin, type RelayContext } from '../http/relay-context.ts';
import { statusPath } from './status-address.ts';
import { subscribeForm } from '../subscriptions/subscription-page.ts';
import { noStatusPage, statusFeed, statusPage } from './status-page.ts';

/**
 * The incidents a status page may speak of: those in mind as they are now, older ones as the store had them when first asked. That look
 * goes over everything of 90 days, so it is made once; what words are released for later, or is over, comes to it as it happens.
 */
class StatusIncidents {
  readonly #context: Pick<RelayContext, 'ledger' | 'store' | 'now'>;
  #older: Map<string, Incident> | undefined;

  constructor(context: Pick<RelayContext, 'ledger' | 'store' | 'now'>) {
    this.#context = context;
    const { ledger } = context;
    ledger.subscribe((_, events) =>
      events.forEach(({ entity, type }) => {
        const incident = entity.kind === 'incident' && !type.startsWith('notification.') ? ledger.incident(entity.id) : undefined;
        if (incident && updatesOf(incident).length > 0) {
          this.#older?.set(incident.id, incident);
        }
      }),
    );
    ledger.subscribeReload(() => (this.#older = undefined));
  }

  now(): Incident[] {
    const { ledger, store, now } = this.#context;
    this.#older ??= new Map(store.recentIncidents(now() - statusHistoryMs, 'public-status').map((incident) => [incident.id, incident]));
    return [...new Map([...this.#older, ...ledger.state.incidents]).values()];
  }
}

/** `/status`: what the public may read; nothing when the relay has no public address or the workspace no status page (S103). */
export async function statusPageRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { answers, ledger, now, subscriptions } = context;
  if (!answers) {
    return;
  }
  const incidents = new StatusIncidents(context);
  const pageOf = () => find(ledger.state.workspace, 'organisation', 'organisation')?.statusPage;

  const path = (answering: AnswerEdges): string | undefined => statusPath(ledger.state.workspace, answering.links);

  const view = (given: string | undefined): { shown: StatusView; at: string } | undefined => {
    const at = path(answers);
    const asked = given === undefined ? '/status' : `/status/${given}`;
    const isRight = at !== undefined && isSame(at, asked);
    const shown = isRight ? statusView(ledger.state.workspace, incidents.now(), now()) : undefined;
    return shown && at !== undefined ? { shown, at } : undefined;
  };

  const headersOf = () => ({
    ...pageHeaders(pageStyle.source),
    ...(pageOf()?.access === 'public' ? { 'cache-control': 'public, max-age=30', 'x-robots-tag': 'all' } : {}),
  });

  const formOf = (language: Language) => {
    const page = pageOf();
    return page?.subscribe && subscriptions?.canAsk() === true
      ? subscribeForm(
          page.services.map(({ service }) => ({ id: service, name: shownAs(ledger.state.workspace, service) ?? service })),
          language,
        )
      : nothing;
  };

  const showPage = (request: FastifyRequest, reply: FastifyReply, key: string | undefined) => {
    const language = languageOf(request.headers['accept-language']);
    const found = view(key);
    void reply.headers(headersOf());
    return found
      ? reply.send(
          statusPage(found.shown, { language, now: now(), feed: `${answers.publicUrl}${found.at}/feed.xml`, form: formOf(language) }),
        )
      : reply.status(404).header('cache-control', 'no-store').send(noStatusPage(language));
  };

  const showFeed = (request: FastifyRequest, reply: FastifyReply, key: string | undefined) => {
    const found = view(key);
    if (!found) {
      throw new Problem(404, 'There is no status page at this address. Ask whoever gave you the address for the present one.');
    }
    return reply
      .headers({ ...headersOf(), 'content-type': 'application/rss+xml; charset=utf-8' })
      .send(statusFeed(found.shown, `${answers.publicUrl}${found.at}`, languageOf(request.headers['accept-language'])));
  };

  const keyOf = (request: FastifyRequest) => (request.params as { key?: string }).key;
  server.get('/status', { schema: { summary: 'The status page' } }, async (request, reply) => showPage(request, reply, undefined));
  server.get('/status/feed.xml', { schema: { summary: 'The status page as a feed' } }, async (request, reply) =>
    showFeed(request, reply, undefined),
  );
  server.get('/status/:key', { schema: { summary: 'The status page, by its link' } }, async (request, reply) =>
    showPage(request, reply, keyOf(request)),
  );
  server.get('/status/:key/feed.xml', async (request, reply) => showFeed(request, reply, keyOf(request)));

  server.get('/v1/status-page', { preHandler: requireAdmin(context) }, async () => {
    const at = path(answers);
    if (at === undefined) {
      throw new Problem(404, 'The workspace has no status page: write organisation.statusPage into its file and apply it.');
    }
    return { url: `${answers.publicUrl}${at}`, feed: `${answers.publicUrl}${at}/feed.xml` };
  });
}

function isSame(right: string, given: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
