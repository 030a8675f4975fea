import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerActions, type AnswerBinding } from '../../shared/answer/standing.ts';
import type { Outcome } from '../../shared/answer/words.ts';
import type { RelayContext } from '../http/relay-context.ts';
import type { AnswerLinks } from './answer-links.ts';
import { answerPage } from './answer-page.ts';
import { giveAnswer, offeredTo, standsTo } from './give-answer.ts';
import { languageOf, pageHeaders } from './html.ts';
import { pageStyle } from './page-style.ts';
import { chatRoutes } from './chat-routes.ts';
import { phoneRoutes } from './phone-routes.ts';
import { fieldsOf, readSignedForms } from './signed-form.ts';

/** How people answer from outside; nothing when the relay has no public address. */
export async function answerRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { answers, ledger, contacts, now, store } = context;
  if (answers) {
    for (const routes of [answerLinkRoutes, phoneRoutes, chatRoutes]) {
      await server.register((scope) => routes(scope, { ...answers, ledger, contacts, now, store }));
    }
  }
}

type Edges = Pick<RelayContext, 'ledger' | 'now'> & { links: AnswerLinks };

const statusOf: Partial<Record<Outcome, number>> = {
  unknown: 404,
  expired: 410,
  used: 409,
  'rung-again': 410,
  'may-not': 403,
  'stale-form': 409,
  'forged-form': 403,
  failed: 503,
  unclear: 400,
};

/**
 * `/a/TOKEN`: GET shows, only POST acts (S7). No limit on how often: a token is checked faster than a page is written, and whoever
 * floods the relay must not keep a responder out.
 */
export async function answerLinkRoutes(server: FastifyInstance, edges: Edges): Promise<void> {
  const { ledger, links, now } = edges;
  readSignedForms(server);

  const show = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome, link?: { to: AnswerBinding; token: string }) => {
    const incident = link && ledger.incident(link.to.incident);
    const offers = link ? offeredTo(ledger, link.to).filter((action) => !links.isUsed(link.token, action)) : [];
    const page = answerPage({
      language: languageOf(request.headers['accept-language']),
      outcome,
      now: now(),
      about: link && incident && { workspace: ledger.state.workspace, incident, to: link.to },
      offers,
      form: link && offers.length > 0 ? links.formFor(link.token) : '',
    });
    return reply
      .status(statusOf[outcome] ?? 200)
      .headers(pageHeaders(pageStyle.source))
      .send(page);
  };

  server.get('/a/:token', { schema: { summary: 'The page behind an answer link; it never acts' } }, async (request, reply) => {
    const { token } = request.params as { token: string };
    const checked = links.check(token);
    if (checked.kind !== 'good') {
      return show(request, reply, checked.kind);
    }
    return show(request, reply, standsTo(ledger, checked.to).stands, { to: checked.to, token });
  });

  server.post(
    '/a/:token',
    { schema: { summary: 'Acknowledges, escalates or resolves as the person of the link' } },
    async (request, reply) => {
      const { token } = request.params as { token: string };
      const checked = links.check(token);
      if (checked.kind !== 'good') {
        return show(request, reply, checked.kind);
      }
      const link = { to: checked.to, token };
      const { action: asked, form = '' } = fieldsOf(request.body);
      const action = answerActions.find((each) => each === asked);
      if (isFromElsewhere(request) || form === '') {
        return show(request, reply, 'forged-form', link);
      }
      if (!links.isForm(token, form)) {
        return show(request, reply, 'stale-form', link);
      }
      if (!action) {
        return show(request, reply, 'unclear', link);
      }
      if (!links.claim(token, action, checked.expiresAt)) {
        return show(request, reply, 'used', link);
      }
      try {
        const { became } = await giveAnswer(ledger, checked.to, action, 'link');
        if (became !== 'done') {
          links.release(token, action);
          return await show(request, reply, became, link);
        }
        links.keep();
        return await show(request, reply, action, link);
      } catch (error) {
        // The disk refused, and what was about to be done was taken back with it.
        links.release(token, action);
        request.log.error({ err: error }, 'An answer could not be written down.');
        return show(request, reply, 'failed', link);
      }
    },
  );
}

/** Whether a browser says that another site sent this; one that says nothing is held to the form alone. */
export function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
