import { handoffEvent, judgeHandoff } from '../handoff/handoff.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { judgeIncident } from '../incident/judge.ts';
import { noop, parked, type Judgement } from '../log/judgement.ts';
import { incidentEvent, type IncidentEvent } from '../incident/reduce.ts';
import { severityRank } from '../log/severity.ts';
import type { Actor, AuthorPart, Event } from '../log/envelope.ts';
import type { Person, Role } from '../workspace/definitions.ts';
import { contactIn } from '../workspace/contact.ts';
import type { Policy } from '../escalation/policy.ts';
import { checkPolicy } from '../workspace/policy-check.ts';
import { judgeEdit } from '../schedule/judge-edit.ts';
import { scheduleEditBodies, type ScheduleEdit } from '../schedule/schedule-events.ts';
import type { WayBody } from '../workspace/way-events.ts';
import { testAgainAfterMs, testKeepsMs, waysToTest } from '../workspace/ways.ts';
import { workspaceBodies } from '../workspace/workspace-events.ts';
import { DAY_MS } from '../time/instant.ts';
import { find } from '../workspace/workspace.ts';
import { bodySchemas, understands } from './known-types.ts';
import type { State } from './state.ts';

/**
 * What becomes of an event on this state, as the relay decides it and a desktop foresees it for its pending commands. Of what this
 * version cannot read it has no opinion.
 */
export function judge(state: State, event: Event): Judgement {
  if (!understands(state.reads, event)) {
    return { verdict: 'applied' };
  }
  const ofIncident = incidentEvent(event);
  if (ofIncident) {
    return judgeOther(state, ofIncident) ?? judgeIncident(state.incidents.get(event.entity.id), ofIncident);
  }
  const ofHandoff = handoffEvent(event);
  if (ofHandoff) {
    return judgeHandoff(state.handoffs.get(event.entity.id), ofHandoff);
  }
  if (Object.hasOwn(scheduleEditBodies, event.type)) {
    const schedule = find(state.workspace, 'schedule', event.entity.id);
    return judgeEdit(schedule, event as unknown as ScheduleEdit, { isPerson: (id) => find(state.workspace, 'person', id) !== undefined });
  }
  if (event.type === 'device.enrolled' && state.workspace.devices.has(event.entity.id)) {
    // Said again, as by a relay that gets back what it lost, it must not undo that the device was revoked meanwhile.
    return noop('It was enrolled already.');
  }
  if (event.type === 'silence.defined' || event.type === 'maintenance.defined') {
    return judgeQuiet(state, event);
  }
  if (event.type === 'paging.set' || event.type === 'way.test-asked') {
    return judgeWays(state, event);
  }
  return event.type.startsWith('leave.') ? judgeLeave(state, event) : { verdict: 'applied' };
}

/** The longest silence a person makes; a workspace file may say any. */
const longestSilenceMs = 31 * DAY_MS;

/** What somebody ended is not made longer by one who could not know: it would keep quiet again what had begun to ring. */
function judgeQuiet({ workspace }: State, { actor, entity, base, body, recordedAt }: Event): Judgement {
  const { until } = (body as { definition: { until?: number } }).definition;
  if (actor.kind === 'person' && entity.kind === 'silence' && until !== undefined && until > recordedAt + longestSilenceMs) {
    return parked('A silence lasts at most 31d, so that nothing is quiet for good; end it sooner and make it longer when it is due.');
  }
  const kept = workspace.entries[entity.kind as 'silence' | 'maintenance'].get(entity.id);
  // Laptops of earlier versions say 0 of all but incidents.
  const isEndedSince = kept !== undefined && kept.current === undefined && base.revision > 0 && base.revision < kept.revision;
  return isEndedSince && actor.kind === 'person'
    ? parked('Somebody has ended it since; look again and bring it back if it is still needed.')
    : { verdict: 'applied' };
}

/** Leave is of somebody who is there, and each stretch is said once. */
function judgeLeave({ workspace }: State, event: Event): Judgement {
  const person = find(workspace, 'person', event.entity.id);
  const isKnown = person?.timeOff?.some(({ id }) => id === event.body['leave']) ?? false;
  if (!person) {
    return parked('The person is not in the workspace any more.');
  }
  return isKnown === (event.type === 'leave.removed') ? { verdict: 'applied' } : noop('It was so already.');
}

/** Rules are of somebody who is there, and a test has ways to go by and does not follow another at once (OWN1, OWN11). */
function judgeWays({ workspace }: State, event: Event): Judgement {
  const person = find(workspace, 'person', event.entity.id);
  if (!person) {
    return parked('The person is not in the workspace any more.');
  }
  if (event.type === 'paging.set') {
    return { verdict: 'applied' };
  }
  if (event.actor.kind === 'person' && event.at.wallMs + event.at.offsetMs < event.recordedAt - testKeepsMs) {
    return parked('The relay heard of this test long after it was asked for; test again if you still want it.');
  }
  const { asked } = workspace.entries.person.get(event.entity.id)?.ways ?? {};
  if (asked && event.recordedAt < asked.at + testAgainAfterMs) {
    return parked('A test was sent less than a minute ago; wait a moment and test again.');
  }
  return waysToTest(person, (event.body as WayBody<'way.test-asked'>).channels).length > 0
    ? { verdict: 'applied' }
    : parked('No rule of theirs leads beside the laptop yet; add one first.');
}

/** What an event on one incident needs of another: merged is into an open one, and none waits for itself. */
function judgeOther(state: State, event: IncidentEvent): Judgement | undefined {
  if (event.type !== 'incident.merged' && event.type !== 'incident.blocked') {
    return undefined;
  }
  const otherId = event.type === 'incident.merged' ? event.body.into : event.body.incident;
  const other = state.incidents.get(otherId);
  if (otherId === event.entity.id) {
    return parked('An incident cannot be merged into itself or wait for itself; name another.');
  }
  if (!other || !isOpen(other)) {
    return parked('The other incident is not open here; look again.');
  }
  const own = state.incidents.get(event.entity.id);
  if (event.type === 'incident.merged' && own && severityRank(own.severity) < severityRank(other.severity)) {
    return parked('This incident is worse than the other; merge the other into this one.');
  }
  if (event.type === 'incident.merged' && own?.status === 'triggered' && other.snoozedUntil !== undefined) {
    return parked('The other incident sleeps and this one rings; merge the other into this one.');
  }
  if (event.type === 'incident.merged' && own && own.status !== 'suppressed' && other.status === 'suppressed') {
    return parked('The other incident is kept from paging and this one is not; merge the other into this one.');
  }
  return event.type === 'incident.blocked' && waitsFor(state, other, event.entity.id)
    ? parked('The other incident waits for this one already; unblock one of them first.')
    : undefined;
}

/** Whether an incident waits for another, or for one that does: in a circle nothing would ever be due. */
function waitsFor(state: State, from: Incident, id: string): boolean {
  const waiting = new Set([from]);
  for (const incident of waiting) {
    if (incident.blockedBy.includes(id)) {
      return true;
    }
    incident.blockedBy.map((other) => state.incidents.get(other)).forEach((other) => other && waiting.add(other));
  }
  return false;
}

const responderTypes = new Set([
  'incident.acknowledged',
  'incident.resolved',
  'incident.escalated',
  'incident.annotated',
  'incident.reopened',
  'incident.triggered',
  'incident.snoozed',
  'incident.reassigned',
  'incident.handed-over',
  'incident.responders-added',
  'incident.declined',
  'incident.severity-changed',
  'incident.priority-changed',
  'incident.stage-changed',
  'incident.role-assigned',
  'incident.deadline-set',
  'incident.policy-changed',
  'incident.merged',
  'incident.unmerged',
  'incident.blocked',
  'incident.unblocked',
  'incident.unsuppressed',
  'incident.posted',
  'incident.bridge-set',
  'incident.follow-up-added',
  'incident.follow-up-done',
  'silence.defined',
  'silence.removed',
  'action.proposed',
  'action.approved',
  'action.rejected',
  'notification.sent',
  'notification.failed',
  'notification.suppressed',
  'notification.missed',
  'handoff.offered',
  'handoff.accepted',
  'handoff.declined',
]);
const leadTypes = new Set([
  ...Object.keys(scheduleEditBodies),
  'schedule.defined',
  'policy.defined',
  'leave.added',
  'leave.removed',
  'paging.set',
  'way.test-asked',
  ...['routing-rule', 'grouping', 'inhibition', 'maintenance'].flatMap((kind) => [`${kind}.defined`, `${kind}.removed`]),
]);
/** What a device says of itself, and no role of any. */
const deviceTypes = new Set(['device.tested']);
const engineTypes = new Set([
  'device.command-refused',
  'zones.adopted',
  'person.contact-erased',
  'way.tested',
  'way.verified',
  'way.unverified',
  'step.fired',
  'incident.unacknowledged',
  'turn.taken',
  'change.recorded',
  'incident.suppressed',
  'action.gated',
  'action.released',
  'incident.room-opened',
]);
/** Whether only the engine may write a type of event. */
export function isEngineType(type: string): boolean {
  return engineTypes.has(type);
}

/** Entities of events whose type begins with another word than their entity's kind. */
const kindOfType: Readonly<Record<string, string>> = {
  step: 'incident',
  notification: 'incident',
  action: 'incident',
  override: 'schedule',
  layer: 'schedule',
  member: 'schedule',
  rotation: 'schedule',
  swap: 'schedule',
  shift: 'schedule',
  leave: 'person',
  paging: 'person',
  way: 'person',
  turn: 'team',
  change: 'service',
  zones: 'organisation',
};
const stakeholderTypes = new Set(['incident.annotated']);

/** Whether a role may write a type of event; admins may write all but the engine's facts (D13: a responder cannot edit a rotation). */
function roleMay(role: Role, type: string): boolean {
  switch (role) {
    case 'stakeholder':
      return stakeholderTypes.has(type);
    case 'responder':
      return responderTypes.has(type);
    case 'lead':
      return responderTypes.has(type) || leadTypes.has(type);
    case 'admin':
      return (
        responderTypes.has(type) ||
        leadTypes.has(type) ||
        (Object.hasOwn(workspaceBodies, type) && !engineTypes.has(type) && !deviceTypes.has(type))
      );
  }
}

/** Whether somebody says of their own device that its bell was tested; nobody says it of another's, whatever their role. */
function isOwnTest({ workspace }: State, { type, entity }: Pick<AuthorPart, 'type' | 'entity'>, me: string): boolean {
  return type === 'device.tested' && workspace.devices.get(entity.id)?.person === me;
}

/** What a responder may do about their own watches: ask, answer, take over, and say when they are on leave (D14). */
function isTheirs({ workspace }: State, { type, entity, body }: Pick<AuthorPart, 'type' | 'entity' | 'body'>, me: string): boolean {
  const swap = find(workspace, 'schedule', entity.id)?.swaps?.find(({ id }) => id === body['swap']);
  switch (type) {
    case 'swap.requested':
      return body['giver'] === me;
    case 'shift.taken':
      return body['taker'] === me;
    case 'swap.approved':
    case 'swap.declined':
      return swap === undefined || swap.taker === me;
    case 'swap.withdrawn':
      return swap === undefined || swap.giver === me;
    case 'swap.undone':
      return swap === undefined || swap.giver === me || swap.taker === me;
    case 'leave.added':
    case 'leave.removed':
    case 'paging.set':
    case 'way.test-asked':
      return entity.id === me;
    default:
      return false;
  }
}

/** What intake alone decides about an incident a monitor opens. */
const monitorsFields = ['integration', 'alert', 'group', 'suppression', 'waits', 'storm', 'routed'] as const;

/** What only a monitor or the engine may say, or what would define one thing under the name of another. */
function isForged({ type, entity, body }: Pick<AuthorPart, 'type' | 'entity' | 'body'>): boolean {
  const { definition } = body as { definition?: { id: string } };
  const isMonitors = type === 'incident.triggered' && monitorsFields.some((field) => body[field] !== undefined);
  const isEngines = (type === 'incident.escalated' && body['reason'] !== 'escalated-by-hand') || body['rule'] !== undefined;
  return isMonitors || isEngines || body['via'] === 'monitor' || (definition !== undefined && definition.id !== entity.id);
}

/** What is wrong with a policy that is about to be defined, wherever it was written (ESC29). */
function badPolicy({ workspace }: State, { type, body }: Pick<AuthorPart, 'type' | 'body'>): string | undefined {
  if (type !== 'policy.defined') {
    return undefined;
  }
  const { definition } = body as { definition: Policy };
  const [first] = checkPolicy(definition, (id) => (id === definition.id ? definition : find(workspace, 'policy', id))).refused;
  return first && `The policy cannot be saved: ${first.message} (${first.path.join('.')})`;
}

/**
 * Why the log must not take an event from this actor; undefined when it may.
 * A refusal is permanent: the author keeps the command in the refused tray.
 */
export function refusal(
  state: State,
  author: Pick<AuthorPart, 'type' | 'entity' | 'body'> & Partial<Pick<AuthorPart, 'version'>>,
  actor: Actor,
): string | undefined {
  const { type, version = 1 } = author;
  const schema = Object.hasOwn(bodySchemas, type) ? bodySchemas[type] : undefined;
  if (!schema || !understands(state.reads, { type, version: 1 })) {
    return `This relay does not know "${type}"; update the relay.`;
  }
  if (!understands(state.reads, { type, version })) {
    return `This relay does not know version ${version} of "${type}"; update the relay.`;
  }
  const word = author.type.split('.')[0] ?? '';
  const kind = kindOfType[word] ?? word;
  if (author.entity.kind !== kind) {
    return `"${author.type}" is for an entity of the kind ${kind}, not ${author.entity.kind}.`;
  }
  const body = schema.safeParse(author.body);
  if (!body.success) {
    const [issue] = body.error.issues;
    return `${author.type}: ${issue?.path.join('.') || 'body'} ${issue?.message ?? 'is not valid'}.`;
  }
  const circular = badPolicy(state, author);
  if (circular !== undefined || actor.kind !== 'person') {
    return circular;
  }
  const person = find(state.workspace, 'person', actor.id);
  if (!person) {
    return 'Your account was removed from the workspace; ask an admin.';
  }
  const mayByRole = roleMay(person.role, author.type) || (person.role === 'responder' && isTheirs(state, author, person.id));
  if (!mayByRole && !isOwnTest(state, author, person.id)) {
    return `The role ${person.role} may not do this; ask a lead or an admin.`;
  }
  if (author.type === 'person.defined' && contactIn((author.body as { definition: Person }).definition)) {
    return 'Addresses and numbers do not go into the log; give them to the relay in a workspace file: watchbell apply FILE.';
  }
  return isForged(author) ? 'A person cannot say this in the name of a monitor, the engine or another definition.' : undefined;
}
