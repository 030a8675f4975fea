import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Condition } from '../../shared/condition/condition.ts';
import { conditionText } from '../../shared/condition/words.ts';
import { Id } from '../../shared/log/envelope.ts';
import type { Maintenance } from '../../shared/noise/maintenance.ts';
import { maintenanceUntil, nextMaintenanceEdge } from '../../shared/noise/maintenance-hours.ts';
import { conditionFrom } from '../../shared/noise/matcher.ts';
import { previewOf } from '../../shared/noise-view/preview.ts';
import { Silence } from '../../shared/noise/silence.ts';
import type { State } from '../../shared/state/state.ts';
import { isoOf, type Instant } from '../../shared/time/instant.ts';
import { duration, moment } from '../../shared/time/written.ts';
import { all, find } from '../../shared/workspace/workspace.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

/** What a silence is made of: `when` as data, or as one types it; `until`, or `for` how long. */
const NewSilence = z.strictObject({
  id: Id.optional(),
  name: Silence.shape.name,
  when: z
    .unknown()
    .transform((given, context): unknown => (given === undefined || typeof given === 'string' ? typed(given, context) : given))
    .pipe(Condition),
  from: moment.optional(),
  until: moment.optional(),
  for: duration.optional(),
});

function typed(text = '', context: z.RefinementCtx): Condition {
  const condition = text === '' ? { problem: 'say what to silence, for example "service=checkout"' } : conditionFrom(text);
  if ('problem' in condition) {
    context.addIssue({ code: 'custom', message: condition.problem });
    return z.NEVER;
  }
  return condition;
}

const iso = (at: Instant | undefined) => (at === undefined ? undefined : isoOf(at));

/** How many incidents something keeps from paging just now. */
function suppressedBy({ incidents }: State, reason: 'silence' | 'maintenance', by: string): number {
  return [...incidents.values()].filter(({ suppression }) => suppression?.reason === reason && suppression.by === by).length;
}

function silenceRecord(state: State, silence: Silence, now: Instant): Record<string, unknown> {
  const { id, name, when, from = -Infinity, until } = silence;
  return {
    id,
    name,
    when,
    whenText: conditionText(when, 'en'),
    from: iso(silence.from),
    until: isoOf(until),
    status: until <= now ? 'ended' : from > now ? 'pending' : 'active',
    suppressed: suppressedBy(state, 'silence', id),
  };
}

function maintenanceRecord(state: State, window: Maintenance, now: Instant): Record<string, unknown> {
  const until = maintenanceUntil(window, now);
  return {
    ...window,
    once: window.once && { from: isoOf(window.once.from), until: isoOf(window.once.until) },
    whenText: window.when && conditionText(window.when, 'en'),
    activeUntil: iso(until),
    nextEdge: iso(nextMaintenanceEdge(window, now)),
    suppressed: suppressedBy(state, 'maintenance', window.id),
  };
}

/** Silences to make and to end, and the maintenance windows of the workspace. */
export async function noiseRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger } = context;

  server.get('/v1/silences', async (request) => {
    const { status } = request.query as { status?: string };
    const records = all(ledger.state.workspace, 'silence').map((silence) => silenceRecord(ledger.state, silence, context.now()));
    return { silences: records.filter((record) => status === 'all' || record['status'] !== 'ended') };
  });

  server.post('/v1/silences', async (request, reply) => {
    const { id = context.newId(), until, for: forMs, ...said } = checked(NewSilence, request.body);
    if ((until === undefined) === (forMs === undefined)) {
      throw new Problem(400, 'Say until when, or for how long: "until" a moment with its offset, or "for" a duration such as 2h.');
    }
    const definition = checked(Silence, { id, ...said, until: until ?? (said.from ?? context.now()) + (forMs ?? 0) });
    if (definition.until <= context.now()) {
      throw new Problem(400, 'The silence would be over already; give it an end that lies ahead.');
    }
    const { open, over } = previewOf(ledger.state, definition, context.now());
    await untilDurable(
      ledger.write({ type: 'silence.defined', entity: { kind: 'silence', id }, body: { definition } }, { kind: 'admin' }).durable,
    );
    return reply.status(201).send({ silence: silenceRecord(ledger.state, definition, context.now()), fits: { open, over } });
  });

  server.delete('/v1/silences/:id', async (request) => {
    const { id } = request.params as { id: string };
    const silence = find(ledger.state.workspace, 'silence', id);
    if (!silence) {
      throw new Problem(404, `There is no silence "${id}"; see which there are with "watchbell silences" or GET /v1/silences.`);
    }
    const released = suppressedBy(ledger.state, 'silence', id);
    await untilDurable(ledger.write({ type: 'silence.removed', entity: { kind: 'silence', id }, body: {} }, { kind: 'admin' }).durable);
    return { silence: id, released };
  });

  server.get('/v1/maintenance', async () => ({
    maintenance: all(ledger.state.workspace, 'maintenance').map((window) => maintenanceRecord(ledger.state, window, context.now())),
  }));
}
