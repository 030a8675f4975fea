import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deviceRequestText, readDeviceHeader, requestWithinMs } from '../../shared/protocol/device-request.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { verifySignature } from '../access/signature.ts';
import { checked } from '../http/incident-routes.ts';
import { Problem } from '../http/problem.ts';
import { untilDurable, type RelayContext } from '../http/relay-context.ts';
import { AskCode, ConfirmCode, ForgetAddress, type Done } from './way-requests.ts';
import { wayRecord } from './way-record.ts';

/** What a desktop asks for its own person, signed with its key: their addresses, a code to one of them, and the code they typed (OWN9). */
export async function ownWayRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { ways } = context;
  if (!ways) {
    return;
  }
  await server.register(rateLimit, { max: 120, timeWindow: 60_000 });
  const record = (person: Person) => wayRecord(person, ways.edges, ways.codes);

  server.get('/v1/me/ways', { schema: { summary: 'The ways of the person whose desktop asks' } }, async (request) =>
    record(personOf(context, request)),
  );
  server.post('/v1/me/ways/code', { schema: { summary: 'Sends a code to an address of theirs' } }, async (request): Promise<Done> => {
    const person = personOf(context, request);
    const { kind, name, address } = checked(AskCode, request.body);
    const sent = await ways.verifying.askCode(person, { kind, name }, address);
    if ('why' in sent) {
      throw new Problem(sent.status, sent.why);
    }
    return { by: sent.by, ...record(person) };
  });
  server.post('/v1/me/ways/confirm', { schema: { summary: 'Takes the code that came' } }, async (request) => {
    const person = personOf(context, request);
    const { kind, name, code } = checked(ConfirmCode, request.body);
    const done = await untilDurable(ways.verifying.confirm(person, { kind, name }, code));
    if (done !== 'verified') {
      throw new Problem(done.status, done.why);
    }
    return record(personOf(context, request));
  });
  server.post('/v1/me/ways/forget', { schema: { summary: 'Takes a further address of theirs away' } }, async (request) => {
    const person = personOf(context, request);
    const { name } = checked(ForgetAddress, request.body);
    if (!(await untilDurable(ways.verifying.forget(person, name)))) {
      throw new Problem(404, `There is no address called "${name}".`);
    }
    return record(personOf(context, request));
  });
}

/** The person whose device signed a request just now. */
function personOf({ ledger, now }: RelayContext, request: FastifyRequest): Person {
  const header = readDeviceHeader(request.headers.authorization);
  const { workspace } = ledger.state;
  const device = header && workspace.devices.get(header.device);
  const { method, url, body } = request;
  const text = header && deviceRequestText({ method, path: url, at: header.at, body });
  if (!header || !device || text === undefined || !verifySignature(text, header.signature, device.publicKey)) {
    throw new Problem(401, 'The request is not signed by a desktop of this relay; pair it again.');
  }
  if (Math.abs(now() - header.at) > requestWithinMs) {
    throw new Problem(401, 'The request was signed at another time than now; check the clock and try again.');
  }
  const person = device.revoked || device.person === undefined ? undefined : find(workspace, 'person', device.person);
  if (!person) {
    throw new Problem(403, 'This device was revoked, or its person is not in the workspace any more; ask an admin.');
  }
  return person;
}
