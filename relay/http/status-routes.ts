import type { FastifyInstance } from 'fastify';
import type { RelayContext } from './relay-context.ts';

/** Health, readiness and metrics; open to everyone who can reach the relay, so they say nothing about incidents. */
export async function statusRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.get('/healthz', async (_request, reply) => {
    const troubles = context.health.troubles();
    return reply.status(troubles.length === 0 ? 200 : 503).send({
      status: troubles[0]?.status ?? 'ok',
      reasons: troubles.map(({ reason }) => reason),
      version: context.version,
      engineLagMs: context.now() - context.runner.lastTickAt,
    });
  });
  server.get('/readyz', async () => ({ status: 'ready', log: context.ledger.log, head: context.ledger.head.seq }));
  server.get('/metrics', async (_request, reply) =>
    reply.type(context.metrics.registry.contentType).send(await context.metrics.registry.metrics()),
  );
}
