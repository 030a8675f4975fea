import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';
import { integrationNamed, type RelayContext } from './relay-context.ts';

/** Lets each integration's key ask so many times a minute; whoever asks more is told so, and when to come again. */
export async function limitKeys(server: FastifyInstance, context: RelayContext, tooMany: (after: string) => string): Promise<void> {
  await server.register(rateLimit, {
    max: context.alertsPerMinute,
    timeWindow: 60_000,
    // A right key names the bucket; guesses share their address's.
    keyGenerator: (request) => integrationNamed(context, request) ?? request.ip,
    errorResponseBuilder: (_request, { after }) => {
      context.metrics.refused.inc({ reason: 'throttled' });
      return new Problem(429, tooMany(after));
    },
  });
}
