import { Outside } from './outside.ts';
import { shop, type FilePart } from './shop.ts';
import { World } from './world.ts';

/** The rooms of S83 to S88, each with who it is for and when it opens. */
export const roomsByStage: Record<string, FilePart> = {
  critical: { name: '#incident-critical', when: { field: 'severity', in: ['critical', 'error'] } },
  warroom: { name: '#incident-warroom', stages: ['investigating', 'mitigating'], for: ['responders'] },
  leadership: { name: '#incident-leadership', for: ['leadership'], tells: ['updates', 'decisions'] },
  comms: { name: '#incident-comms', for: ['customers'], tells: ['drafts', 'updates', 'status'] },
  retro: { name: '#incident-retro', stages: ['resolved'], when: { field: 'severity', is: 'critical' } },
};

/** The file of a shop with rooms. */
export function shopWithRooms(policy: FilePart = {}, more: Record<string, Record<string, unknown>> = {}): string {
  const steps = [{ notify: ['person:ana'], acknowledgeWithin: '2h' }];
  const { channels = {}, ...others } = more;
  return shop({ steps, ...policy }, { channels: { ...roomsByStage, ...channels }, ...others });
}

/** A shop with rooms, and what is said in them; more of the policy or the file as a story needs it. */
export async function worldWithRooms(policy: FilePart = {}, more: Record<string, Record<string, unknown>> = {}) {
  const outside = new Outside();
  outside.rooms = Object.fromEntries(Object.keys(roomsByStage).map((room) => [room, [room]]));
  const world = await World.start(shopWithRooms(policy, more), { outside });
  return { world, outside };
}
