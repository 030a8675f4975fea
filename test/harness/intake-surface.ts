import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { onTestFinished } from 'vitest';
import { KeyLimit } from '../../relay/access/key-limit.ts';
import { RelayMetrics } from '../../relay/http/metrics.ts';
import { intakeRoutes } from '../../relay/http/intake-routes.ts';
import { readJsonBodies } from '../../relay/http/json-body.ts';
import { sendProblem } from '../../relay/http/problem.ts';
import type { RelayContext } from '../../relay/http/relay-context.ts';
import { RelayLog } from './relay-log.ts';
import { eventsToward } from './workspaces.ts';

/** The key of the integration `monitoring`; other integrations have none. */
export const monitoringKey = 'k'.repeat(32);

/** Everything monitors may call, over a log in memory with a workspace in it; `post` answers as one of them would see it. */
export async function intakeSurface(workspace?: string, alertsPerMinute = 10_000_000) {
  const log = await RelayLog.withSample();
  const { ledger, store } = log;
  if (workspace !== undefined) {
    for (const { type, entity, body } of eventsToward(ledger.state, workspace)) {
      ledger.write({ type, entity: entity ?? { kind: 'organisation', id: 'organisation' }, body: body ?? {} }, { kind: 'admin' });
    }
    await ledger.settled();
  }
  const gauges = { openIncidents: 0, connections: 0, head: 0, engineLagSeconds: 0, unreachable: 0, logDamaged: 0, diskRefuses: 0 };
  const more = { backupFailures: 0, backupLastGoodSeconds: 0 };
  const read = Object.fromEntries(Object.entries({ ...gauges, ...more }).map(([name, value]) => [name, () => value]));
  const metrics = new RelayMetrics(read as unknown as ConstructorParameters<typeof RelayMetrics>[0]);
  const secrets = new Map<string, string>();
  const ownerOf = (key: string) => (key === monitoringKey ? 'monitoring' : undefined);
  const secretOf = (integration: string) => secrets.get(integration);
  const integrationOf = (key: string) => (secrets.has('monitoring') ? undefined : ownerOf(key));
  const credentials = { integrationOf, ownerOf, secretOf };
  const now = () => log.nowMs;
  const context = { ledger, store, credentials, metrics, keyLimit: new KeyLimit(alertsPerMinute, now), now, newId: () => log.newId() };
  const server: FastifyInstance = Fastify();
  readJsonBodies(server);
  server.setErrorHandler(sendProblem);
  await server.register(async (scope) => intakeRoutes(scope, context as unknown as RelayContext));
  onTestFinished(async () => server.close());
  const post = async (url: string, payload: InjectOptions['payload'], headers: Record<string, string> = {}) => {
    const answer = await server.inject({ method: 'POST', url, payload: payload ?? '', headers });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() };
  };
  /** As `post`, with the right key. */
  const send = (name: string, payload: InjectOptions['payload'], headers: Record<string, string> = {}) =>
    post(`/ingest/${name}`, payload, { authorization: `Bearer ${monitoringKey}`, ...headers });
  return { log, ledger, store, server, post, send, secrets };
}
