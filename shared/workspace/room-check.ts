import { neverHolds } from '../condition/never.ts';
import { audiencesOf, isOutward, isTold, opensByRule, RoomStage, type Channel } from '../escalation/channel.ts';
import { InsideAudience, type Audience } from '../incident/telling-events.ts';
import type { FileDefinitions } from './file.ts';
import { targetLists, type Finding } from './references.ts';

/**
 * What is hardly meant of the rooms of a file (COM12): rooms that never open or never hear what they are for, words nobody looks at. A
 * file whose channels say nothing of the kind is left alone.
 */
export function checkRooms(definitions: FileDefinitions): Finding[] {
  const rooms = definitions.channel;
  if (!rooms.some((room) => opensByRule(room) || room.for !== undefined)) {
    return templatesForNobody(definitions);
  }
  return [
    ...rooms.flatMap((room) => [...neverOpen(room, definitions), ...neverTold(room)]),
    ...stagesWithoutRoom(rooms),
    ...templatesForNobody(definitions),
    ...uncheckedWords(definitions),
    ...insideWordsOutside(definitions),
  ];
}

function neverOpen(room: Channel, { policy }: FileDefinitions): Finding[] {
  const path = ['channels', room.id];
  const never = room.when && neverHolds(room.when);
  if (never !== undefined) {
    return [{ path: [...path, 'when'], message: `${room.name} never opens, for its condition never holds: ${never}.` }];
  }
  const isSpokenIn = policy.some((each) =>
    targetLists(each).some(({ targets }) => targets.some(({ kind, id }) => kind === 'channel' && id === room.id)),
  );
  return isSpokenIn || opensByRule(room) || room.for !== undefined
    ? []
    : [{ path, message: `Nothing opens ${room.name} and no step speaks there; give it "stages", "when" or "for", or take it out.` }];
}

function neverTold(room: Channel): Finding[] {
  const path = ['channels', room.id, 'tells'];
  const audiences = audiencesOf(room);
  const complaints = [
    room.tells?.length === 0 ? `${room.name} is told of nothing; name what it is told of, or leave "tells" out.` : undefined,
    room.tells?.includes('drafts') && !audiences.includes('customers')
      ? `Drafts are words for customers, and ${room.name} is not for customers; add customers to "for", or take drafts out.`
      : undefined,
    room.tells?.includes('decisions') && !audiences.some((each) => each !== 'customers')
      ? `No decision is for customers, so none comes to ${room.name}; add who is told of them to "for", or take decisions out.`
      : undefined,
  ];
  return complaints.flatMap((message) => (message === undefined ? [] : [{ path, message }]));
}

/** Where rooms go by stages, the stages before the first of them: nobody hears of an incident anywhere then. */
function stagesWithoutRoom(rooms: readonly Channel[]): Finding[] {
  if (!rooms.some(({ stages }) => stages !== undefined)) {
    return [];
  }
  const opensAt = (stage: RoomStage) => rooms.some((room) => opensByRule(room) && (room.stages?.includes(stage) ?? true));
  const first = RoomStage.options.findIndex(opensAt);
  const bare = RoomStage.options.slice(0, first);
  return bare.length === 0
    ? []
    : [{ path: ['channels'], message: `No room is open at the stage ${bare.join(' or ')}; give one of them that stage as well.` }];
}

function isForSomebody(rooms: readonly Channel[], audience: Audience): boolean {
  return rooms.some((room) => audiencesOf(room).includes(audience) && isTold(room, 'updates'));
}

function templatesForNobody({ organisation, channel }: FileDefinitions): Finding[] {
  const templates = organisation[0]?.updates ?? {};
  return InsideAudience.options
    .filter((audience) => templates[audience] !== undefined && !isForSomebody(channel, audience))
    .map((audience) => ({
      path: ['organisation', 'updates', audience],
      message: `No room is told of updates for ${audience}; add ${audience} to the "for" of a channel.`,
    }));
}

/** Policies under which words for customers would go out without anybody looking at them. */
function uncheckedWords({ channel, policy }: FileDefinitions): Finding[] {
  if (!channel.some((room) => audiencesOf(room).includes('customers'))) {
    return [];
  }
  return policy
    .filter(({ checkpoints }) => !checkpoints?.some(({ actions }) => actions.includes('customer-update')))
    .map(({ id, name }) => ({
      path: ['policies', id],
      message: `Under ${name} an update for customers goes out without another person looking at it; add a checkpoint for customer-update.`,
    }));
}

/** Steps and digests that speak in a room customers read themselves: with titles, facts and names, which words for customers come without (COM9). */
function insideWordsOutside({ channel, policy, organisation }: FileDefinitions): Finding[] {
  const outward = new Map(channel.filter(isOutward).map(({ id, name }) => [id, name]));
  const advice = 'name another room, or say who else reads it under "for"';
  const ofSteps = policy.flatMap((each) =>
    targetLists(each).flatMap(({ targets, path }) =>
      targets
        .filter(({ kind, id }) => kind === 'channel' && outward.has(id))
        .map(({ id }) => ({
          path: ['policies', each.id, ...path],
          message: `Customers read ${outward.get(id)}, and ${each.name} tells there what a monitor said; ${advice}.`,
        })),
    ),
  );
  const ofDigests = (organisation[0]?.digests ?? [])
    .filter(({ to }) => to.kind === 'channel' && outward.has(to.id))
    .map(({ id, name, to }) => ({
      path: ['digests', id, 'to'],
      message: `Customers read ${outward.get(to.id)}, and the digest ${name} names incidents and people; ${advice}.`,
    }));
  return [...ofSteps, ...ofDigests];
}
