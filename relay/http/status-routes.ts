import type { FastifyInstance } from 'fastify';
import type { RelayContext } from './relay-context.ts';

/** Health, readiness and metrics; open to everyone who can reach the relay, so they say nothing about incidents. */
export async function statusRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.get('/healthz', async (_request, reply) => {
    const folder = context.upkeep.health();
    const damaged = { status: 'log damaged', reason: 'The log is damaged; the relay’s own output says where and what to do.' };
    const troubles = [...context.health.troubles(), ...(folder.log === 'damaged' ? [damaged] : [])];
    return reply.status(troubles.length === 0 ? 200 : 503).send({
      status: troubles[0]?.status ?? 'ok',
      reasons: troubles.map(({ reason }) => reason),
      version: context.version,
      engineLagMs: context.now() - context.runner.lastTickAt,
      ...folder,
    });
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
