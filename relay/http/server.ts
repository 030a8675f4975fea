import type { IncomingMessage } from 'node:http';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { answerRoutes } from '../answer/answer-routes.ts';
import { statusPageRoutes } from '../public-status/status-page-routes.ts';
import { ownWayRoutes } from '../ways/own-way-routes.ts';
import { peopleRoutes } from '../ways/people-routes.ts';
import { testLinkRoutes } from '../ways/test-link-routes.ts';
import { subscribeRoutes } from '../subscriptions/subscribe-routes.ts';
import { subscriberRoutes } from '../subscriptions/subscriber-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { changeRoutes } from './change-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { roomRoutes } from './room-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { digestRoutes } from './digest-routes.ts';
import { explainRoutes } from './explain-routes.ts';
import { heartbeatRoutes } from './heartbeat-routes.ts';
import { incidentRoutes } from './incident-routes.ts';
import { intakeRoutes } from './intake-routes.ts';
import { integrationRoutes } from './integration-routes.ts';
import { readJsonBodies } from './json-body.ts';
import { noiseRoutes } from './noise-routes.ts';
import { opsgenieRoutes } from './opsgenie-routes.ts';
import { pairRoutes } from './pair-routes.ts';
import { personRoutes } from './person-routes.ts';
import { sendProblem } from './problem.ts';
import type { RelayContext } from './relay-context.ts';
import { balanceRoutes } from './balance-routes.ts';
import { proposeRoutes } from './propose-routes.ts';
import { ruleRoutes } from './rule-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { statusRoutes } from './status-routes.ts';
import { workspaceRoutes } from './workspace-routes.ts';

/** The relay's HTTP surface; `listen` is the composition root's. */
export async function createServer(context: RelayContext, logger: Logger): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = logger;
  const server: FastifyInstance = Fastify({
    loggerInstance,
    // Alerts arrive by the thousand; a line for each would be most of the work and none of the use.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    // Only WebSockets are upgraded: a client that offers h2c as well must still be heard.
    http: { shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket' },
  });
  readJsonBodies(server);
  await describe(server, context.version);
  server.setErrorHandler(sendProblem);
  server.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .type('application/problem+json')
      .send({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        detail: `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}; see the README for the addresses.`,
      }),
  );
  for (const routes of [
    intakeRoutes,
    changeRoutes,
    opsgenieRoutes,
    heartbeatRoutes,
    statusRoutes,
    incidentRoutes,
    noiseRoutes,
    explainRoutes,
    scheduleRoutes,
    proposeRoutes,
    balanceRoutes,
    workspaceRoutes,
    ruleRoutes,
    deviceRoutes,
    pairRoutes,
    personRoutes,
    integrationRoutes,
    calendarRoutes,
    digestRoutes,
    answerRoutes,
    statusPageRoutes,
    subscribeRoutes,
    subscriberRoutes,
    deliveryRoutes,
    peopleRoutes,
    ownWayRoutes,
    testLinkRoutes,
    providerRoutes,
    roomRoutes,
  ]) {
    await server.register((scope) => routes(scope, context));
  }
  return server;
}

/** Serves `/openapi.json`; routes bring their schemas for reading only, for zod has the last word on what is valid. */
async function describe(server: FastifyInstance, version: string): Promise<void> {
  server.setValidatorCompiler(() => () => true);
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Watchbell relay', version, description: 'Errors are problem details (RFC 9457).' },
      components: { securitySchemes: { admin: { type: 'http', scheme: 'bearer' }, integration: { type: 'http', scheme: 'bearer' } } },
    },
  });
  server.get('/openapi.json', { schema: { hide: true } }, async () => server.swagger());
}
