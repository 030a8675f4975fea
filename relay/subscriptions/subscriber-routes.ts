import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { shownAs } from '../../shared/insight/status-page.ts';
import { Id } from '../../shared/log/envelope.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { checked } from '../http/incident-routes.ts';
import { Problem } from '../http/problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from '../http/relay-context.ts';
import { Address, type KeptSubscription } from './subscription-book.ts';
import type { Subscriptions } from './subscriptions.ts';

const Added = z
  .strictObject({
    address: Address.optional(),
    person: Id.optional(),
    services: z.array(Id).min(1, 'name at least one service, or leave it out for all').max(200).optional(),
    language: z.enum(['en', 'fr']).default('en'),
  })
  .refine(({ address, person }) => (address === undefined) !== (person === undefined), 'give "address" or "person", one of them');

function told({ at, services, ...rest }: KeptSubscription) {
  return { ...rest, services: services ?? null, since: isoOf(at) };
}

/** `/v1/subscribers`: the operator sees who reads along, adds somebody, and erases them. */
export async function subscriberRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { subscriptions, ledger, contacts, now } = context;
  if (!subscriptions) {
    return;
  }
  const { book } = subscriptions;
  const security = [{ admin: [] }];

  server.get('/v1/subscribers', { schema: { summary: 'Who reads along by mail', security } }, async () => ({
    subscribers: book.list().flatMap((each) => (book.find(each.id, now()) ? [told(each)] : [])),
  }));

  server.post('/v1/subscribers', { schema: { summary: 'Subscribes a person, or asks an address', security } }, async (request, reply) => {
    const { address, person, services, language } = checked(Added, request.body);
    const { workspace } = ledger.state;
    const strange = services?.find((service) => shownAs(workspace, service) === undefined);
    if (strange !== undefined) {
      throw new Problem(422, `The status page does not show "${strange}"; name it under organisation.statusPage.services first.`);
    }
    const wanted = { language, ...(services ? { services } : {}) };
    if (person !== undefined) {
      const known = find(workspace, 'person', person);
      if (!known) {
        throw new Problem(404, `There is no person "${person}" in the workspace.`);
      }
      if (contacts.of(known)?.email === undefined) {
        throw new Problem(422, `The relay knows no mail address of "${person}"; give them an "email" in the workspace file.`);
      }
      return reply.status(201).send(told(subscriptions.addPerson(person, wanted)));
    }
    return reply.status(202).send(told(await asked(subscriptions, address ?? '', wanted)));
  });

  server.delete('/v1/subscribers/:id', { schema: { summary: 'Erases somebody who reads along', security } }, async (request) => {
    const { id } = request.params as { id: string };
    if (!book.remove(id)) {
      throw new Problem(404, `There is no subscription "${id}"; see: watchbell subscribers.`);
    }
    return { id, erased: true };
  });
}

async function asked(
  subscriptions: Subscriptions,
  address: string,
  wanted: Parameters<Subscriptions['ask']>[1],
): Promise<KeptSubscription> {
  if (!subscriptions.canAsk()) {
    throw new Problem(
      409,
      'An address from outside must be asked first, and nobody can be: start the relay with --public-url and name a provider under channels.mail in providers.yaml.',
    );
  }
  const it = await untilDurable(subscriptions.ask(address, wanted));
  if (!it) {
    throw new Problem(429, 'This address was asked three times in a day, or too many were in an hour; try again later.');
  }
  return it;
}
