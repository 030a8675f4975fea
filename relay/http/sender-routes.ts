import type { FastifyInstance, FastifyRequest } from 'fastify';
import { find } from '../../shared/workspace/workspace.ts';
import { acceptAlerts, acceptChanges, type Accepted } from '../ingest/intake.ts';
import type { Parsed, Reading } from '../ingest/senders/sender.ts';
import { senders, type Sender } from '../ingest/senders/senders.ts';
import { rawBody, readForms } from './json-body.ts';
import { limitKeys } from './limit-keys.ts';
import { Problem } from './problem.ts';
import { integrationNamed, integrationOfRequest, untilDurable, type RelayContext } from './relay-context.ts';

/** More than any of the others documents: SNS, Datadog and the rest send no more than 256 KB. */
const maxBodyBytes = 512 * 1024;

/** Counts what became of alerts. */
export function count(context: RelayContext, integration: string, accepted: readonly Accepted[]): void {
  for (const [outcome, these] of Map.groupBy(accepted, (each) => each.outcome)) {
    context.metrics.alerts.inc({ integration, outcome }, these.length);
  }
}

/** `POST /ingest/NAME`: every sender of the table, with a key as bearer token or `?key=`, answered only when all is on disk. */
export async function senderRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  readForms(server);
  const { keyLimit } = context;
  const onRequest = limitKeys(keyLimit, {
    integrationOf: (request) => integrationNamed(context, request),
    tooMany: (seconds) => {
      context.metrics.refused.inc({ reason: 'throttled' });
      return new Problem(429, `This key sends more than ${keyLimit.perMinute} requests a minute; send again in ${seconds} s.`);
    },
  });
  for (const [name, sender] of Object.entries(senders)) {
    const schema = {
      summary: sender.title,
      description: 'Takes alerts and changes with an integration key; answers 202 once they are on disk.',
      tags: ['intake'],
      security: [{ integration: [] }],
    };
    const bodyLimit = sender.maxBytes ?? maxBodyBytes;
    const options = {
      bodyLimit,
      schema,
      onRequest,
      // Before the body is read: nobody without a key is to have that much taken apart.
      preParsing: async (request: FastifyRequest) => void integrationOfRequest(context, request, sender.signature !== undefined),
    };
    server.route({
      ...options,
      method: ['POST', ...(sender.also === undefined ? [] : [sender.also])],
      url: `/ingest/${name}${sender.path ?? ''}`,
      exposeHeadRoute: false,
      handler: async (request, reply) => reply.status(202).send(await take(context, request, sender)),
    });
  }
  server.post('/ingest/:sender', { schema: { hide: true }, onRequest }, (request) => {
    const { sender } = request.params as { sender: string };
    const known = Object.entries(senders).map(([name, { path = '' }]) => `${name}${path}`);
    throw new Problem(404, `There is no sender "${sender}"; post to /ingest/NAME with one of: ${known.join(', ')}.`, { known });
  });
}

/** Ten thousand alerts take a while to read: desktops and the engine have their turns meanwhile (S2). */
async function readInTurns({ ledger }: RelayContext, reading: Reading): Promise<Parsed> {
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      return value;
    }
    await ledger.turnEnds();
  }
}

/** Refuses what is not signed as it should be, when the integration has a secret. */
function checkSignature({ credentials, now, metrics }: RelayContext, request: FastifyRequest, sender: Sender, integration: string): void {
  const secret = credentials.secretOf(integration);
  const signed = { headers: request.headers, raw: rawBody(request), now: now() };
  const wrong = secret === undefined ? undefined : sender.signature?.(signed, secret);
  if (wrong !== undefined) {
    metrics.refused.inc({ reason: 'invalid' });
    throw new Problem(401, `${wrong}.`);
  }
}

async function take(context: RelayContext, request: FastifyRequest, sender: Sender): Promise<object> {
  const { title, parse, reading } = sender;
  const name = integrationOfRequest(context, request, sender.signature !== undefined);
  checkSignature(context, request, sender, name);
  const integration = find(context.ledger.state.workspace, 'integration', name);
  const { body, headers } = request;
  const sent = { body, headers, query: request.query as Record<string, unknown>, now: context.now(), integration };
  const parsed = reading ? await readInTurns(context, reading(sent)) : parse(sent);
  if ('errors' in parsed) {
    context.metrics.refused.inc({ reason: 'invalid' });
    const [first = 'unknown form'] = parsed.errors;
    throw new Problem(400, `The body could not be read as ${title}: ${first}`, { errors: parsed.errors });
  }
  const { alerts, changes, ignored } = parsed;
  const accepted = await untilDurable(acceptAlerts(context.ledger, name, alerts, context.newId));
  count(context, name, accepted);
  if (changes.length > 0) {
    if (!find(context.ledger.state.workspace, 'service', integration?.service ?? '')) {
      throw new Problem(409, `The integration ${name} leads to no service; name one in the workspace file and apply it.`);
    }
    await untilDurable(acceptChanges(context.ledger, name, changes));
  }
  return { accepted, ...(changes.length === 0 ? {} : { changes: changes.length }), ...(ignored === undefined ? {} : { ignored }) };
}
