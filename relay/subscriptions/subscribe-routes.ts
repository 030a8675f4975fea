import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageTitle, shownAs } from '../../shared/insight/status-page.ts';
import type { SubscribeOutcome } from '../../shared/insight/subscribe-words.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { isFromElsewhere } from '../answer/answer-routes.ts';
import { languageOf, pageHeaders } from '../answer/html.ts';
import { pageStyle } from '../answer/page-style.ts';
import { bytesOf, fieldsOf, readSignedForms } from '../answer/signed-form.ts';
import type { RelayContext } from '../http/relay-context.ts';
import { multipartFields } from '../ingest/multipart.ts';
import { statusPath } from '../public-status/status-address.ts';
import { Address, type KeptSubscription } from './subscription-book.ts';
import { subscriptionPage } from './subscription-page.ts';

const statusOf: Partial<Record<SubscribeOutcome, number>> = {
  'bad-address': 400,
  unclear: 400,
  'forged-form': 403,
  closed: 404,
  unknown: 404,
  'stale-form': 409,
  failed: 503,
};

/** Whether a mail program asks to end it with one click (RFC 8058), as a form of either kind. */
async function isOneClick({ body, headers }: FastifyRequest): Promise<boolean> {
  const parts = await multipartFields(bytesOf(body), headers['content-type'] ?? '');
  const given = fieldsOf(body)['List-Unsubscribe'] ?? parts?.find(([name]) => name === 'List-Unsubscribe')?.[1];
  return given?.trim() === 'One-Click';
}

/** The form on the status page, and `/subscription/TOKEN`: looking never acts, only a press does; what is said tells nobody who reads along. */
export async function subscribeRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { answers, ledger, subscriptions } = context;
  if (!answers || !subscriptions) {
    return;
  }
  readSignedForms(server);
  const { links } = subscriptions;
  const workspace = () => ledger.state.workspace;

  const show = (request: FastifyRequest, reply: FastifyReply, outcome: SubscribeOutcome, of?: { it: KeptSubscription; token: string }) => {
    const path = statusPath(workspace(), answers.links);
    // Whoever has neither its address nor a link of their own does not learn from here where a page by link is.
    const isPublic = path === '/status' || of !== undefined || request.url.split('?', 1)[0] === path;
    const services = of?.it.services?.map((service) => shownAs(workspace(), service) ?? service);
    const page = subscriptionPage({
      language: languageOf(request.headers['accept-language']),
      title: isPublic ? pageTitle(workspace()) : '',
      back: isPublic ? path : undefined,
      outcome,
      about: of && { services },
      offers: of === undefined ? [] : of.it.state === 'asked' ? ['confirm', 'decline'] : ['leave'],
      form: of === undefined ? '' : links.formFor(of.token),
    });
    return reply
      .status(statusOf[outcome] ?? 200)
      .headers(pageHeaders(pageStyle.source))
      .send(page);
  };

  const subscribe = async (request: FastifyRequest, reply: FastifyReply, at: string) => {
    const page = find(workspace(), 'organisation', 'organisation')?.statusPage;
    if (statusPath(workspace(), answers.links) !== at || !page?.subscribe || !subscriptions.canAsk()) {
      return show(request, reply, 'closed');
    }
    if (isFromElsewhere(request)) {
      return show(request, reply, 'forged-form');
    }
    const fields = fieldsOf(request.body);
    const address = Address.safeParse(fields['address']?.trim());
    if (!address.success || address.data.length > 254) {
      return show(request, reply, 'bad-address');
    }
    const chosen = page.services.map(({ service }) => service).filter((service) => fields[`service-${service}`] !== undefined);
    const language = languageOf(request.headers['accept-language']);
    try {
      await subscriptions.ask(address.data, { language, ...(chosen.length > 0 ? { services: chosen } : {}) });
      return await show(request, reply, 'sent');
    } catch (error) {
      request.log.error({ err: error }, 'A wish to subscribe could not be written down.');
      return show(request, reply, 'failed');
    }
  };

  server.post('/status', { schema: { summary: 'Asks an address whether it wants news by mail' } }, async (request, reply) =>
    subscribe(request, reply, '/status'),
  );
  server.post('/status/:key', { schema: { summary: 'The same, on a status page by its link' } }, async (request, reply) =>
    subscribe(request, reply, `/status/${(request.params as { key: string }).key}`),
  );

  const linked = (request: FastifyRequest) => {
    const { token } = request.params as { token: string };
    const it = subscriptions.find(links.idOf(token) ?? '');
    return it && { it, token };
  };

  server.get('/subscription/:token', { schema: { summary: 'How a subscription stands; it never acts' } }, async (request, reply) => {
    const of = linked(request);
    return show(request, reply, of === undefined ? 'unknown' : of.it.state === 'asked' ? 'asked' : 'subscribed', of);
  });

  server.post('/subscription/:token', { schema: { summary: 'Confirms or ends a subscription' } }, async (request, reply) => {
    const of = linked(request);
    const { action, form = '' } = fieldsOf(request.body);
    const leaves = (await isOneClick(request)) || action === 'leave' || action === 'decline';
    if (!of) {
      // Leaving twice is leaving; the first may have been a mail program's.
      return show(request, reply, leaves ? 'left' : 'unknown');
    }
    if (!leaves && action !== 'confirm') {
      return show(request, reply, 'unclear', of);
    }
    if (!leaves && (isFromElsewhere(request) || !links.isForm(of.token, form))) {
      return show(request, reply, isFromElsewhere(request) ? 'forged-form' : 'stale-form', of);
    }
    try {
      if (leaves) {
        subscriptions.book.remove(of.it.id);
        return await show(request, reply, 'left');
      }
      const it = subscriptions.confirm(of.it.id);
      return await show(request, reply, it ? 'confirmed' : 'unknown', it && { ...of, it });
    } catch (error) {
      request.log.error({ err: error }, 'What was said of a subscription could not be written down.');
      return show(request, reply, 'failed', of);
    }
  });
}
