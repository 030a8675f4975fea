import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { digestMs, digestOf } from '../../shared/insight/digest.ts';
import { scopeOf } from '../../shared/insight/digest-scope.ts';
import { tellDigest } from '../../shared/insight/digest-text.ts';
import { digestsOf, tellPlanned } from '../../shared/insight/planned-digest.ts';
import type { DigestPlan } from '../../shared/workspace/digest-definition.ts';
import type { Workspace } from '../../shared/workspace/workspace.ts';
import { Problem } from './problem.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { checked } from './incident-routes.ts';
import { readerQuery } from './reader.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const Read = z.object({ ...readerQuery, language: z.enum(['en', 'fr']).optional(), digest: z.string().max(100).optional() });

/** `GET /v1/digest`: what is open, what changed in the last 24 h and who is on call, in sentences; of everything, or as `digest` of the workspace is sent (S81). */
export async function digestRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));

  server.get('/v1/digest', async (request) => {
    const asked = checked(Read, request.query);
    const now = context.now();
    const { state } = context.ledger;
    const plan = planNamed(state.workspace, asked.digest);
    const language = asked.language ?? plan?.language ?? 'en';
    const { from, until, watches, ...parts } = digestOf(state, now, digestMs, plan && scopeOf(state.workspace, plan));
    const told = plan
      ? tellPlanned(state, plan, { language, zone: asked.zone, now })
      : tellDigest(state.workspace, { from, until, watches, ...parts }, { language, zone: asked.zone, now });
    const incidents = Object.fromEntries(
      Object.entries(parts).map(([part, list]) => [part, list.map(({ id, number, title }) => ({ id, number, title }))]),
    );
    return {
      from: isoOf(from),
      until: isoOf(until),
      ...incidents,
      ...told,
    };
  });
}

function planNamed(workspace: Workspace, id: string | undefined): DigestPlan | undefined {
  const digests = digestsOf(workspace);
  const plan = digests.find((each) => each.id === id);
  if (id !== undefined && !plan) {
    const known = digests.map((each) => each.id).join(', ') || 'none yet';
    throw new Problem(404, `The workspace has no digest "${id}"; those it has: ${known}.`);
  }
  return plan;
}
