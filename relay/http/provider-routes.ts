import type { FastifyInstance } from 'fastify';
import { isoOf } from '../../shared/time/instant.ts';
import type { ProvidersStanding } from '../deliver/live-providers.ts';
import { Problem } from './problem.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

/** The providers in force by name and kind; nothing of theirs is told. */
function told({ file, loadedAt, problem, providers, subscribers }: ProvidersStanding) {
  return { file, loadedAt: isoOf(loadedAt), problem: problem ?? null, providers, subscribers };
}

/** The file of providers: what of it is in force, and to be read again without a restart. */
export async function providerRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { providers, deliverer } = context;
  const security = [{ admin: [] }];

  server.get('/v1/providers', { schema: { summary: 'The providers in force, and what is wrong with their file', security } }, async () =>
    told(providers.standing()),
  );

  server.post('/v1/providers/reload', { schema: { summary: 'Reads the file of providers again', security } }, async () => {
    const problem = providers.reload();
    if (problem !== undefined) {
      throw new Problem(422, `What the file said before stays in force.\n${problem}`);
    }
    deliverer.look();
    return told(providers.standing());
  });
}
