import Fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { incidentRoutes } from './incident-routes.ts';
import { readJsonBodies } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RelayContext } from './relay-context.ts';

interface Listed {
  incidents: { id: string }[];
  total: number;
  next?: string;
  detail?: string;
}

async function surface() {
  const log = await RelayLog.withSample();
  const { ledger, store } = log;
  const credentials = { isAdmin: () => true };
  const context = { ledger, store, credentials, now: () => log.nowMs, newId: () => log.newId(), reach: () => 'yes' };
  const server = Fastify();
  readJsonBodies(server);
  server.setErrorHandler(sendProblem);
  await server.register(async (scope) => incidentRoutes(scope, context as unknown as RelayContext));
  onTestFinished(async () => server.close());
  const list = async (query: string) => {
    const answer = await server.inject({ method: 'GET', url: `/v1/incidents${query}`, headers: { authorization: 'Bearer admin' } });
    return { status: answer.statusCode, body: answer.json<Listed>() };
  };
  return { log, list };
}

it('lists incidents by pages that together are the whole queue in its order', async () => {
  const { log, list } = await surface();
  for (let i = 0; i < 7; i += 1) {
    log.nowMs += 1000;
    log.trigger();
  }
  const whole = (await list('')).body;
  expect(whole).toMatchObject({ total: 7 });
  expect(whole.next).toBeUndefined();
  const pages: string[][] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const { body }: { body: Listed } = await list(`?limit=3${after === '' ? '' : `&after=${after}`}`);
    pages.push(body.incidents.map(({ id }) => id));
    after = body.next;
  }
  expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
  expect(pages.flat()).toEqual(whole.incidents.map(({ id }) => id));
});

it('says what is wrong with a page nobody can be given', async () => {
  const { list } = await surface();
  expect((await list('?limit=0')).status).toBe(400);
  expect((await list('?limit=many')).status).toBe(400);
  const gone = await list('?after=nowhere');
  expect(gone.status).toBe(400);
  expect(gone.body.detail).toContain('ask again without "after"');
});

it.each(['', 'status=triggered&', 'status=triggered,acknowledged,suppressed,resolved&'])(
  'goes on with the next page of ?%s although the last of the page was resolved or acknowledged meanwhile',
  async (status) => {
    for (const type of ['incident.resolved', 'incident.acknowledged']) {
      const { log, list } = await surface();
      const ids = Array.from({ length: 6 }, () => {
        log.nowMs += 1000;
        return log.trigger();
      });
      const first = (await list(`?${status}limit=3`)).body;
      expect(first.incidents.map(({ id }) => id)).toEqual(ids.slice(0, 3));
      const entity = { kind: 'incident' as const, id: ids[2] ?? '' };
      log.ledger.write({ type, entity, body: { epoch: 1, via: 'api' } }, { kind: 'admin' });
      const { status: answered, body } = await list(`?${status}limit=3&after=${first.next}`);
      expect(answered).toBe(200);
      expect(body.incidents.map(({ id }) => id)).toEqual(ids.slice(3));
      expect((await list(`?${status}after=${ids[3]}`)).body.incidents.map(({ id }) => id).slice(0, 2)).toEqual(ids.slice(4));
    }
  },
);
