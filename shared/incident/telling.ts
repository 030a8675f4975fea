import { applied, noop, parked, type Judgement } from '../log/judgement.ts';
import type { Instant } from '../time/instant.ts';
import { isOpen, type Incident } from './incident.ts';
import type { IncidentEventOf } from './reduce.ts';
import type { InsideAudience, TellingType } from './telling-events.ts';

/** An update or a decision people posted; `id` is its entry's, `by` undefined for the operator. */
export interface Post {
  id: string;
  kind: 'update' | 'decision';
  audience: InsideAudience;
  text: string;
  by?: string | undefined;
  at: Instant;
}

/** A room that was opened for an incident: it is told of it from then on. */
export interface OpenRoom {
  room: string;
  why: 'rule' | 'said';
  at: Instant;
}

/** What is to be done afterwards; `of` is the note or update it was made of, `doneAt` undefined while it is not done. */
export interface FollowUp {
  id: string;
  text: string;
  of?: string | undefined;
  owner?: string | undefined;
  dueAt?: Instant | undefined;
  by?: string | undefined;
  at: Instant;
  doneAt?: Instant | undefined;
}

/** Folds what is told of an incident, the rooms opened for it, where people talk, and what is to be done afterwards. */
export function reduceTelling(next: Incident, event: IncidentEventOf<TellingType>): Incident {
  const by = event.actor.kind === 'person' ? event.actor.id : undefined;
  const { id, recordedAt: at } = event;
  switch (event.type) {
    case 'incident.posted':
      return { ...next, posts: [...(next.posts ?? []), { id, ...event.body, by, at }] };
    case 'incident.room-opened':
      return { ...next, rooms: [...(next.rooms ?? []), { ...event.body, at }] };
    case 'incident.bridge-set':
      return { ...next, bridge: event.body.url ?? undefined };
    case 'incident.follow-up-added':
      return { ...next, followUps: [...(next.followUps ?? []), { id, ...event.body, by, at }] };
    case 'incident.follow-up-done':
      return {
        ...next,
        followUps: (next.followUps ?? []).map((each) => (each.id === event.body.followUp ? { ...each, doneAt: each.doneAt ?? at } : each)),
      };
  }
}

/**
 * What becomes of an event about what is told: words are never too late, also of what is over; a room opens once, a follow-up is done
 * once, and what is suppressed opens no room.
 */
export function judgeTelling(incident: Incident, event: IncidentEventOf<TellingType>): Judgement {
  switch (event.type) {
    case 'incident.posted':
    case 'incident.follow-up-added':
      return judgeLength(incident, event.body.text);
    case 'incident.room-opened':
      if (isOpenRoom(incident, event.body.room)) {
        return noop('The room is open already.');
      }
      return isOpen(incident) && incident.status === 'suppressed' ? noop('It pages nobody, and opens no room.') : applied;
    case 'incident.bridge-set':
      return incident.bridge === (event.body.url ?? undefined) ? noop('It was so already.') : applied;
    case 'incident.follow-up-done': {
      const followUp = incident.followUps?.find(({ id }) => id === event.body.followUp);
      return followUp && followUp.doneAt === undefined ? applied : noop('It is done already, or not known here.');
    }
  }
}

/** As much as all that is said of one incident may be, in characters of JSON: each laptop takes an incident in one frame of 4 MB (B2). */
const mostSaid = 500_000;

/** Whether an incident has room for one more text: a laptop that could not take it in would page nobody. */
export function judgeLength({ posts = [], followUps = [], actions }: Incident, text: string): Judgement {
  const length = [...posts, ...followUps, ...actions, { text }].reduce((sum, each) => sum + JSON.stringify(each.text).length, 0);
  return length > mostSaid
    ? parked('More was said of this incident than every laptop can take in; write it down elsewhere and give the address in a note.')
    : applied;
}

/** Whether a room was opened for an incident. */
export function isOpenRoom({ rooms }: Pick<Incident, 'rooms'>, room: string): boolean {
  return rooms?.some((each) => each.room === room) === true;
}
