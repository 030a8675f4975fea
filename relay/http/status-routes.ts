import type { FastifyInstance } from 'fastify';
import type { RelayContext } from './relay-context.ts';

/** An engine that has not looked for this long is not paging anyone. */
const engineStalledMs = 10_000;

/** Health, readiness and metrics; open to everyone who can reach the relay, so they say nothing about incidents. */
export async function statusRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const engineLagMs = () => context.now() - context.runner.lastTickAt;
  server.get('/healthz', async (_request, reply) => {
    const folder = context.upkeep.health();
    const status = engineLagMs() > engineStalledMs ? 'engine stalled' : folder.log === 'damaged' ? 'log damaged' : 'ok';
    return reply.status(status === 'ok' ? 200 : 503).send({ status, version: context.version, engineLagMs: engineLagMs(), ...folder });
  });
  server.get('/readyz', async (_request, reply) => {
    const { disk } = context.upkeep.health();
    const status = disk === 'takes' ? 'ready' : 'the disk refuses what is written; free space or mend it';
    return reply.status(disk === 'takes' ? 200 : 503).send({ status, log: context.ledger.log, head: context.ledger.head.seq });
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(context.metrics.registry.contentType).send(await context.metrics.registry.metrics()),
  );
}
