import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeyLimit } from '../access/key-limit.ts';
import { Problem } from './problem.ts';
import type { RelayContext } from './relay-context.ts';

/** What tells a request's integration, and what somebody is answered who asks too often: the error, given the seconds to wait. */
export interface Limited {
  integrationOf(request: FastifyRequest): string | undefined;
  tooMany(seconds: number): Error;
}

/** A hook that lets a key ask so many times a minute; whoever asks more is told so, and when to come again. */
export function limitKeys(limit: KeyLimit, { integrationOf, tooMany }: Limited) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const integration = integrationOf(request);
    const waitMs = integration === undefined ? limit.askForAddress(request.ip) : limit.askFor(integration);
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1000);
      reply.header('retry-after', seconds);
      throw tooMany(seconds);
    }
  };
}

/** The same for PagerDuty's addresses, whose key stands in the body. */
export function limitRoutingKeys({ keyLimit, credentials }: Pick<RelayContext, 'keyLimit' | 'credentials'>) {
  return limitKeys(keyLimit, {
    integrationOf: ({ body }) => {
      const { routing_key: key } = (body ?? {}) as { routing_key?: unknown };
      return typeof key === 'string' ? credentials.ownerOf(key) : undefined;
    },
    tooMany: () => new Problem(429, 'Requests for this service are arriving too quickly. Please retry later.'),
  });
}
