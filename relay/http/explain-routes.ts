import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { explain } from '../../shared/explain/explain.ts';
import { tellExplanation } from '../../shared/explain/sentences.ts';
import { Id } from '../../shared/log/envelope.ts';
import { formatDate } from '../../shared/time/calendar.ts';
import { findZone, localAt } from '../../shared/time/zone.ts';
import { formerName } from './former-name.ts';
import { checked, incidentNamed } from './incident-routes.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const Query = z.strictObject({
  person: Id.optional(),
  language: z.enum(['en', 'fr']).default('en'),
  zone: z
    .string()
    .refine((name) => findZone(name) !== undefined, 'write a time zone as IANA does, for example Europe/Paris')
    .default('UTC'),
});

/** Why an incident paged whom it paged, as data and in sentences (C15). */
export async function explainRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger } = context;

  server.get('/v1/incidents/:id/explain', async (request) => {
    const { person, language, zone: name } = checked(Query, request.query);
    const incident = incidentNamed(ledger, (request.params as { id: string }).id);
    const history = ledger.history({ kind: 'incident', id: incident.id });
    const explanation = explain(ledger.state, incident, history, person, context, (each) => formerName(ledger, each));
    const zone = findZone(name);
    const time = (at: number) => {
      const local = zone && localAt(zone, at);
      const two = (value: number) => String(value).padStart(2, '0');
      return local ? `${formatDate(local)} ${two(local.hour)}:${two(local.minute)}:${two(local.second)}` : '';
    };
    return { explanation, told: tellExplanation(explanation, language, time) };
  });
}
