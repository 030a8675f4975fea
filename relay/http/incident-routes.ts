import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formOf } from '../../shared/form/default-form.ts';
import { openedByHand, OpenedByHand, type Opening } from '../../shared/form/open-by-hand.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { contextOf } from '../../shared/insight/context.ts';
import { lookedBackMs, mostLookedAt, pastOf } from '../../shared/insight/similar.ts';
import { queuePage, standsAt } from '../../shared/queue/page.ts';
import { rowOf } from '../../shared/queue/row.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { incidentCommandNames, type IncidentCommandName } from '../../shared/state/command-names.ts';
import { draftCommand } from '../../shared/state/commands.ts';
import type { Place } from '../../shared/state/queue-place.ts';
import type { State } from '../../shared/state/state.ts';
import { bridgeOf } from '../../shared/workspace/bridge-of.ts';
import { all, find } from '../../shared/workspace/workspace.ts';
import type { Ledger } from '../log/ledger.ts';
import type { Recorded } from '../log/ledger-edges.ts';
import { alertOfNewIncident, NewIncident } from './new-incident.ts';
import { Problem } from './problem.ts';
import { formerName } from './former-name.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

/** Room for five attachments. */
const maxNewBytes = 1024 * 1024;
/** Which part of a list is asked for: so many, after the one the part before ended with. All of it unless said otherwise. */
const Page = z.object({ limit: z.coerce.number().int().min(1).max(1000).optional(), after: z.string().optional() });
const statuses = z.array(z.enum(['suppressed', 'triggered', 'acknowledged', 'resolved']));

/** What makes something that can be listed has the list's address. */
const made: Partial<Record<IncidentCommandName, string>> = {
  note: 'notes',
  update: 'updates',
  decide: 'decisions',
  'follow-up': 'follow-ups',
};

/** Checks a body against a schema; the first problem in a sentence. */
export function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Problem(400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'is not valid'}.`, {
      errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    });
  }
  return parsed.data;
}

function recordOf(context: RelayContext, incident: Incident): Record<string, unknown> {
  const row = rowOf(context.ledger.state, incident, undefined, 0, context);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    severity: row.severity,
    status: row.status,
    suppression: row.suppression && {
      ...row.suppression,
      name: row.suppression.name ?? formerName(context.ledger, row.suppression),
      until: row.suppression.until === undefined ? undefined : isoOf(row.suppression.until),
    },
    standsFor: row.standsFor,
    problems: incident.members,
    endedQuiet: row.endedQuiet,
    tags: row.tags,
    service: row.service,
    policy: row.policy,
    epoch: row.epoch,
    level: row.level,
    paged: row.paged,
    acknowledgedBy: row.heldBy,
    acknowledgedAt: row.heldSince === undefined ? undefined : isoOf(row.heldSince),
    acknowledgedVia: incident.acknowledgement?.via,
    resolvedAt: row.resolvedAt === undefined ? undefined : isoOf(row.resolvedAt),
    next: row.next && { ...row.next, at: isoOf(row.next.at) },
    triggeredAt: isoOf(row.triggeredAt),
    alertCount: row.alertCount,
    integration: incident.integration,
    dedupKey: incident.dedupKey,
    test: row.test,
    priority: row.priority,
    stage: row.stage,
    snoozedUntil: row.snoozedUntil === undefined ? undefined : isoOf(row.snoozedUntil),
    mergedInto: row.mergedInto,
    blockedBy: row.blockedBy,
    answers: row.answers,
    needed: row.needed,
    deadline: incident.deadline === undefined ? undefined : isoOf(incident.deadline),
    roles: incident.roles,
    bridge: bridgeOf(context.ledger.state.workspace, incident),
    actions: incident.actions.map(({ until, at, ...action }) => ({
      ...action,
      at: isoOf(at),
      until: until === undefined ? undefined : isoOf(until),
    })),
  };
}

/** What was like it before, and what was changed on its service before it began. */
function contextRecord({ ledger, store, now }: RelayContext, incident: Incident): Record<string, unknown> {
  const { workspace, incidents } = ledger.state;
  const kept = store.resolvedOf(incident.service, now() - lookedBackMs, mostLookedAt);
  const { similar, changes } = contextOf(workspace, incident, pastOf(incident.service, incidents.values(), kept));
  return {
    similar: similar.map(({ at, ...rest }) => ({ ...rest, at: isoOf(at) })),
    changes: changes.map(({ at, saidAt, ...rest }) => ({
      ...rest,
      at: isoOf(at),
      ...(saidAt === undefined ? {} : { saidAt: isoOf(saidAt) }),
    })),
  };
}

/** An incident by its number or id; a problem that says what to do when there is none. */
export function incidentNamed(ledger: Ledger, name: string): Incident {
  const byNumber = /^\d{1,15}$/.test(name) ? ledger.incidentNumbered(Number(name)) : undefined;
  const incident = byNumber ?? ledger.incident(name);
  if (!incident) {
    throw new Problem(404, `There is no incident "${name}"; list them with GET /v1/incidents.`);
  }
  return incident;
}

/** What opens an incident: the answers to the form, or its fields one by one with whatever else an alert may bring. */
function openingAsked(state: State, given: unknown, id: string): { body: Record<string, unknown>; note?: string } {
  if (typeof given === 'object' && given !== null && 'answers' in given) {
    return orProblem(openedByHand(state, checked(OpenedByHand, given)));
  }
  const wanted = checked(NewIncident, given);
  if (!find(state.workspace, 'service', wanted.service)) {
    const known = all(state.workspace, 'service').map(({ id: each }) => each);
    throw new Problem(400, `There is no service "${wanted.service}"; the workspace has: ${known.join(', ') || 'none'}.`, { known });
  }
  const { title, service, severity, description, test, priority, known } = wanted;
  const { body, ...note } = orProblem(openedByHand(state, { title, service, severity, description, test, priority, known }));
  const alert = alertOfNewIncident(wanted, id);
  return { body: { ...body, ...(alert === undefined ? {} : { alert }) }, ...note };
}

function orProblem(opening: Opening): Exclude<Opening, { errors: unknown }> {
  if ('errors' in opening) {
    const [first] = opening.errors;
    const errors = opening.errors.map(({ field, en }) => ({ path: field, message: en }));
    throw new Problem(400, `${first?.field ?? 'body'}: ${first?.en ?? 'is not valid.'}`, { errors });
  }
  return opening;
}

/** The place in the queue that a page ended at, as it says it, or that an incident has; pages go on behind it. */
function placeNamed({ ledger, now }: RelayContext, after: string): Place {
  const [, rank, time, number] = /^(\d{1,3})\.(-?\d{1,15})\.(\d{1,15})$/.exec(after) ?? [];
  if (rank !== undefined) {
    return { rank: Number(rank), time: Number(time), number: Number(number) };
  }
  const incident = ledger.state.incidents.get(after);
  if (!incident) {
    throw new Problem(400, `There is no incident ${after} in the queue any more; ask again without "after".`);
  }
  return standsAt(ledger.state, incident, now());
}

function placeName({ rank, time, number }: Place): string {
  return `${rank}.${time}.${number}`;
}

/** Incidents for the operator, scripts and the command line. */
export async function incidentRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger } = context;

  const named = (name: string) => incidentNamed(ledger, name);
  const answer = async (id: string, { event, durable }: Recorded) => {
    await untilDurable(durable);
    const { seq, verdict, why } = event;
    return { seq, verdict, why, incident: recordOf(context, named(id)) };
  };

  server.get('/v1/incidents', async (request) => {
    const { status } = request.query as { status?: string | string[] };
    const { limit = Infinity, after } = checked(Page, request.query);
    const given = [status ?? []].flat().join(',');
    const wanted = checked(statuses, given === '' ? ['triggered', 'acknowledged'] : given.split(','));
    const behind = after === undefined ? undefined : placeNamed(context, after);
    const { incidents, total, next } = queuePage(ledger.state, context.now(), { statuses: wanted, limit, after: behind });
    return {
      incidents: incidents.map((incident) => recordOf(context, incident)),
      total,
      ...(next ? { next: placeName(next) } : {}),
    };
  });

  server.get('/v1/incidents/:id', async (request) => {
    const incident = named((request.params as { id: string }).id);
    const events = ledger.history({ kind: 'incident', id: incident.id });
    return {
      incident: recordOf(context, incident),
      ...contextRecord(context, incident),
      events: events.map(({ seq, type, recordedAt, actor, verdict, why, body }) => ({
        seq,
        type,
        at: isoOf(recordedAt),
        actor,
        verdict,
        why,
        body,
      })),
    };
  });

  server.get('/v1/form', async () => formOf(ledger.state.workspace));

  server.post('/v1/incidents', { bodyLimit: maxNewBytes }, async (request, reply) => {
    const entity = { kind: 'incident' as const, id: context.newId() };
    const { body, note } = openingAsked(ledger.state, request.body, entity.id);
    const recorded = ledger.write({ type: 'incident.triggered', entity, body }, { kind: 'admin' });
    if (note !== undefined) {
      ledger.write({ type: 'incident.annotated', entity, body: { text: note } }, { kind: 'admin' });
    }
    const answered = await answer(entity.id, recorded);
    return reply.status(201).send(answered);
  });

  for (const name of incidentCommandNames) {
    const path = made[name] ?? name;
    server.post(`/v1/incidents/:id/${path}`, async (request, reply) => {
      const incident = named((request.params as { id: string }).id);
      const draft = draftCommand(name, { incident, via: 'api', state: ledger.state }, request.body);
      if ('problem' in draft) {
        throw new Problem(400, draft.problem);
      }
      const recorded = ledger.write({ ...draft, entity: { kind: 'incident', id: incident.id } }, { kind: 'admin' });
      return reply.status(made[name] === undefined ? 200 : 201).send(await answer(incident.id, recorded));
    });
  }
}
