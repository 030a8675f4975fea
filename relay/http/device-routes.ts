import type { FastifyInstance } from 'fastify';
import { isoOf } from '../../shared/time/instant.ts';
import type { Reachability } from '../self-watch/reachability.ts';
import { requireAdmin, type RelayContext } from './relay-context.ts';

const iso = (at: number | undefined) => (at === undefined ? null : isoOf(at));

/** How a person can be reached, as the API tells it. */
function recordOf({ person, onCallFrom, isReachable, unreachableSince, devices }: Reachability, now: number) {
  return {
    person,
    onCall: onCallFrom === undefined ? null : onCallFrom <= now ? 'now' : 'soon',
    onCallFrom: iso(onCallFrom),
    reachable: isReachable,
    unreachableSince: iso(unreachableSince),
    devices: devices.map(({ id, name, isConnected, lastSeenAt, provenAt, tested }) => ({
      id,
      name,
      connected: isConnected,
      lastSeenAt: iso(lastSeenAt),
      provenAt: iso(provenAt),
      lastTest: tested ? { at: isoOf(tested.at), outcome: tested.outcome, channel: tested.channel, why: tested.why ?? null } : null,
    })),
  };
}

/** Who can be reached on which device, since when they cannot, and when each bell was last proven to ring (C11). */
export async function deviceRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  server.addHook('preHandler', requireAdmin(context));
  server.get('/v1/devices', async () => {
    const reached = context.reachability();
    // Read after it: whoever is on call from this very moment on is on call.
    const now = context.now();
    return { at: isoOf(now), people: reached.map((each) => recordOf(each, now)) };
  });
}
