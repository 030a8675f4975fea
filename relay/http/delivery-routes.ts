import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { replayed, type OutboxRow } from '../../shared/delivery/attempt.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { changeOf } from '../log/outbox.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

const Query = z.object({
  state: z.enum(['waiting', 'sending', 'sent', 'suppressed', 'dead']).optional(),
  incident: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** A delivery as it is told: whom it is for, never by which address or with what credential. */
function told({ delivery, state, attempts, nextAt, provider, receipt, lastError, settledAt }: OutboxRow) {
  const { id, to, what, incident, epoch, page, dueAt } = delivery;
  const isOpen = state === 'waiting' || state === 'sending';
  return {
    id,
    to,
    what,
    incident,
    epoch,
    page,
    state,
    attempts,
    dueAt: isoOf(dueAt),
    nextAt: isOpen ? isoOf(nextAt) : null,
    settledAt: settledAt === undefined ? null : isoOf(settledAt),
    provider: provider ?? null,
    receipt: receipt ?? null,
    lastError: lastError ?? null,
  };
}

/** What was brought outside and what was not, and once more by hand. */
export async function deliveryRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { outbox } = context.store;
  const security = [{ admin: [] }];

  server.get('/v1/deliveries', { schema: { summary: 'What is, was or could not be brought outside', security } }, async (request) => {
    const query = checked(Query, request.query);
    return { counts: outbox.counts(), deliveries: outbox.list(query).map(told) };
  });

  server.post('/v1/deliveries/:id/replay', { schema: { summary: 'Brings it outside once more', security } }, async (request) => {
    const { id } = request.params as { id: string };
    const row = outbox.find(id);
    if (!row) {
      throw new Problem(404, `There is no delivery "${id}"; they are kept for 30 days: watchbell deliveries.`);
    }
    if (row.state === 'waiting' || row.state === 'sending') {
      throw new Problem(409, 'It is on its way still; wait until it is settled.');
    }
    if (row.state === 'sent' && row.delivery.to.kind !== 'subscriber') {
      throw new Problem(409, 'It was sent; people are not sent the same page twice. Escalate or page them again instead.');
    }
    const again = replayed(row, context.now());
    const [isMade] = (await untilDurable(outbox.change([changeOf(row, again)]))) ?? [];
    if (isMade !== true) {
      throw new Problem(409, 'Somebody else has just taken it up; look again.');
    }
    context.deliverer.look();
    return told(again);
  });
}
