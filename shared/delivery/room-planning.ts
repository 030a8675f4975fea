import { isOutward, isTold, stageOf, type Channel, type Tells } from '../escalation/channel.ts';
import { belongsIn, isForOutside } from '../escalation/open-rooms.ts';
import type { Incident } from '../incident/incident.ts';
import type { IncidentEvent, IncidentEventOf } from '../incident/reduce.ts';
import type { Post } from '../incident/telling.ts';
import type { Audience } from '../incident/telling-events.ts';
import { derivedId } from '../log/derived-id.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { all, find } from '../workspace/workspace.ts';
import { draftOf, type Delivery } from './delivery.ts';

type What = Pick<Delivery, 'what' | 'reason'>;

/**
 * What is said in rooms: that a step fired or a room opened; then, where it belongs, how the incident stands, what people have to tell
 * and what waits for approval (S83-S88). Words for customers go out by the entry that released them, once.
 */
export function roomsTold(state: State, incident: Incident, event: IncidentEvent): Delivery[] {
  const status = statusOf(incident, event);
  if (status) {
    return roomsInUse(incident)
      .filter((room) => tells(state, room, 'status'))
      .map((room) => inRoom(incident, event, room, status, event.id));
  }
  if (event.type === 'step.fired') {
    const { outcome, channels = [], stepId, reason } = event.body;
    const isQuiet = outcome === 'suppressed' || outcome === 'skipped';
    return isQuiet ? [] : channels.map((room) => inRoom(incident, event, room, { what: 'page', reason }, stepId));
  }
  if (event.type === 'incident.room-opened') {
    const { room, why } = event.body;
    // A room that a step spoke in has it already, and what was said there says more than that it opened.
    const knows = why === 'said' || incident.path.some(({ channels }) => channels?.includes(room));
    const isQuiet = isOutward(find(state.workspace, 'channel', room) ?? {});
    return knows || isQuiet ? [] : [inRoom(incident, event, room, { what: 'opened', reason: stageOf(incident) }, event.id)];
  }
  if (event.type === 'incident.posted') {
    const { kind: what, audience } = event.body;
    const told = { audience, tells: toldAs[what] };
    return roomsFor(state, incident, told, event.recordedAt).map((room) =>
      inRoom(incident, event, room, { what, reason: audience }, event.id),
    );
  }
  return isOfAction(event) ? ofAction(state, incident, event) : [];
}

/** What a room has to be told of to hear a post. */
export const toldAs = { update: 'updates', decision: 'decisions' } as const satisfies Record<Post['kind'], Tells>;

type ActionEvent = IncidentEventOf<'action.gated' | 'action.released' | 'action.approved' | 'action.rejected'>;

function isOfAction(event: IncidentEvent): event is ActionEvent {
  return event.type.startsWith('action.') && event.type !== 'action.proposed';
}

function ofAction(state: State, incident: Incident, event: ActionEvent): Delivery[] {
  const action = incident.actions.find(({ id }) => id === event.body.action);
  if (!action || !isForOutside(action.kind)) {
    return [];
  }
  const to = (what: 'draft' | 'declined' | 'update', told: Tells) =>
    roomsFor(state, incident, { audience: 'customers', tells: told }, event.recordedAt).map((room) =>
      inRoom(incident, event, room, { what, reason: action.kind }, action.id),
    );
  switch (action.status) {
    case 'released':
      return to('update', 'updates');
    case 'rejected':
      return to('declined', 'drafts');
    case 'waiting':
      // Asking once more, or a first approval of two, is no news.
      return event.type === 'action.gated' && event.body.attempt === 1 ? to('draft', 'drafts') : [];
    case 'proposed':
      return [];
  }
}

/** What an event changes that rooms are told of in a line; `reason` says what and to what, so that it can be asked whether it still is. */
function statusOf(incident: Incident, event: IncidentEvent): What | undefined {
  if (event.type === 'incident.acknowledged') {
    return incident.status === 'acknowledged' ? { what: 'acknowledged', reason: 'acknowledged' } : undefined;
  }
  if (event.type === 'incident.resolved' || event.type === 'incident.merged') {
    return { what: 'resolved', reason: 'resolved' };
  }
  const reason = changeIn(event);
  return reason === undefined ? undefined : { what: 'status', reason };
}

function changeIn(event: IncidentEvent): string | undefined {
  if (event.type === 'incident.reopened' || event.type === 'incident.unmerged') {
    return 'reopened';
  }
  if (event.type === 'incident.stage-changed') {
    return `stage:${event.body.stage}`;
  }
  if (event.type === 'incident.severity-changed') {
    return `severity:${event.body.severity}`;
  }
  return event.type === 'incident.role-assigned' && event.body.role === 'commander' ? 'commander' : undefined;
}

/** The rooms an incident is spoken of in: those its steps named, and those opened for it. */
function roomsInUse({ path, rooms = [] }: Incident): string[] {
  return [...new Set([...path.flatMap(({ channels }) => channels ?? []), ...rooms.map(({ room }) => room)])];
}

function tells(state: State, room: string, what: Tells): boolean {
  const channel: Pick<Channel, 'for' | 'tells'> = find(state.workspace, 'channel', room) ?? {};
  return isTold(channel, what);
}

/** The rooms that are told of something for an audience, as things stand at an instant. */
export function roomsFor(
  state: State,
  incident: Incident,
  { audience, tells: told }: { audience: Audience; tells: Tells },
  now: Instant,
): string[] {
  const rules = rulesFor(state, incident);
  return all(state.workspace, 'channel')
    .filter((channel) => isTold(channel, told) && belongsIn(channel, incident, audience, rules, now))
    .map(({ id }) => id);
}

function inRoom(incident: Incident, event: IncidentEvent, room: string, { what, reason }: What, stepId: string): Delivery {
  return { ...draftOf(incident, event, { kind: 'room', room }, stepId), id: derivedId([stepId, 'room', room, what]), what, reason };
}
