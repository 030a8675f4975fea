import { catchAllLevel } from '../escalation/path.ts';
import type { Target } from '../escalation/policy.ts';
import type { EscalationRules } from '../escalation/rules.ts';
import type { StepFired } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import { incidentEvent, type IncidentEvent } from '../incident/reduce.ts';
import type { Event } from '../log/envelope.ts';
import { nextUp } from '../queue/row.ts';
import { takesTurns } from '../schedule/members.ts';
import { rulesFor, type Surroundings } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';
import { keptQuiet, type FormerName, type KeptQuiet } from './kept-quiet.ts';
import type { Because, Explanation, FiredStep, NamedThing } from './explanation.ts';

/**
 * Why an incident paged whom it paged, and, for `person`, why them or why not (C15, S12). `history` is the incident's own entries in
 * order. `formerName` names what
 * suppressed it and was removed since. Targets are read by the present definitions: who was on call then is what the log says, whose schedule it was what is so now.
 */
export function explain(
  state: State,
  incident: Incident,
  history: readonly Event[],
  person?: string,
  surroundings: Surroundings = {},
  formerName?: FormerName,
): Explanation {
  const rules = rulesFor(state, incident, surroundings);
  const { workspace } = state;
  const events = history
    .flatMap((event) => (event.verdict === 'applied' ? [incidentEvent(event)] : []))
    .filter((event) => event !== undefined);
  const fired = events.flatMap((event) => (event.type === 'step.fired' ? [event.body] : []));
  const held = incident.acknowledgement?.person;
  const quiet = keptQuiet(state, events, formerName);
  const because = person === undefined ? [] : becauseOf({ workspace, incident, rules, events, fired, quiet }, person);
  return {
    incident: { id: incident.id, number: incident.number, title: incident.title },
    ...(person === undefined
      ? {}
      : {
          person: named(workspace, person),
          wasPaged: because.some(({ kind }) => kind === 'step' || kind === 'call' || kind === 'shadowed'),
        }),
    because,
    quiet,
    steps: fired.map((step) => firedStep(step, rules, workspace)),
    heldBy: held === undefined ? undefined : named(workspace, held),
    status: incident.status,
    next: rules.policy.steps.length > 0 ? nextUp(incident, rules, workspace) : undefined,
  };
}

interface Known {
  workspace: Workspace;
  incident: Incident;
  rules: EscalationRules;
  events: readonly IncidentEvent[];
  fired: readonly StepFired[];
  quiet: readonly KeptQuiet[];
}

function named(workspace: Workspace, id: string): NamedThing {
  return { id, name: nameOf(workspace, 'person', id) };
}

function firedStep(step: StepFired, { policy }: EscalationRules, workspace: Workspace): FiredStep {
  return {
    at: step.dueAt,
    level: step.position.level,
    isCatchAll: step.position.level >= catchAllLevel(policy),
    outcome: step.outcome,
    reason: step.reason,
    people: step.targets.map((id) => named(workspace, id)),
    channels: (step.channels ?? []).map((id) => ({ id, name: nameOf(workspace, 'channel', id) })),
    leftOut: (step.leftOut ?? []).map(({ person, why }) => ({ person: named(workspace, person), why })),
  };
}

function becauseOf(known: Known, person: string): Because[] {
  const { workspace, incident, rules, events, fired, quiet } = known;
  if (!find(workspace, 'person', person) && !fired.some(({ targets }) => targets.includes(person))) {
    return [{ kind: 'not-known' }];
  }
  const found = [...fired.flatMap((step) => ofStep(known, step, person)), ...events.flatMap((event) => ofCall(workspace, event, person))];
  const answers = events.flatMap((event): Because[] =>
    event.type === 'incident.acknowledged' && event.actor.kind === 'person' && event.actor.id === person
      ? [{ kind: 'answered', at: event.recordedAt }]
      : [],
  );
  if (found.some(({ kind }) => kind === 'step' || kind === 'call')) {
    return [...found, ...answers];
  }
  const kept = quiet.at(-1);
  if (kept && fired.length === 0) {
    return [{ kind: 'kept-quiet', kept }, ...found, ...answers];
  }
  if (!rules.profile.pages) {
    return [{ kind: 'silent-severity', severity: incident.severity }];
  }
  return [...found, ...(found.length > 0 ? [] : furtherUp(known, person)), ...answers];
}

/** What one fired step says of a person. */
function ofStep({ workspace, rules, events }: Known, step: StepFired, person: string): Because[] {
  const { level } = step.position;
  const at = step.dueAt;
  const targets = rules.policy.steps[level - 1]?.targets ?? [];
  if (step.targets.includes(person)) {
    const pages = events.filter(({ type, body }) => type === 'notification.sent' && isOf(body, step.stepId, person)).length;
    const failed = events.filter(({ type, body }) => type === 'notification.failed' && isOf(body, step.stepId, person)).length;
    const behind = targets.filter((target) => rules.whoIs(target, at).includes(person)).map((target) => thing(workspace, target));
    return [{ kind: 'step', at, level, isCatchAll: level >= catchAllLevel(rules.policy), reason: step.reason, behind, pages, failed }];
  }
  if (step.shadows?.includes(person)) {
    return [{ kind: 'shadowed', at, level }];
  }
  const left = step.leftOut?.find((each) => each.person === person);
  if (left) {
    return [{ kind: 'left-out', at, level, why: left.why }];
  }
  const theirs = targets.find((target) => leadsTo(workspace, rules, target, person, at));
  if (theirs && step.outcome === 'skipped') {
    return [{ kind: 'passed-over', at, level }];
  }
  if (theirs?.kind !== 'schedule') {
    return [];
  }
  const [onCall] = rules.whoIs(theirs, at);
  return [
    {
      kind: 'not-their-turn',
      at,
      level,
      schedule: thing(workspace, theirs),
      onCall: onCall === undefined ? undefined : named(workspace, onCall),
    },
  ];
}

function isOf(body: object, stepId: string, person: string): boolean {
  const { stepId: of, person: to } = body as { stepId?: string; person?: string };
  return of === stepId && to === person;
}

/** What one page in somebody's own right says of a person. */
function ofCall(workspace: Workspace, event: IncidentEvent, person: string): Because[] {
  const by = event.actor.kind === 'person' ? named(workspace, event.actor.id) : undefined;
  const at = event.recordedAt;
  if (event.type === 'incident.handed-over') {
    return event.body.to === person ? [{ kind: 'call', at, reason: 'handed-over', by }] : [];
  }
  if (event.type === 'incident.responders-added') {
    const { people, rule } = event.body;
    return people.includes(person) ? [{ kind: 'call', at, reason: rule ? 'rule' : 'asked', by, rule: rule?.name }] : [];
  }
  if (event.type === 'action.gated') {
    return event.body.people.includes(person) ? [{ kind: 'call', at, reason: 'approval', rule: event.body.checkpoint }] : [];
  }
  return [];
}

/** Where somebody stands on the part of the path that was not walked. */
function furtherUp({ workspace, incident, rules, fired }: Known, person: string): Because[] {
  const lastLevel = fired.at(-1)?.position.level ?? 0;
  const at = incident.lastEventAt;
  const level = rules.policy.steps.findIndex(({ targets }) => targets.some((target) => leadsTo(workspace, rules, target, person, at)));
  return level === -1
    ? [{ kind: 'not-on-path', policy: { id: incident.policy.id, name: nameOf(workspace, 'policy', incident.policy.id) } }]
    : [{ kind: 'not-reached', level: level + 1, lastLevel }];
}

/** Whether a target leads to a person at an instant, or would on another day of its rotation. */
function leadsTo(workspace: Workspace, rules: EscalationRules, target: Target, person: string, at: number): boolean {
  const schedule = target.kind === 'schedule' || target.kind === 'backup' ? find(workspace, 'schedule', target.id) : undefined;
  return (schedule !== undefined && takesTurns(schedule, person)) || rules.whoIs(target, at).includes(person);
}

function thing(workspace: Workspace, target: Target): NamedThing {
  switch (target.kind) {
    case 'person':
    case 'schedule':
    case 'team':
    case 'policy':
    case 'channel':
      return { id: `${target.kind}:${target.id}`, name: nameOf(workspace, target.kind, target.id) };
    case 'backup':
      return { id: `backup:${target.id}`, name: nameOf(workspace, 'schedule', target.id) };
    case 'next-of':
      return { id: `next-of:${target.id}`, name: nameOf(workspace, 'team', target.id) };
    case 'role':
      return { id: `role:${target.id}`, name: target.id };
  }
}
