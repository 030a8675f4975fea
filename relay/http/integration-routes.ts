import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { all, find } from '../../shared/workspace/workspace.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const Secret = z.strictObject({
  secret: z.string().trim().min(16, 'use at least 16 characters, or leave it out to have one made').max(512).optional(),
});

/** What the senders of an integration sign with. */
export async function integrationRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { credentials, ledger } = context;

  const integrationOf = (request: FastifyRequest): string => {
    const { id } = request.params as { id: string };
    if (!find(ledger.state.workspace, 'integration', id)) {
      const known = all(ledger.state.workspace, 'integration').map((each) => each.id);
      throw new Problem(404, `There is no integration "${id}" in the workspace; it has ${known.join(', ') || 'none'}.`, { known });
    }
    return id;
  };
  const security = [{ admin: [] }];
  server.post('/v1/integrations/:id/secret', { schema: { summary: 'Take only what is signed', security } }, async (request) => {
    const integration = integrationOf(request);
    const { secret } = checked(Secret, request.body ?? {});
    const replaced = credentials.secretOf(integration) !== undefined;
    return { integration, secret: credentials.setSecret(integration, secret), replaced };
  });
  server.delete('/v1/integrations/:id/secret', { schema: { summary: 'Let the key be enough again', security } }, async (request) => {
    const integration = integrationOf(request);
    return { integration, removed: credentials.removeSecret(integration) };
  });
}
