import type { FastifyInstance } from 'fastify';
import { acceptAlerts } from '../ingest/intake.ts';
import { parseEnqueue } from '../ingest/pagerduty-events.ts';
import { limitRoutingKeys } from './limit-keys.ts';
import { Problem } from './problem.ts';
import { untilDurable, whyNotByRoutingKey, type RelayContext } from './relay-context.ts';
import { count, senderRoutes } from './sender-routes.ts';

const maxBodyBytes = 512 * 1024;

/** `POST /v2/enqueue`: PagerDuty's Events API v2, same bodies, same answers (B2). */
async function pagerDutyRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const invalid = (errors: string[]) => ({ status: 'invalid event', message: 'Event object is invalid', errors });
  server.addHook('preHandler', limitRoutingKeys(context));
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error instanceof Problem ? error.status : (error.statusCode ?? 500);
    if (status === 429) {
      context.metrics.refused.inc({ reason: 'throttled' });
      return reply.status(429).send({ status: 'throttle exceeded', message: error.message, errors: ['Throttle exceeded'] });
    }
    if (status >= 500) {
      request.log.error({ err: error }, 'intake failed');
      return reply
        .status(status === 503 ? 503 : 500)
        .send({ status: 'error', message: status === 503 ? error.message : 'Internal error; send the event again.' });
    }
    context.metrics.refused.inc({ reason: 'invalid' });
    const text = status === 413 ? 'The event is larger than 512 KB.' : error.message;
    return reply.status(status).send(invalid([text]));
  });
  server.post('/v2/enqueue', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const parsed = parseEnqueue(request.body, context.newId().replaceAll('-', ''));
    const refuse = (errors: string[]) => {
      context.metrics.refused.inc({ reason: 'invalid' });
      return reply.status(400).send(invalid(errors));
    };
    if ('errors' in parsed) {
      return refuse(parsed.errors);
    }
    const integration = context.credentials.integrationOf(parsed.routingKey);
    if (integration === undefined) {
      return refuse([whyNotByRoutingKey(context, parsed.routingKey)]);
    }
    count(context, integration, await untilDurable(acceptAlerts(context.ledger, integration, [parsed.alert], context.newId)));
    return reply.status(202).send({ status: 'success', message: 'Event processed', dedup_key: parsed.alert.dedupKey });
  });
}

/** Everything monitors may call. */
export async function intakeRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  await server.register((scope) => pagerDutyRoutes(scope, context));
  await server.register((scope) => senderRoutes(scope, context));
}
