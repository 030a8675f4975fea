import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isoOf } from '../../shared/time/instant.ts';
import { beginningOf } from '../ingest/carriable.ts';
import type { Beat } from '../ingest/heartbeats.ts';
import { limitKeys } from './limit-keys.ts';
import { Problem } from './problem.ts';
import { integrationNamed, integrationOfRequest, requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

/** The words scripts use for how it went; anything else is refused, for in doubt nobody knows. */
const statusWords: Readonly<Record<string, Beat['status']>> = {
  ok: 'ok',
  up: 'ok',
  success: 'ok',
  fail: 'fail',
  failed: 'fail',
  failure: 'fail',
  error: 'fail',
  down: 'fail',
};
const Said = z.looseObject({ status: z.string().optional(), message: z.string().optional() });

/** `POST` or `GET /ingest/heartbeat/NAME`: somebody is alive, or says that they failed; and how all stand, for the operator. */
export async function heartbeatRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const onRequest = limitKeys(context.keyLimit, {
    integrationOf: (request) => integrationNamed(context, request),
    tooMany: (seconds) => {
      context.metrics.refused.inc({ reason: 'throttled' });
      return new Problem(429, `This key sends too often; wait ${seconds} s and beat again.`);
    },
  });
  const beat = async (request: FastifyRequest) => {
    integrationOfRequest(context, request);
    const { name } = request.params as { name: string };
    const said = saidBy(request);
    const known = await untilDurable(context.heartbeats.beat(name, said));
    if (known !== undefined) {
      context.metrics.refused.inc({ reason: 'invalid' });
      throw new Problem(404, `There is no heartbeat "${beginningOf(name, 100)}" in the workspace; ${listed(known)}`, { known });
    }
    return { heartbeat: name, status: said.status };
  };
  const schema = {
    summary: 'A heartbeat beats',
    description: 'Takes an integration key; status ok or fail, and a message, in the address or the body.',
    tags: ['intake'],
    security: [{ integration: [] }],
  };
  server.post('/ingest/heartbeat/:name', { bodyLimit: 64 * 1024, schema, onRequest }, beat);
  server.get('/ingest/heartbeat/:name', { schema, onRequest }, beat);
  const ofOperator = { summary: 'How every heartbeat stands', security: [{ admin: [] }] };
  server.get('/v1/heartbeats', { preHandler: requireAdmin(context), schema: ofOperator }, async () => ({
    heartbeats: context.heartbeats
      .standing()
      .map(({ lastBeat, ...standing }) => ({ ...standing, lastBeat: lastBeat === undefined ? null : isoOf(lastBeat) })),
  }));
}

function listed(known: readonly string[]): string {
  return known.length === 0 ? 'define one under "heartbeats" and apply the file.' : `it has: ${known.join(', ')}.`;
}

function saidBy(request: FastifyRequest): Beat {
  const { key: _, ...query } = request.query as Record<string, unknown>;
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
  const said = Said.safeParse({ ...query, ...body });
  const word = said.data?.status?.trim().toLowerCase() ?? 'ok';
  const status = Object.hasOwn(statusWords, word) ? statusWords[word] : undefined;
  if (!said.success || status === undefined) {
    throw new Problem(400, `"status" is one of ${Object.keys(statusWords).join(', ')}, or left out; "message" is text.`);
  }
  return { status, message: said.data.message && beginningOf(said.data.message, 4000) };
}
