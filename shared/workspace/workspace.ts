import type { CatchAll, Policy } from '../escalation/policy.ts';
import type { Change } from '../alert/change.ts';
import { chainedFrom } from '../escalation/flatten.ts';
import type { WhoIs } from '../escalation/rules.ts';
import type { Incident } from '../incident/incident.ts';
import type { FrozenPolicy } from '../incident/incident-events.ts';
import type { Event } from '../log/envelope.ts';
import { eventOf } from '../log/typed-event.ts';
import { editSchedule } from '../schedule/edit.ts';
import { peopleOnCall } from '../schedule/on-call.ts';
import { redefined } from '../schedule/redefine.ts';
import { scheduleEditBodies, type ScheduleEdit } from '../schedule/schedule-events.ts';
import { upcastSchedule } from '../schedule/upcast.ts';
import { MINUTE_MS, type Instant } from '../time/instant.ts';
import { withoutContact } from './contact.ts';
import { definitionKinds, type Definition, type DefinitionKind } from './definitions.ts';
import { waysAfter, type WayRecord } from './ways.ts';
import { workspaceBodies, type WorkspaceBody } from './workspace-events.ts';

/** One defined entity: its present definition (undefined once removed) and how many events shaped it. */
export interface Entry<K extends DefinitionKind = DefinitionKind> {
  revision: number;
  current?: Definition<K> | undefined;
  /** Earlier definitions by revision; kept for policies, whose revision an incident freezes. */
  history: ReadonlyMap<number, Definition<K>>;
  /** Of a team: who was paged in turn the last time. */
  lastTurn?: string | undefined;
  /** Of a service: what was changed on it, the latest last, `mostChanges` at most; `recordedAt` is relay ms. */
  changes?: readonly (Change & { integration: string; recordedAt: Instant })[] | undefined;
  /** Of a person: what is known of their ways of being paged. */
  ways?: WayRecord | undefined;
}

/** How many of the latest changes of a service are kept in sight; all of them stay in the log. */
export const mostChanges = 50;

/** A device that may write to the log. */
export interface Device {
  id: string;
  name: string;
  /** Undefined for the relay itself. */
  person?: string | undefined;
  /** Ed25519 public key, base64url. */
  publicKey: string;
  revoked: boolean;
  /** What became of the last test of its bell, and when the bell was last proven to ring (relay ms). */
  tested?: { at: Instant; outcome: 'shown' | 'failed'; channel: string; why?: string | undefined } | undefined;
  provenAt?: Instant | undefined;
}

/** Everything that is defined rather than happening: people, services, schedules, policies, devices. Folded from the log. */
export interface Workspace {
  entries: { [K in DefinitionKind]: Map<string, Entry<K>> };
  devices: Map<string, Device>;
  /** The release of the time-zone rules the relay reckons with, named in the log. */
  zoneData?: string | undefined;
}

/** A workspace before its first event. */
export function emptyWorkspace(): Workspace {
  const entries = Object.fromEntries(definitionKinds.map((kind) => [kind, new Map()]));
  return { entries: entries as unknown as Workspace['entries'], devices: new Map() };
}

/** The present definition of an entity; undefined when it is not known or was removed. */
export function find<K extends DefinitionKind>(workspace: Workspace, kind: K, id: string): Definition<K> | undefined {
  return (workspace.entries[kind] as Map<string, Entry<K>>).get(id)?.current;
}

/** All present definitions of a kind, in the order they were first defined. */
export function all<K extends DefinitionKind>(workspace: Workspace, kind: K): Definition<K>[] {
  return [...(workspace.entries[kind] as Map<string, Entry<K>>).values()].flatMap((entry) => (entry.current ? [entry.current] : []));
}

/** Definitions that are asked one after the other, in their order. */
export function inOrder<T extends { order: number; id: string }>(definitions: readonly T[]): T[] {
  return definitions.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** The display name of an entity, or its id when it has gone. */
export function nameOf(workspace: Workspace, kind: DefinitionKind, id: string): string {
  return find(workspace, kind, id)?.name ?? id;
}

/** A policy as it stood at a revision: what an incident froze when it was triggered. */
export function policyAt(workspace: Workspace, id: string, revision: number): Policy | undefined {
  return workspace.entries.policy.get(id)?.history.get(revision);
}

/** The policy a new incident freezes: its present revision and those of the policies its steps lead into, however deep (C17). */
export function frozenPolicy(workspace: Workspace, id: string): FrozenPolicy {
  const revisionOf = (policy: string) => workspace.entries.policy.get(policy)?.revision ?? 1;
  const chained: Record<string, number> = {};
  const follow = (policy: Policy | undefined): void =>
    (policy ? chainedFrom(policy) : []).forEach((next) => {
      if (!Object.hasOwn(chained, next) && next !== id) {
        chained[next] = revisionOf(next);
        follow(find(workspace, 'policy', next));
      }
    });
  follow(find(workspace, 'policy', id));
  return { id, revision: revisionOf(id), ...(Object.keys(chained).length > 0 ? { chained } : {}) };
}

const noCatchAll: CatchAll = { targets: [], repeatEveryMs: 5 * MINUTE_MS };

/** Whether somebody may answer a page: who is there, and does not only read along. */
export function mayAnswer(person: Definition<'person'> | undefined): boolean {
  return person !== undefined && person.role !== 'stakeholder';
}

/** Everyone who may answer a page. */
export function everyoneIn(workspace: Workspace): string[] {
  return all(workspace, 'person').flatMap((person) => (mayAnswer(person) ? [person.id] : []));
}

/** Whom an incident concerns: the members of the team that owns its service who may answer, or everyone who may when there is no such team. */
export function whoIsConcerned(workspace: Workspace, { service }: Pick<Incident, 'service'>): string[] {
  const team = find(workspace, 'team', find(workspace, 'service', service)?.team ?? '');
  const members = (team?.members ?? []).filter((person) => mayAnswer(find(workspace, 'person', person)));
  return members.length > 0 ? members : everyoneIn(workspace);
}

/** Who is paged when a policy ends unanswered: the organisation's catch-all, or everyone who may answer when it names nobody. */
export function catchAllOf(workspace: Workspace): CatchAll {
  const catchAll = find(workspace, 'organisation', 'organisation')?.catchAll ?? noCatchAll;
  return catchAll.targets.length > 0
    ? catchAll
    : { ...catchAll, targets: everyoneIn(workspace).map((id) => ({ kind: 'person' as const, id })) };
}

/**
 * Resolves a step's target to people through the present definitions; removed people, teams and schedules resolve to nobody.
 * `incident` says whose team and which commander a role means.
 */
export function whoIsIn(workspace: Workspace, incident?: Pick<Incident, 'service' | 'roles'>): WhoIs {
  const present = (person: string | undefined) => (person !== undefined && mayAnswer(find(workspace, 'person', person)) ? [person] : []);
  const members = (team: string | undefined) => (team === undefined ? [] : (find(workspace, 'team', team)?.members ?? []).flatMap(present));
  const owners = () => find(workspace, 'service', incident?.service ?? '')?.team;
  return (target, at) => {
    switch (target.kind) {
      case 'person':
        return present(target.id);
      case 'schedule':
      case 'backup': {
        const schedule = find(workspace, 'schedule', target.id);
        const use = target.kind === 'backup' ? 'backup' : 'on-call';
        return schedule ? peopleOnCall(schedule, at, use).flatMap(present) : [];
      }
      case 'team':
        return members(target.id);
      case 'next-of':
        return inTurn(members(target.id), workspace.entries.team.get(target.id)?.lastTurn);
      case 'role':
        switch (target.id) {
          case 'commander':
            return present(incident?.roles.commander);
          case 'owning-team':
            return members(owners());
          case 'owning-team-lead':
            return present(find(workspace, 'team', owners() ?? '')?.lead);
        }
      // A policy was laid out before, and a channel pages nobody.
      case 'policy':
      case 'channel':
        return [];
    }
  };
}

/** Who shadows a schedule at an instant: told of what it is paged for, and not asked to answer (B2). */
export function shadowsIn(workspace: Workspace): WhoIs {
  return ({ kind, id }, at) => {
    const schedule = kind === 'schedule' ? find(workspace, 'schedule', id) : undefined;
    return schedule ? peopleOnCall(schedule, at, 'shadow').filter((person) => find(workspace, 'person', person)) : [];
  };
}

/** The members from whoever comes after the one who had the last turn; from the top when they have left. */
function inTurn(members: readonly string[], last: string | undefined): readonly string[] {
  const next = members.indexOf(last ?? '') + 1;
  return [...members.slice(next), ...members.slice(0, next)];
}

/** Folds one applied event into the workspace, in place; false when the event does not concern it. */
export function applyToWorkspace(workspace: Workspace, event: Event): boolean {
  if (!eventOf(workspaceBodies, event)) {
    return false;
  }
  const { kind, id } = event.entity;
  if (kind === 'device') {
    applyToDevice(workspace, event);
    return true;
  }
  if (event.type === 'zones.adopted') {
    workspace.zoneData = (event.body as WorkspaceBody<'zones.adopted'>).version;
    return true;
  }
  const entries = workspace.entries[kind as DefinitionKind] as Map<string, Entry>;
  const entry: Entry = entries.get(id) ?? { revision: 0, history: new Map() };
  if (event.type === 'turn.taken') {
    entries.set(id, { ...entry, lastTurn: (event.body as WorkspaceBody<'turn.taken'>).person });
    return true;
  }
  if (event.type === 'change.recorded') {
    const { change, integration } = event.body as WorkspaceBody<'change.recorded'>;
    const changes = [...(entry.changes ?? []), { ...change, integration, recordedAt: event.recordedAt }].slice(-mostChanges);
    entries.set(id, { ...entry, changes });
    return true;
  }
  if (event.type.startsWith('way.')) {
    entries.set(id, { ...entry, ways: waysAfter(entry.ways, event, entry.current as Definition<'person'> | undefined) });
    return true;
  }
  const revision = entry.revision + 1;
  const current = definedBy(entry.current, event);
  const history = kind === 'policy' && current ? new Map(entry.history).set(revision, current) : entry.history;
  entries.set(id, { ...entry, revision, current, history });
  return true;
}

function definedBy(current: Definition | undefined, event: Event): Definition | undefined {
  const schedule = current as Definition<'schedule'> | undefined;
  if (Object.hasOwn(scheduleEditBodies, event.type)) {
    return schedule && editSchedule(schedule, event as unknown as ScheduleEdit);
  }
  if (event.type === 'leave.added' || event.type === 'leave.removed') {
    return current && withLeave(current as Definition<'person'>, event);
  }
  if (event.type === 'paging.set') {
    return current && withRules(current as Definition<'person'>, event);
  }
  if (event.type === 'person.contact-erased') {
    return current && withoutContact(current as Definition<'person'>, undefined);
  }
  if (event.type.endsWith('.removed')) {
    return undefined;
  }
  const definition = event.body['definition'] as Definition;
  if (event.type !== 'schedule.defined') {
    return definition;
  }
  const wanted = upcastSchedule(definition as Definition<'schedule'>);
  return schedule ? redefined(schedule, wanted, event.recordedAt) : wanted;
}

function withLeave(person: Definition<'person'>, event: Event): Definition<'person'> {
  const { leave, ...stretch } = event.body as WorkspaceBody<'leave.added'>;
  const others = (person.timeOff ?? []).filter(({ id }) => id !== leave);
  return { ...person, timeOff: event.type === 'leave.added' ? [...others, { id: leave, ...stretch }] : others };
}

function withRules({ ownRules: _, ...person }: Definition<'person'>, event: Event): Definition<'person'> {
  const { own, pages, quietHours } = event.body as WorkspaceBody<'paging.set'>;
  return { ...person, pages, quietHours, ...(own ? { ownRules: true as const } : {}) };
}

function applyToDevice(workspace: Workspace, event: Event): void {
  const { id } = event.entity;
  const known = workspace.devices.get(id);
  if (event.type === 'device.enrolled') {
    const { name, person, publicKey } = event.body as WorkspaceBody<'device.enrolled'>;
    workspace.devices.set(id, { id, name, person, publicKey, revoked: false });
  } else if (known && event.type === 'device.revoked') {
    workspace.devices.set(id, { ...known, revoked: true });
  } else if (known && event.type === 'device.tested') {
    const { outcome, channel, why } = event.body as WorkspaceBody<'device.tested'>;
    const at = event.recordedAt;
    const provenAt = outcome === 'shown' ? at : known.provenAt;
    workspace.devices.set(id, { ...known, tested: { at, outcome, channel, why }, provenAt });
  }
}
