import type { FastifyInstance } from 'fastify';
import { acceptChanges } from '../ingest/intake.ts';
import { parseChange } from '../ingest/pagerduty-changes.ts';
import { limitRoutingKeys } from './limit-keys.ts';
import { Problem } from './problem.ts';
import { untilDurable, whyNotByRoutingKey, type RelayContext } from './relay-context.ts';

const invalid = (errors: string[]) => ({ status: 'invalid event', message: 'Event object is invalid', errors });

/** `POST /v2/change/enqueue`: PagerDuty's change events, same bodies, same answers (B2). They notify nobody. */
export async function changeRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { ledger, metrics } = context;
  server.addHook('preHandler', limitRoutingKeys(context));
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
    if (status === 429) {
      metrics.refused.inc({ reason: 'throttled' });
      return reply.status(429).send({ status: 'throttle exceeded', message: error.message, errors: ['Throttle exceeded'] });
    }
    if (status >= 500) {
      request.log.error({ err: error }, 'intake failed');
      const message = status === 503 ? error.message : 'Internal error; send the event again.';
      return reply.status(status).send({ status: 'error', message });
    }
    metrics.refused.inc({ reason: 'invalid' });
    return reply.status(status).send(invalid([status === 413 ? 'The event is larger than 512 KB.' : error.message]));
  });
  const schema = { summary: 'PagerDuty Events API v2: a change event', tags: ['intake'] };
  server.post('/v2/change/enqueue', { bodyLimit: 512 * 1024, schema }, async (request, reply) => {
    const parsed = parseChange(request.body);
    const integration = 'errors' in parsed ? undefined : context.credentials.integrationOf(parsed.routingKey);
    if ('errors' in parsed || integration === undefined) {
      metrics.refused.inc({ reason: 'invalid' });
      const errors = 'errors' in parsed ? parsed.errors : [whyNotByRoutingKey(context, parsed.routingKey)];
      return reply.status(400).send(invalid(errors));
    }
    const durable = acceptChanges(ledger, integration, [parsed.change]);
    // Not the disk's fault: it leads nowhere, or no schema takes it.
    const refused = await durable.then(
      () => undefined,
      (error: unknown) => (error instanceof TypeError ? error.message : undefined),
    );
    if (refused !== undefined) {
      throw new Problem(400, refused);
    }
    await untilDurable(durable);
    return reply.status(202).send({ status: 'success', message: 'Change event processed' });
  });
}
