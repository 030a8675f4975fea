import type { FastifyInstance } from 'fastify';
import { contactIn } from '../../shared/workspace/contact.ts';
import { Problem } from './problem.ts';
import { requireAdmin, untilDurable, type RelayContext } from './relay-context.ts';

/** Erasing what the relay keeps of a person beside the log. */
export async function personRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger, contacts } = context;

  /** The contact first: that it was erased must not be written down while it is still there. */
  async function erase(id: string, commitment: string | undefined): Promise<void> {
    if (commitment !== undefined) {
      contacts.erase(commitment);
    }
    const body = commitment === undefined ? {} : { commitment };
    await ledger.write({ type: 'person.contact-erased', entity: { kind: 'person', id }, body }, { kind: 'admin' }).durable;
  }

  server.post('/v1/people/:id/erase-contact', async (request) => {
    const { id } = request.params as { id: string };
    const person = ledger.state.workspace.entries.person.get(id)?.current;
    if (!person) {
      throw new Problem(404, `There is no person "${id}" in the workspace. The contact of somebody who was removed is erased already.`);
    }
    const commitment = person.contact?.commitment;
    const inLog = contactIn(person) !== undefined;
    if (commitment === undefined && !inLog) {
      return { person: id, erased: false, inLog };
    }
    await untilDurable(erase(id, commitment));
    return { person: id, erased: true, inLog };
  });
}
