import { handoffEvent, reduceHandoff, type Handoff } from '../handoff/handoff.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { problemKey, problemsOf } from '../incident/members.ts';
import { incidentEvent, reduceIncident } from '../incident/reduce.ts';
import type { Event } from '../log/envelope.ts';
import { knownTypes, understands, type KnownTypes } from './known-types.ts';
import { copyNoise, emptyNoise, noteNoise, type NoiseIndex } from './noise-index.ts';
import { withNotUnderstood, type NotUnderstood } from './not-understood.ts';
import { copyQueue, emptyQueue, noteInQueue, type QueueIndex } from './queue-index.ts';
import { emptySources } from './sources.ts';
import { applyToWorkspace, emptyWorkspace, type Workspace } from '../workspace/workspace.ts';

/**
 * Everything the log says, folded.
 * Invariant: `openByKey` maps `integration/dedupKey` to the open incident that alerts with that key join (B2), of two (one was
 * reopened by hand) the newer; alerts of an incident that was merged join the one it was merged into while that is open.
 */
export interface State {
  workspace: Workspace;
  incidents: Map<string, Incident>;
  openByKey: Map<string, string>;
  /** Keys under which two incidents were open at once: an older one was reopened by hand. */
  doubledKeys: Set<string>;
  /** The incident last merged into another under each key. */
  mergedByKey: Map<string, string>;
  /** What keeping noise down finds incidents by; made of the incidents alone. */
  noise: NoiseIndex;
  /** Where each incident stands among the others; made of the incidents alone. */
  queue: QueueIndex;
  handoffs: Map<string, Handoff>;
  /** The number the next incident gets; people say "number 42", not a UUID. */
  nextNumber: number;
  /** What the log says that must not be ignored and that this code cannot read; empty again once a version that can has folded it. */
  notUnderstood: readonly NotUnderstood[];
  /** The types of event this state is folded from; all others are kept in the log and wait for a version that knows them. */
  readonly reads: KnownTypes;
}

/** The state of an empty log, to be folded by a version that reads these types. */
export function emptyState(reads: KnownTypes = knownTypes): State {
  return {
    workspace: emptyWorkspace(),
    incidents: new Map(),
    openByKey: new Map(),
    doubledKeys: new Set(),
    mergedByKey: new Map(),
    noise: emptyNoise(),
    queue: emptyQueue(),
    handoffs: new Map(),
    nextNumber: 1,
    notUnderstood: [],
    reads,
  };
}

/** A copy that can be folded on without touching the original; entities are shared, for they are only ever replaced. */
export function copyState(state: State): State {
  const { entries, devices, zoneData } = state.workspace;
  const copied = Object.fromEntries(Object.entries(entries).map(([kind, map]) => [kind, new Map(map as Map<string, unknown>)]));
  return {
    workspace: {
      entries: copied as State['workspace']['entries'],
      devices: new Map(devices),
      ...(zoneData === undefined ? {} : { zoneData }),
    },
    incidents: new Map(state.incidents),
    openByKey: new Map(state.openByKey),
    doubledKeys: new Set(state.doubledKeys),
    mergedByKey: new Map(state.mergedByKey),
    noise: copyNoise(state.noise),
    queue: copyQueue(state.queue),
    handoffs: new Map(state.handoffs),
    nextNumber: state.nextNumber,
    notUnderstood: state.notUnderstood,
    reads: state.reads,
  };
}

/** The open incident with this key; undefined when there is none. */
export function openWithKey(state: State, integration: string, dedupKey: string): Incident | undefined {
  return state.incidents.get(state.openByKey.get(problemKey(integration, dedupKey)) ?? '');
}

/** The open incident that the last one with this key was merged into, however often that was merged itself; undefined when there is none. */
export function mergedWithKey(state: State, integration: string, dedupKey: string): Incident | undefined {
  let whole = state.incidents.get(state.mergedByKey.get(problemKey(integration, dedupKey)) ?? '');
  if (whole?.mergedInto === undefined) {
    return undefined;
  }
  // It ends: an incident is only ever merged into an open one, and what is open was merged into none.
  while (whole?.mergedInto !== undefined) {
    whole = state.incidents.get(whole.mergedInto);
  }
  return whole && isOpen(whole) ? whole : undefined;
}

/** Puts a folded incident in its place, keeping `openByKey`, what finds noise and the queue true. */
export function setIncident(state: State, incident: Incident): void {
  const before = state.incidents.get(incident.id);
  state.incidents.set(incident.id, incident);
  state.nextNumber = Math.max(state.nextNumber, incident.number + 1);
  noteNoise(state.noise, before, incident);
  noteInQueue(state.queue, before, incident);
  problemsOf(incident).forEach((key) => setKey(state, incident, key));
}

/** Lets go of an incident that was resolved long ago; what finds others by it lets go of it in its own time. */
export function forgetIncident(state: State, incident: Incident): void {
  state.incidents.delete(incident.id);
  noteInQueue(state.queue, incident, undefined);
}

function setKey(state: State, incident: Incident, key: string): void {
  if (incident.mergedInto !== undefined) {
    state.mergedByKey.set(key, incident.id);
  }
  const joined = state.incidents.get(state.openByKey.get(key) ?? '');
  if (!isOpen(incident)) {
    if (joined?.id === incident.id) {
      state.openByKey.delete(key);
      const older = state.doubledKeys.has(key) ? newestOpen(state, key) : undefined;
      if (older) {
        state.openByKey.set(key, older.id);
      }
    }
    return;
  }
  if (joined && joined.id !== incident.id) {
    state.doubledKeys.add(key);
  }
  if (!joined || joined.number <= incident.number) {
    state.openByKey.set(key, incident.id);
  }
}

/** The newest open incident with a key: an older one may have been reopened by hand. */
function newestOpen({ incidents }: State, key: string): Incident | undefined {
  let newest: Incident | undefined;
  for (const each of incidents.values()) {
    if (isOpen(each) && problemsOf(each).includes(key) && each.number > (newest?.number ?? -1)) {
      newest = each;
    }
  }
  return newest;
}

/**
 * Folds the next entry of the log into the state, in place: the state is a container that only the fold writes to,
 * the entities in it are never changed, only replaced. Entries whose verdict is not `applied` change nothing; what this version
 * cannot read is left for one that can, and noted when it must not be ignored.
 */
export function fold(state: State, event: Event): void {
  if (event.verdict !== 'applied') {
    return;
  }
  if (!understands(state.reads, event)) {
    state.notUnderstood = withNotUnderstood(state.notUnderstood, event);
    return;
  }
  if (applyToWorkspace(state.workspace, event)) {
    if (shapesSources(event.type)) {
      state.noise.sources = emptySources();
    }
    return;
  }
  const { id } = event.entity;
  const ofIncident = incidentEvent(event);
  if (ofIncident) {
    const incident = reduceIncident(state.incidents.get(id), ofIncident);
    if (incident) {
      // Counted along the log and not chosen by the author: two desktops offline would choose the same.
      setIncident(state, incident.number === 0 ? { ...incident, number: state.nextNumber } : incident);
    }
    return;
  }
  const ofHandoff = handoffEvent(event);
  if (ofHandoff) {
    const handoff = reduceHandoff(state.handoffs.get(id), ofHandoff);
    if (handoff) {
      state.handoffs.set(id, handoff);
    }
  }
}

/**
 * Folds an entry into a state whose incidents are kept folded and put in place as they are: of an incident's own entries it only
 * notes what must not be ignored.
 */
export function foldKept(state: State, event: Event): void {
  if (event.entity.kind !== 'incident') {
    fold(state, event);
  } else if (event.verdict === 'applied' && !understands(state.reads, event)) {
    state.notUnderstood = withNotUnderstood(state.notUnderstood, event);
  }
}

/** Whether what inhibits may be another after a change of the workspace: by the inhibition itself, or by what its services and teams are. */
function shapesSources(type: string): boolean {
  return /^(inhibition|service|team|policy|organisation)\.(defined|removed)$/.test(type);
}
