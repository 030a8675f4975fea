import type { FastifyInstance } from 'fastify';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import { tellingOf } from '../../shared/delivery/telling-view.ts';
import { audiencesOf, isTold, Tells } from '../../shared/escalation/channel.ts';
import { isOpen } from '../../shared/incident/incident.ts';
import { isOpenRoom } from '../../shared/incident/telling.ts';
import { isoOf, type Instant } from '../../shared/time/instant.ts';
import { all, nameOf } from '../../shared/workspace/workspace.ts';
import { incidentNamed } from './incident-routes.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const iso = (at: Instant | undefined) => (at === undefined ? null : isoOf(at));
/** More than an incident's rooms are ever told. */
const mostRows = 1000;

/** The rooms of the workspace, and what is told of an incident in them. */
export async function roomRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  const { ledger, store, outlets } = context;
  const security = [{ admin: [] }];

  server.get('/v1/rooms', { schema: { summary: 'The rooms, what each is for and when it opens', security } }, async () => {
    const { workspace, incidents } = ledger.state;
    const open = [...incidents.values()].filter(isOpen);
    return {
      rooms: all(workspace, 'channel').map(({ id, name, audience, purpose, stages, when, ...room }) => {
        const ways = outlets.waysTo({ kind: 'room', room: id }, undefined);
        return {
          id,
          name,
          audience,
          purpose,
          stages,
          when,
          for: audiencesOf(room),
          tells: Tells.options.filter((what) => isTold(room, what)),
          openFor: open
            .filter((incident) => isOpenRoom(incident, id))
            .map(({ id: incident, number, title }) => ({ id: incident, number, title })),
          problem: typeof ways === 'string' ? ways : null,
        };
      }),
    };
  });

  server.get('/v1/incidents/:id/updates', { schema: { summary: 'What is told of an incident, and where', security } }, async (request) => {
    const incident = incidentNamed(ledger, (request.params as { id: string }).id);
    const { updates, rooms, audiences, followUps, bridge, bridgeByHand } = tellingOf(ledger.state, incident, context.now());
    const rows = store.outbox.list({ incident: incident.id, limit: mostRows }).filter(({ delivery }) => delivery.to.kind === 'room');
    return {
      updates: updates.map(({ at, ...update }) => ({ ...update, at: isoOf(at), rooms: toldIn(context, rows, update.id) })),
      rooms: rooms.map(({ at, ...room }) => ({ ...room, at: isoOf(at) })),
      audiences,
      bridge: bridge ?? null,
      bridgeByHand,
      followUps: followUps.map(({ at, dueAt, doneAt, ...rest }) => ({ ...rest, at: isoOf(at), dueAt: iso(dueAt), doneAt: iso(doneAt) })),
    };
  });
}

/** Where an update was said or is to be, as far as the outbox remembers. */
function toldIn({ ledger }: RelayContext, rows: readonly OutboxRow[], update: string) {
  return rows
    .filter(({ delivery }) => delivery.stepId === update)
    .map(({ delivery: { to, what }, state, lastError, settledAt }) => {
      const room = to.kind === 'room' ? to.room : '';
      return {
        id: room,
        name: nameOf(ledger.state.workspace, 'channel', room),
        what,
        state,
        at: iso(settledAt),
        problem: lastError ?? null,
      };
    })
    .toReversed();
}
