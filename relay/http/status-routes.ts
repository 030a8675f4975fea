import type { FastifyInstance } from 'fastify';
import type { RelayContext } from './relay-context.ts';

/** An engine that has not looked for this long is not paging anyone. */
const engineStalledMs = 10_000;

/** Health, readiness and metrics; open to everyone who can reach the relay, so they say nothing about incidents. */
export async function statusRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const engineLagMs = () => context.now() - context.runner.lastTickAt;
  server.get('/healthz', async (_request, reply) => {
    const stalled = engineLagMs() > engineStalledMs;
    return reply
      .status(stalled ? 503 : 200)
      .send({ status: stalled ? 'engine stalled' : 'ok', version: context.version, engineLagMs: engineLagMs() });
  });
  server.get('/readyz', async () => ({ status: 'ready', log: context.ledger.log, head: context.ledger.head.seq }));
  server.get('/metrics', async (_request, reply) =>
    reply.type(context.metrics.registry.contentType).send(await context.metrics.registry.metrics()),
  );
}
