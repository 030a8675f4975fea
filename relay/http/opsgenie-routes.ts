import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isoOf } from '../../shared/time/instant.ts';
import { acceptAlerts } from '../ingest/intake.ts';
import { parseAction } from '../ingest/opsgenie-actions.ts';
import { keyOfAlias, parseCreateAlert } from '../ingest/opsgenie-alerts.ts';
import { alertRecord, incidentOf, type IdentifierType } from './opsgenie-alert-record.ts';
import { carryOut, workspaceOf } from './opsgenie-carry-out.ts';
import { limitKeys } from './limit-keys.ts';
import { OpsgenieError, sendOpsgenieError } from './opsgenie-error.ts';
import { OpsgenieRequests } from './opsgenie-requests.ts';
import { untilDurable, whyNotByKey, type RelayContext } from './relay-context.ts';
import { WrittenNotes } from './written-notes.ts';

const maxBodyBytes = 512 * 1024;
const identifierTypes: readonly string[] = ['id', 'tiny', 'alias'] satisfies IdentifierType[];
/** The key of a request's integration; older clients put it in the address. */
const keyPattern = /^GenieKey\s+(\S+)$/i;

function keyOf(request: FastifyRequest): string | undefined {
  const { apiKey } = request.query as { apiKey?: unknown };
  return keyPattern.exec(request.headers.authorization ?? '')?.[1] ?? (typeof apiKey === 'string' ? apiKey : undefined);
}

function integrationOf(context: RelayContext, request: FastifyRequest): string {
  const key = keyOf(request);
  const integration = key === undefined ? undefined : context.credentials.integrationOf(key);
  if (integration === undefined) {
    throw new OpsgenieError(401, 'Could not authenticate', {
      Authorization: whyNotByKey(context, key, 'Send "GenieKey KEY" with the key of an integration of this relay.'),
    });
  }
  return integration;
}

function identifierOf(request: FastifyRequest): { type: IdentifierType; name: string } {
  const { identifier } = request.params as { identifier: string };
  const { identifierType = 'id' } = request.query as { identifierType?: string };
  if (!identifierTypes.includes(identifierType)) {
    throw new OpsgenieError(422, 'Request body is not processable. Please check the errors.', {
      identifierType: 'Identifier type must be one of id, tiny, alias.',
    });
  }
  return { type: identifierType as IdentifierType, name: identifier };
}

/** Opsgenie's Alert API and heartbeat ping (S140), so that what speaks them moves by its address alone. */
export async function opsgenieRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const kept = { requests: new OpsgenieRequests(), notes: new WrittenNotes(context.ledger) };
  await server.register((scope) => served(scope, context, kept), { prefix: '/opsgenie' });
  await server.register((scope) => served(scope, context, kept));
}

async function served(
  server: FastifyInstance,
  context: RelayContext,
  { requests, notes }: { requests: OpsgenieRequests; notes: WrittenNotes },
): Promise<void> {
  const { ledger, metrics } = context;
  const limited = limitKeys(context.keyLimit, {
    integrationOf: (request) => context.credentials.ownerOf(keyOf(request) ?? ''),
    tooMany: (seconds) => new OpsgenieError(429, `You are making too many requests! Wait ${seconds} s, then send again.`),
  });
  server.addHook('onRequest', limited);
  server.setErrorHandler((error: Error, request, reply) => sendOpsgenieError(error, { request, reply, context }));

  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    body: Record<string, unknown>,
    requestId = context.newId(),
  ) => {
    const took = Math.round(reply.elapsedTime) / 1000;
    return reply
      .status(status)
      .headers({ 'x-request-id': requestId, 'x-response-time': took, 'x-ratelimit-state': 'OK' })
      .send({ ...body, took, requestId });
  };
  const noSuchAlert = (type: string, name: string) => new OpsgenieError(404, `No alert of this integration has the ${type} "${name}".`);

  server.post('/v2/alerts', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const integration = integrationOf(context, request);
    const alertId = context.newId();
    const parsed = parseCreateAlert(request.body, { newKey: alertId, sentFrom: request.ip });
    if ('errors' in parsed) {
      throw new OpsgenieError(422, 'Request body is not processable. Please check the errors.', parsed.errors);
    }
    const { alert, note } = parsed;
    const [accepted] = await untilDurable(acceptAlerts(ledger, integration, [alert], () => alertId));
    metrics.alerts.inc({ integration, outcome: accepted?.outcome ?? 'dropped' });
    const incident = accepted?.incident;
    if (note !== undefined && incident !== undefined) {
      await untilDurable(notes.write(integration, incident, note));
    }
    const requestId = context.newId();
    requests.note(requestId, {
      action: 'Create',
      integration,
      isSuccess: incident !== undefined,
      status:
        incident === undefined
          ? (accepted?.why ?? 'It was not taken.')
          : accepted?.outcome === 'joined'
            ? 'Deduplicated alert'
            : 'Created alert',
      alertId: incident ?? '',
      alias: alert.dedupKey,
      processedAt: context.now(),
    });
    return send(request, reply, 202, { result: 'Request will be processed' }, requestId);
  });

  server.get('/v2/alerts/requests/:requestId', async (request, reply) => {
    const integration = integrationOf(context, request);
    const found = requests.find((request.params as { requestId: string }).requestId, integration);
    if (!found) {
      throw new OpsgenieError(404, 'Request not found. It might not be processed, yet.');
    }
    const { action, isSuccess, status, alertId, alias, processedAt } = found;
    const data = {
      success: isSuccess,
      action,
      processedAt: isoOf(processedAt),
      integrationId: integration,
      isSuccess,
      status,
      alertId,
      alias,
    };
    return send(request, reply, 200, { data });
  });

  server.get('/v2/alerts/:identifier', async (request, reply) => {
    const integration = integrationOf(context, request);
    const { type, name } = identifierOf(request);
    const incident = incidentOf(ledger, integration, type, name);
    if (!incident) {
      throw noSuchAlert(type, name);
    }
    return send(request, reply, 200, { data: alertRecord(ledger, incident) });
  });

  const act = async (request: FastifyRequest, reply: FastifyReply, action: string) => {
    const integration = integrationOf(context, request);
    const { type, name } = identifierOf(request);
    const parsed = parseAction(action, request.body, { now: context.now(), ...workspaceOf(context) });
    if (parsed === undefined) {
      throw new OpsgenieError(404, `There is no action "${action}" here; a note or another action may do.`);
    }
    if ('errors' in parsed) {
      throw new OpsgenieError(422, 'Request body is not processable. Please check the errors.', parsed.errors);
    }
    const incident = incidentOf(ledger, integration, type, name);
    const key = type === 'alias' ? keyOfAlias(name) : incident?.dedupKey;
    const done = incident
      ? await carryOut(context, notes, { integration, incident, key: key ?? '', parsed })
      : { isSuccess: false, status: 'Alert does not exist' };
    const requestId = context.newId();
    const word = `${action.slice(0, 1).toUpperCase()}${action.slice(1)}`;
    const alias = incident?.dedupKey ?? '';
    requests.note(requestId, { action: word, integration, ...done, alertId: incident?.id ?? '', alias, processedAt: context.now() });
    return send(request, reply, 202, { result: 'Request will be processed' }, requestId);
  };
  const actionOf = (request: FastifyRequest) => (request.params as { action: string }).action;
  const options = { bodyLimit: maxBodyBytes };
  server.post('/v2/alerts/:identifier/:action', options, async (request, reply) => act(request, reply, actionOf(request)));
  server.put('/v2/alerts/:identifier/:action', options, async (request, reply) => act(request, reply, actionOf(request)));
  // Nothing is ever deleted here: it is over.
  server.delete('/v2/alerts/:identifier', async (request, reply) => act(request, reply, 'close'));

  const ping = async (request: FastifyRequest, reply: FastifyReply) => {
    integrationOf(context, request);
    const { name } = request.params as { name: string };
    const known = await untilDurable(context.heartbeats.beat(name));
    if (known !== undefined) {
      throw new OpsgenieError(404, `There is no heartbeat "${name}" in the workspace; it has ${known.join(', ') || 'none'}.`);
    }
    return send(request, reply, 202, { result: 'PONG - Heartbeat received' });
  };
  server.post('/v2/heartbeats/:name/ping', ping);
  server.get('/v2/heartbeats/:name/ping', ping);
}
