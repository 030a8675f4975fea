import { applies } from '../escalation/rules.ts';
import { isForOutside } from '../escalation/open-rooms.ts';
import type { Action } from '../incident/action.ts';
import type { Incident } from '../incident/incident.ts';
import type { Post } from '../incident/telling.ts';
import { UpdateFor } from '../state/commands.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { bridgeOf } from '../workspace/bridge-of.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';
import { roomsFor, toldAs } from './room-planning.ts';

interface Named {
  id: string;
  name: string;
}

/**
 * An update or a decision with names: `told` went out, `waiting` for approval, `declined` with the reason. `rooms` are where it was said,
 * as the log and the present workspace show it; the relay alone knows what arrived.
 */
export interface UpdateView {
  id: string;
  kind: 'update' | 'decision';
  for: UpdateFor;
  text: string;
  by?: Named | undefined;
  at: Instant;
  state: 'told' | 'waiting' | 'declined';
  reason?: string | undefined;
  rooms: Named[];
}

/** A room that was opened, with what it is for. */
export interface RoomView extends Named {
  at: Instant;
  why: 'rule' | 'said';
  audience?: string | undefined;
  purpose?: string | undefined;
}

/** Whom an update can be for: the rooms that would be told as things stand, and the checkpoint it would wait at. */
export interface AudienceView {
  for: UpdateFor;
  rooms: Named[];
  /** The rooms that would be told of a decision for them. */
  decisionRooms: Named[];
  checkpoint?: string | undefined;
}

/** What is to be done afterwards, with names. */
export interface FollowUpView {
  id: string;
  text: string;
  of?: string | undefined;
  owner?: Named | undefined;
  by?: Named | undefined;
  at: Instant;
  dueAt?: Instant | undefined;
  doneAt?: Instant | undefined;
}

/** Who is told of an incident, and where; what was said, latest first. `bridgeByHand`: it was set for this one. */
export interface TellingView {
  updates: UpdateView[];
  rooms: RoomView[];
  audiences: AudienceView[];
  followUps: FollowUpView[];
  bridge?: string | undefined;
  bridgeByHand: boolean;
}

/** All that is told of an incident, as the window, the command line and the API show it (COM16). */
export function tellingOf(state: State, incident: Incident, now: Instant): TellingView {
  const { workspace } = state;
  const audiences = audiencesFor(state, incident, now);
  const posts = (incident.posts ?? []).map((post) => ofPost(workspace, post));
  const actions = incident.actions.filter(({ kind }) => isForOutside(kind)).map((action) => ofAction(workspace, action));
  return {
    updates: [...posts, ...actions]
      .map((update) => ({ ...update, rooms: saidWhere(incident, audiences, update) }))
      .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)),
    rooms: (incident.rooms ?? []).map(({ room, at, why }) => {
      const { name, audience, purpose } = find(workspace, 'channel', room) ?? { name: room };
      return { id: room, name, at, why, audience, purpose };
    }),
    audiences,
    followUps: (incident.followUps ?? []).map(({ owner, by, ...rest }) => ({
      ...rest,
      owner: personIn(workspace, owner),
      by: personIn(workspace, by),
    })),
    bridge: bridgeOf(workspace, incident),
    bridgeByHand: incident.bridge !== undefined,
  };
}

/** Of the rooms for an audience those that were in use when it was said; one that opened by its rule later never heard it. */
function saidWhere({ rooms = [] }: Incident, audiences: readonly AudienceView[], update: Omit<UpdateView, 'rooms'>): Named[] {
  const known = audiences.find((each) => each.for === update.for);
  const open = (update.kind === 'decision' ? known?.decisionRooms : known?.rooms) ?? [];
  const isLater = (id: string) => rooms.some(({ room, why, at }) => room === id && why === 'rule' && at > update.at);
  return update.state === 'told' ? open.filter(({ id }) => !isLater(id)) : [];
}

function personIn(workspace: Workspace, id: string | undefined): Named | undefined {
  return id === undefined ? undefined : { id, name: nameOf(workspace, 'person', id) };
}

function ofPost(workspace: Workspace, { audience, by, ...post }: Post): Omit<UpdateView, 'rooms'> {
  return { ...post, for: audience, by: personIn(workspace, by), state: 'told' };
}

function ofAction(workspace: Workspace, { id, kind, text, by, at, status, rejection }: Action): Omit<UpdateView, 'rooms'> {
  return {
    id,
    kind: 'update',
    for: kind === 'public-status' ? 'public' : 'customers',
    text,
    by: personIn(workspace, by),
    at,
    state: status === 'released' ? 'told' : status === 'rejected' ? 'declined' : 'waiting',
    reason: rejection?.reason,
  };
}

function audiencesFor(state: State, incident: Incident, now: Instant): AudienceView[] {
  const { workspace } = state;
  const rules = rulesFor(state, incident);
  return UpdateFor.options.map((audience) => {
    const isOutside = audience === 'customers' || audience === 'public';
    const where = (kind: 'update' | 'decision') =>
      roomsFor(state, incident, { audience: isOutside ? 'customers' : audience, tells: toldAs[kind] }, now).map((id) => ({
        id,
        name: nameOf(workspace, 'channel', id),
      }));
    const kind = audience === 'public' ? 'public-status' : 'customer-update';
    const checkpoint = rules.policy.checkpoints?.find(({ actions, when }) => actions.includes(kind) && applies(when, rules, now));
    return {
      for: audience,
      rooms: where('update'),
      decisionRooms: where('decision'),
      checkpoint: isOutside ? checkpoint?.name : undefined,
    };
  });
}
