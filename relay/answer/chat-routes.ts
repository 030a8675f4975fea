import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { replyWords } from '../../shared/answer/reply-words.ts';
import { answerWords } from '../../shared/answer/words.ts';
import { Problem } from '../http/problem.ts';
import type { RelayContext } from '../http/relay-context.ts';
import type { AnswerEdges } from './answer-edges.ts';
import { answerBound, type ReplyEdges } from './answer-reply.ts';
import { isSlackSigned } from './provider-signature.ts';
import { bytesOf, fieldsOf, readSignedForms } from './signed-form.ts';
import { personOfChat } from './who-is.ts';

type Edges = Pick<RelayContext, 'ledger' | 'now'> & AnswerEdges & ReplyEdges;

const SlackPress = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  actions: z.array(z.object({ value: z.string().optional() })).min(1),
  response_url: z.string().optional(),
});
const MattermostPress = z.object({ user_id: z.string(), context: z.object({ answer: z.string() }) });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a pressed button does, for the person the settings say the chat's user is; in a sentence what became of it. */
async function pressed(edges: Edges, chat: 'slack' | 'mattermost', user: string, value: unknown): Promise<string> {
  const { ledger, settings, links } = edges;
  const { language } = settings;
  const button = links.readButton(value);
  if (!button) {
    const { title, advice } = answerWords[language].outcome.unknown;
    return `${title}. ${advice}`;
  }
  const person = personOfChat(ledger.state.workspace, settings, chat, user);
  if (person === undefined) {
    return replyWords[language].notKnown;
  }
  const { text } = await answerBound(edges, { ...button, person }, { action: button.action, via: 'chat', language });
  return text;
}

/** Buttons under a message in a chat. Slack signs what it passes on; Mattermost does not, so that its buttons carry a signature of ours. */
export async function chatRoutes(server: FastifyInstance, edges: Edges): Promise<void> {
  const { settings, now, tell } = edges;
  const { slack, mattermost } = settings;
  readSignedForms(server);
  if (slack) {
    server.post('/answer/slack', { schema: { summary: 'A button pressed in Slack' } }, async (request, reply) => {
      const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = request.headers;
      const given = { signature: signature?.toString(), timestamp: timestamp?.toString() };
      if (!isSlackSigned(given, slack.signingSecrets, { raw: bytesOf(request.body), now: now() })) {
        throw new Problem(403, 'The signature is not Slack’s, or it is older than five minutes; check signingSecrets in answers.yaml.');
      }
      const press = SlackPress.safeParse(jsonOf(fieldsOf(request.body)['payload'] ?? ''));
      if (!press.success) {
        throw new Problem(400, 'This is no press of a button (block_actions).');
      }
      const { user, actions, response_url: back } = press.data;
      const text = await pressed(edges, 'slack', user.id, actions[0]?.value);
      if (back !== undefined && back.startsWith('https://hooks.slack.com/')) {
        // Slack shows what stands there to whoever pressed; that it is not told must not undo what was done.
        void tell(back, { response_type: 'ephemeral', replace_original: false, text }).catch((error: unknown) =>
          edges.onTrouble('Slack was not told what became of a button.', error),
        );
      }
      return reply.status(200).send();
    });
  }
  if (mattermost) {
    server.post('/answer/mattermost', { schema: { summary: 'A button pressed in Mattermost' } }, async (request) => {
      const press = MattermostPress.safeParse(jsonOf(bytesOf(request.body).toString('utf8')));
      if (!press.success) {
        throw new Problem(400, 'This is no press of a button: user_id and context.answer are missing.');
      }
      return { ephemeral_text: await pressed(edges, 'mattermost', press.data.user_id, press.data.context.answer) };
    });
  }
}
