import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { all } from '../../shared/workspace/workspace.ts';
import { checked } from './incident-routes.ts';
import { Problem } from './problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

const Pair = z.strictObject({
  code: z.string().max(200),
  person: z.string().trim().min(1).max(200),
  device: z.uuid(),
  deviceName: z.string().trim().min(1).max(200),
  publicKey: z.string().length(43),
});

function findPerson({ ledger, contacts }: RelayContext, wanted: string): string | undefined {
  const lower = wanted.toLowerCase();
  return all(contacts.joined(ledger.state.workspace), 'person').find(({ id, name, email }) =>
    [id, name, email ?? ''].some((text) => text.toLowerCase() === lower),
  )?.id;
}

/** Enrolling a desktop with the pairing code, and revoking one. */
export async function pairRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { ledger, credentials } = context;
  await server.register(async (scope) => {
    await scope.register(rateLimit, { max: 30, timeWindow: 60_000 });
    scope.post('/v1/pair', async (request, reply) => {
      const wanted = checked(Pair, request.body);
      const check = credentials.checkPairing(wanted.code);
      if (check !== 'ok') {
        throw new Problem(
          403,
          check === 'wrong'
            ? 'The pairing code is wrong; copy it again from the relay.'
            : 'The pairing code has expired; ask the operator for the present one.',
        );
      }
      const person = findPerson(context, wanted.person);
      if (person === undefined) {
        const people = all(ledger.state.workspace, 'person').map(({ name }) => name);
        throw new Problem(404, `Nobody here is called "${wanted.person}"; people are: ${people.join(', ') || 'none yet'}.`);
      }
      if (ledger.state.workspace.devices.has(wanted.device)) {
        throw new Problem(409, 'This device is enrolled already.');
      }
      const { durable } = ledger.write(
        {
          type: 'device.enrolled',
          entity: { kind: 'device', id: wanted.device },
          body: { name: wanted.deviceName, person, publicKey: wanted.publicKey },
        },
        { kind: 'admin' },
      );
      await untilDurable(durable);
      return reply.status(201).send({ device: wanted.device, person, log: ledger.log });
    });
  });
  await server.register(async (scope) => {
    scope.addHook('preHandler', requireAdmin(context));
    scope.get('/v1/pairing', async () => credentials.pairing());
    scope.post('/v1/devices/:id/revoke', async (request) => {
      const { id } = request.params as { id: string };
      if (!ledger.state.workspace.devices.has(id)) {
        throw new Problem(404, `There is no device "${id}".`);
      }
      await untilDurable(ledger.write({ type: 'device.revoked', entity: { kind: 'device', id }, body: {} }, { kind: 'admin' }).durable);
      return { revoked: id };
    });
  });
}
