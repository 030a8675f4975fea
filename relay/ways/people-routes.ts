import type { FastifyInstance } from 'fastify';
import type { Person } from '../../shared/workspace/definitions.ts';
import { all, find, mayAnswer } from '../../shared/workspace/workspace.ts';
import { checked } from '../http/incident-routes.ts';
import { Problem } from '../http/problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from '../http/relay-context.ts';
import { AskCode, AskTest, ConfirmCode, type Done } from './way-requests.ts';
import { testResults, untilTold } from './test-results.ts';
import { wayRecord } from './way-record.ts';

const security = [{ admin: [] }];

/** How people are paged beside their laptops, for the operator: what is verified, what the last test came to, and both once more. */
export async function peopleRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { ways, ledger } = context;
  if (!ways) {
    return;
  }
  server.addHook('preHandler', requireAdmin(context));
  const record = (person: Person) => wayRecord(person, ways.edges, ways.codes);
  const named = (params: unknown): Person => {
    const { id } = params as { id: string };
    const person = find(ledger.state.workspace, 'person', id);
    if (!person) {
      throw new Problem(404, `There is no person "${id}" in the workspace.`);
    }
    return person;
  };

  server.get('/v1/people', { schema: { summary: 'How people are paged beside their laptops', security } }, async () => ({
    people: all(ledger.state.workspace, 'person').filter(mayAnswer).map(record),
  }));
  server.get('/v1/people/:id', { schema: { summary: 'How one person is paged', security } }, async (request) =>
    record(named(request.params)),
  );

  server.post('/v1/people/:id/test', { schema: { summary: 'Tests their ways, as a page would take them', security } }, async (request) => {
    const person = named(request.params);
    const { channels, waitMs } = checked(AskTest, request.body);
    const body = channels === undefined ? {} : { channels };
    const entity = { kind: 'person' as const, id: person.id };
    const { event, durable } = ledger.write({ type: 'way.test-asked', entity, body }, { kind: 'admin' });
    await untilDurable(durable);
    if (event.verdict !== 'applied') {
      const isSoon = (event.why ?? '').startsWith('A test was sent');
      throw new Problem(isSoon ? 429 : 409, event.why ?? 'It could not be tested.');
    }
    await untilTold(ledger, person.id, waitMs);
    return { test: event.id, ways: testResults(ledger, person.id) };
  });

  server.post(
    '/v1/people/:id/verify',
    { schema: { summary: 'Sends a code to an address of theirs', security } },
    async (request): Promise<Done> => {
      const person = named(request.params);
      const { kind, name } = checked(AskCode.omit({ address: true }), request.body);
      const sent = await ways.verifying.askCode(person, { kind, name });
      if ('why' in sent) {
        throw new Problem(sent.status, sent.why);
      }
      return { by: sent.by };
    },
  );
  server.post('/v1/people/:id/verify/code', { schema: { summary: 'Takes the code that came to them', security } }, async (request) => {
    const person = named(request.params);
    const { kind, name, code } = checked(ConfirmCode, request.body);
    const done = await untilDurable(ways.verifying.confirm(person, { kind, name }, code));
    if (done !== 'verified') {
      throw new Problem(done.status, done.why);
    }
    return record(named(request.params));
  });
}
