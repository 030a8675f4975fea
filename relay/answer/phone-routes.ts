import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readReply } from '../../shared/answer/reply.ts';
import { replyWords } from '../../shared/answer/reply-words.ts';
import { answerWords } from '../../shared/answer/words.ts';
import type { AnswerBinding } from '../../shared/answer/standing.ts';
import { laneOf } from '../../shared/delivery/delivery.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { find, nameOf } from '../../shared/workspace/workspace.ts';
import { Problem } from '../http/problem.ts';
import type { RelayContext } from '../http/relay-context.ts';
import type { AnswerEdges } from './answer-edges.ts';
import { answerBound, answerReply, type ReplyEdges } from './answer-reply.ts';
import { standsTo } from './give-answer.ts';
import { Html, markup } from './html.ts';
import { isTwilioSigned } from './provider-signature.ts';
import { fieldsOf, readSignedForms } from './signed-form.ts';
import { personOfPhone } from './who-is.ts';

type Edges = Pick<RelayContext, 'ledger' | 'contacts' | 'store'> & AnswerEdges & ReplyEdges;

function twiml(reply: FastifyReply, inner: Html): FastifyReply {
  return reply
    .type('text/xml; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(markup`<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`.text);
}

/** Replies by text message and keys pressed in a call, as a Twilio-compatible provider passes them on. */
export async function phoneRoutes(server: FastifyInstance, edges: Edges): Promise<void> {
  const { ledger, contacts, links, used, settings, publicUrl, store } = edges;
  const { twilio, language } = settings;
  if (!twilio) {
    return;
  }
  readSignedForms(server);
  server.addHook('preHandler', async (request) => {
    const { 'x-twilio-signature': given } = request.headers;
    const url = `${publicUrl}${request.url}`;
    if (!isTwilioSigned(typeof given === 'string' ? given : undefined, twilio.authTokens, { url, fields: fieldsOf(request.body) })) {
      throw new Problem(403, 'The signature is not the provider’s; check authTokens in answers.yaml and --public-url.');
    }
  });

  server.post('/answer/sms', { schema: { summary: 'A reply by text message, from the provider' } }, async (request, reply) => {
    const { From: phone = '', Body: text = '', MessageSid: id = '' } = fieldsOf(request.body);
    const said = (sentence: string) => twiml(reply, markup`<Message>${sentence}</Message>`);
    const person = personOfPhone(ledger.state.workspace, contacts, phone);
    if (person === undefined) {
      return said(replyWords[language].notKnown);
    }
    const wanted = readReply(text);
    if (!wanted) {
      return said(replyWords[language].unclear);
    }
    // A provider that was not answered in time sends the same again; to escalate twice would pass over a level.
    if (id !== '' && !used.claim(`sms ${id}`, ledger.now() + DAY_MS)) {
      return twiml(reply, new Html(''));
    }
    const toldOf = (incident: string, to: string) =>
      store.outbox.sentAbout(laneOf({ to: { kind: 'person', person: to, channel: 'sms' }, incident }), incident).at(-1)?.delivery.epoch;
    const answered = await answerReply({ ...edges, toldOf }, person, wanted, { via: 'sms', language });
    if (answered.retry) {
      used.release(`sms ${id}`);
    } else if (answered.done) {
      used.keep();
    }
    return said(answered.text);
  });

  server.post(
    '/answer/voice/:token',
    { schema: { summary: 'What a call says, and what its keys do, for the provider' } },
    async (request, reply) => {
      const { token } = request.params as { token: string };
      const { To: phone = '', Digits: digits } = fieldsOf(request.body);
      const { voice } = replyWords[language];
      const say = (text: string) => markup`<Say language="${voice.language}">${text}</Say>`;
      const checked = links.check(token);
      if (checked.kind !== 'good' || personOfPhone(ledger.state.workspace, contacts, phone) !== checked.to.person) {
        const { title, advice } = answerWords[language].outcome[checked.kind === 'expired' ? 'expired' : 'unknown'];
        return twiml(reply, say(`${title}. ${advice}`));
      }
      const { to, expiresAt } = checked;
      const action = digits === '1' ? 'acknowledge' : digits === '2' ? 'escalate' : undefined;
      if (!action) {
        return twiml(reply, callOf(request, edges, to));
      }
      if (!links.claim(token, action, expiresAt)) {
        return twiml(reply, say(`${answerWords[language].outcome.used.title}. ${voice.goodbye}`));
      }
      const answered = await answerBound(edges, to, { action, via: 'voice', language });
      if (answered.done) {
        links.keep();
      } else {
        links.release(token, action);
      }
      return twiml(reply, say(`${answered.text} ${voice.goodbye}`));
    },
  );
}

/** What a call says: what is wrong and which keys there are, twice; of what does not ring for them any more, how it stands. */
function callOf(request: FastifyRequest, { ledger, settings: { language }, publicUrl }: Edges, to: AnswerBinding): Html {
  const words = answerWords[language];
  const { voice } = replyWords[language];
  const say = (text: string) => markup`<Say language="${voice.language}">${text}</Say>`;
  const { stands, incident } = standsTo(ledger, to);
  if (stands !== 'rings' || !incident || !find(ledger.state.workspace, 'person', to.person)) {
    const { title, advice } = words.outcome[stands];
    return say(`${title}. ${advice}`);
  }
  const service = nameOf(ledger.state.workspace, 'service', incident.service);
  const text = `${voice.summary(words.severity[incident.severity], incident, service)} ${voice.keys}`;
  const gather = markup`<Gather numDigits="1" timeout="10" method="POST" action="${publicUrl}${request.url}">`;
  return markup`${gather}${say(text)}<Pause length="1"/>${say(text)}</Gather>${say(voice.nothingPressed)}`;
}
