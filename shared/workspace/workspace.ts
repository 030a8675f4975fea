import type { CatchAll, Policy } from '../escalation/policy.ts';
import type { EscalationRules, WhoIs } from '../escalation/decide.ts';
import type { Event } from '../log/envelope.ts';
import { eventOf } from '../log/typed-event.ts';
import { onCallAt } from '../schedule/on-call.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { definitionKinds, type Definition, type DefinitionKind } from './definitions.ts';
import { workspaceBodies, type WorkspaceBody } from './workspace-events.ts';

/** One defined entity: its present definition (undefined once removed) and how many events shaped it. */
export interface Entry<K extends DefinitionKind = DefinitionKind> {
  revision: number;
  current?: Definition<K> | undefined;
  /** Earlier definitions by revision; kept for policies, whose revision an incident freezes. */
  history: ReadonlyMap<number, Definition<K>>;
}

/** A device that may write to the log. */
export interface Device {
  id: string;
  name: string;
  /** Undefined for the relay itself. */
  person?: string | undefined;
  /** Ed25519 public key, base64url. */
  publicKey: string;
  revoked: boolean;
}

/** Everything that is defined rather than happening: people, services, schedules, policies, devices. Folded from the log. */
export interface Workspace {
  entries: { [K in DefinitionKind]: Map<string, Entry<K>> };
  devices: Map<string, Device>;
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

/** The display name of an entity, or its id when it has gone. */
export function nameOf(workspace: Workspace, kind: DefinitionKind, id: string): string {
  return find(workspace, kind, id)?.name ?? id;
}

/** A policy as it stood at a revision: what an incident froze when it was triggered. */
export function policyAt(workspace: Workspace, id: string, revision: number): Policy | undefined {
  return workspace.entries.policy.get(id)?.history.get(revision);
}

const noCatchAll: CatchAll = { targets: [], repeatEveryMs: 5 * MINUTE_MS };

/** Everyone who may answer a page. */
function everyoneIn(workspace: Workspace): string[] {
  return all(workspace, 'person').flatMap((person) => (person.role === 'stakeholder' ? [] : [person.id]));
}

/** Who is paged when a policy ends unanswered: the organisation's catch-all, or everyone who may answer when it names nobody. */
export function catchAllOf(workspace: Workspace): CatchAll {
  const catchAll = find(workspace, 'organisation', 'organisation')?.catchAll ?? noCatchAll;
  return catchAll.targets.length > 0
    ? catchAll
    : { ...catchAll, targets: everyoneIn(workspace).map((id) => ({ kind: 'person' as const, id })) };
}

/** Resolves a step's target to people through the present definitions; removed people and schedules resolve to nobody. */
export function whoIsIn(workspace: Workspace): WhoIs {
  const present = (person: string) => (find(workspace, 'person', person) ? [person] : []);
  return (target, at) => {
    if (target.kind === 'person') {
      return present(target.id);
    }
    const schedule = find(workspace, 'schedule', target.id);
    const shift = schedule ? onCallAt(schedule, at) : undefined;
    return shift ? present(shift.person) : [];
  };
}

/**
 * The rules an incident escalates by: the policy at the revision it froze, the present catch-all and the present schedules.
 * A policy the log does not hold is an empty one, which goes straight to the catch-all: such an incident must not be silent.
 */
export function rulesFor(
  workspace: Workspace,
  { policy: { id, revision } }: { policy: { id: string; revision: number } },
): EscalationRules {
  const policy = policyAt(workspace, id, revision) ?? { id, name: id, steps: [], loops: 0 };
  return { policy, catchAll: catchAllOf(workspace), whoIs: whoIsIn(workspace), everyone: everyoneIn(workspace) };
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
  const entries = workspace.entries[kind as DefinitionKind] as Map<string, Entry>;
  const entry: Entry = entries.get(id) ?? { revision: 0, history: new Map() };
  const revision = entry.revision + 1;
  const current = definedBy(entry.current, event);
  const history = kind === 'policy' && current ? new Map(entry.history).set(revision, current) : entry.history;
  entries.set(id, { revision, current, history });
  return true;
}

function definedBy(current: Definition | undefined, event: Event): Definition | undefined {
  if (event.type === 'override.added' || event.type === 'override.removed') {
    const schedule = current as Definition<'schedule'> | undefined;
    return schedule && { ...schedule, overrides: overridesAfter(schedule, event) };
  }
  return event.type.endsWith('.removed') ? undefined : (event.body['definition'] as Definition);
}

function overridesAfter(schedule: Definition<'schedule'>, event: Event): Definition<'schedule'>['overrides'] {
  if (event.type === 'override.added') {
    return [...schedule.overrides, (event.body as WorkspaceBody<'override.added'>).override];
  }
  const gone = (event.body as WorkspaceBody<'override.removed'>).override;
  return schedule.overrides.filter((override) => override.id !== gone);
}

function applyToDevice(workspace: Workspace, event: Event): void {
  const { id } = event.entity;
  const known = workspace.devices.get(id);
  if (event.type === 'device.enrolled') {
    const { name, person, publicKey } = event.body as WorkspaceBody<'device.enrolled'>;
    workspace.devices.set(id, { id, name, person, publicKey, revoked: false });
  } else if (known) {
    workspace.devices.set(id, { ...known, revoked: true });
  }
}
