import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { digestOf } from '../../shared/insight/digest.ts';
import { tellDigest } from '../../shared/insight/digest-text.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { checked } from './incident-routes.ts';
import { readerQuery } from './reader.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const Read = z.object(readerQuery);

/** `GET /v1/digest`: what is open, what changed in the last 24 h and who is on call, in sentences (S81). */
export async function digestRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));

  server.get('/v1/digest', async (request) => {
    const { language, zone } = checked(Read, request.query);
    const now = context.now();
    const { state } = context.ledger;
    const { from, until, watches, ...parts } = digestOf(state, now);
    const incidents = Object.fromEntries(
      Object.entries(parts).map(([part, list]) => [part, list.map(({ id, number, title }) => ({ id, number, title }))]),
    );
    return {
      from: isoOf(from),
      until: isoOf(until),
      ...incidents,
      ...tellDigest(state.workspace, { from, until, watches, ...parts }, { language, zone, now }),
    };
  });
}
