import { callFor } from '../escalation/calling.ts';
import { nextStep } from '../escalation/decide.ts';
import { heldTimers } from '../escalation/held.ts';
import { catchAllLevel } from '../escalation/path.ts';
import { repeatEveryMs } from '../escalation/ring.ts';
import { applies, type EscalationRules } from '../escalation/rules.ts';
import { calleesAt } from '../escalation/step.ts';
import type { CallReason, Stage, StepFired, StepReason } from '../incident/incident-events.ts';
import type { Priority } from '../incident/priority.ts';
import type { Incident, IncidentStatus } from '../incident/incident.ts';
import { ringsForOthers } from '../incident/rings-for-others.ts';
import type { Severity } from '../log/severity.ts';
import type { SuppressionReason } from '../noise/suppression.ts';
import { asSeenHere } from '../state/as-seen-here.ts';
import { rulesFor, type Surroundings } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { find, nameOf, type Workspace } from '../workspace/workspace.ts';
import { suppressedBy, type SuppressedBy } from './suppressed-by.ts';

/** A person as a row names them. */
export interface Named {
  id: string;
  name: string;
}

/** A step already fired in this epoch, as the incident's line of steps draws it. */
export interface PastStep {
  level: number;
  isCatchAll: boolean;
  at: Instant;
  people: Named[];
  outcome: StepFired['outcome'];
  reason: StepReason;
}

/** What happens next on an incident if nobody does anything, and when (relay ms). */
export interface NextUp {
  kind: 'step' | 'acknowledgement-expires' | 'not-resolved' | 'snooze-ends';
  at: Instant;
  level?: number | undefined;
  isCatchAll?: boolean | undefined;
  people: Named[];
}

/**
 * One incident as the queue shows it to one person (window.md, "The queue").
 * - `ringing`: whether it rings for this person, only for others, or not at all.
 * - `levels` is the number of steps of the policy; `level` the latest fired one, `levels + 1` for the catch-all.
 * - `ringsAgainEveryMs` is how often the page of the latest step is raised again, undefined when it is not.
 * - `alarm`, `insistent`: whether its page opens the alarm window, and whether it is raised until somebody acknowledges.
 * - `answers` are who has answered where `needed` of them must, while it still rings.
 * - `asked` is why this person is paged in their own right, undefined when they are not.
 * - `suppression` is why it pages nobody, with the name of what says so; only while its status is `suppressed`.
 * - `standsFor` counts the incidents it stands for, which it keeps from paging: as the summary of a storm, or because it inhibits them.
 * - `problems` counts the keys of its alerts that are not over, of one that collects several. `endedQuiet` is why it paged nobody.
 * - `pending` counts commands made on this device that the relay has not confirmed.
 */
export interface IncidentRow {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  service: Named;
  policy: Named;
  status: IncidentStatus;
  epoch: number;
  ringing: 'me' | 'others' | 'no';
  pagesNobody: boolean;
  alarm: boolean;
  insistent: boolean;
  priority?: Priority | undefined;
  stage?: Stage | undefined;
  suppression?: SuppressedBy | undefined;
  standsFor?: number | undefined;
  problems?: number | undefined;
  endedQuiet?: SuppressionReason | undefined;
  tags?: string[] | undefined;
  snoozedUntil?: Instant | undefined;
  mergedInto?: string | undefined;
  blockedBy: string[];
  answers: Named[];
  needed: number;
  asked?: CallReason | undefined;
  paged: Named[];
  /** Who acknowledged; undefined also when a monitor or the operator's token did. */
  heldBy?: Named | undefined;
  heldSince?: Instant | undefined;
  resolvedBy?: Named | undefined;
  resolvedAt?: Instant | undefined;
  level: number;
  levels: number;
  next?: NextUp | undefined;
  ringsAgainEveryMs?: number | undefined;
  triggeredAt: Instant;
  lastAlertAt: Instant;
  alertCount: number;
  noteCount: number;
  test: boolean;
  pending: number;
}

function named(workspace: Workspace, ids: readonly string[]): Named[] {
  return ids.map((id) => ({ id, name: nameOf(workspace, 'person', id) }));
}

/** The steps fired in this epoch. */
export function pastSteps(incident: Incident, rules: EscalationRules, workspace: Workspace): PastStep[] {
  return incident.path.map((step) => ({
    level: step.position.level,
    isCatchAll: rules.policy.steps.length > 0 && step.position.level >= catchAllLevel(rules.policy),
    at: step.dueAt,
    people: named(workspace, step.targets),
    outcome: step.outcome,
    reason: step.reason,
  }));
}

/** What happens next on an incident if nobody does anything; undefined when nothing will. */
export function nextUp(incident: Incident, rules: EscalationRules, workspace: Workspace): NextUp | undefined {
  const { policy } = rules;
  const step = nextStep(incident, rules);
  if (step) {
    const { level } = step.position;
    const isPassedOver = !applies(policy.steps[level - 1]?.when, rules, step.dueAt);
    const people = isPassedOver ? [] : calleesAt(rules, level, step.dueAt).people;
    return { kind: 'step', at: step.dueAt, level, isCatchAll: level >= catchAllLevel(policy), people: named(workspace, people) };
  }
  const { snoozedUntil, expiresAt, unresolvedAt } = heldTimers(incident, rules);
  const timers: NextUp[] = [
    { kind: 'snooze-ends', at: snoozedUntil ?? Infinity, people: [] },
    { kind: 'not-resolved', at: unresolvedAt ?? Infinity, people: [] },
    { kind: 'acknowledgement-expires', at: expiresAt ?? Infinity, people: [] },
  ];
  return timers.filter(({ at }) => at !== Infinity).toSorted((a, b) => a.at - b.at)[0];
}

/** What an incident stands for, or paged nobody for; nothing of most. */
function noiseOf({ noise }: State, { id, members, endedQuiet }: Incident): Pick<IncidentRow, 'standsFor' | 'problems' | 'endedQuiet'> {
  const standsFor = noise.heldCount.get(id);
  return {
    ...(standsFor === undefined ? {} : { standsFor }),
    ...(members ? { problems: members.filter(({ isOver }) => !isOver).length } : {}),
    ...(endedQuiet === undefined ? {} : { endedQuiet }),
  };
}

/** One incident as the queue shows it to `me`, on a device of theirs. */
export function rowOf(
  state: State,
  recorded: Incident,
  me: string | undefined,
  pending: number,
  surroundings: Surroundings = {},
): IncidentRow {
  const { workspace } = state;
  const rules = rulesFor(state, recorded, surroundings);
  const incident = me === undefined ? recorded : asSeenHere(state, recorded, rules, me);
  const isKnownPolicy = rules.policy.steps.length > 0;
  const held = incident.acknowledgement;
  const call = me === undefined ? undefined : callFor(incident, me);
  const latest = incident.path.at(-1);
  const asked = recorded.calls.findLast(({ people }) => me !== undefined && people.includes(me));
  const paged = [...new Set([...incident.path.flatMap(({ targets }) => targets), ...incident.calls.flatMap(({ people }) => people)])];
  return {
    id: incident.id,
    number: incident.number,
    title: incident.title,
    severity: incident.severity,
    service: { id: incident.service, name: nameOf(workspace, 'service', incident.service) },
    policy: { id: incident.policy.id, name: nameOf(workspace, 'policy', incident.policy.id) },
    status: incident.status,
    epoch: incident.epoch,
    ringing: call && !call.isShadow ? 'me' : ringsForOthers(incident) ? 'others' : 'no',
    pagesNobody: !rules.profile.pages,
    alarm: rules.profile.alarm,
    insistent: rules.profile.repeats,
    priority: incident.priority,
    stage: incident.stage,
    suppression: incident.suppression && suppressedBy(state, incident.suppression),
    ...noiseOf(state, incident),
    ...(incident.tags ? { tags: [...incident.tags] } : {}),
    snoozedUntil: incident.snoozedUntil,
    mergedInto: incident.mergedInto,
    blockedBy: [...incident.blockedBy],
    answers: named(
      workspace,
      incident.status === 'triggered' ? incident.answers.flatMap(({ person }) => (person === undefined ? [] : [person])) : [],
    ),
    needed: latest?.needed ?? 1,
    asked: asked?.reason,
    paged: named(workspace, paged),
    heldBy: held?.person === undefined ? undefined : named(workspace, [held.person])[0],
    heldSince: held?.happenedAt,
    resolvedBy: incident.resolution?.person === undefined ? undefined : named(workspace, [incident.resolution.person])[0],
    resolvedAt: incident.resolution?.at,
    level: latest?.position.level ?? 0,
    levels: rules.policy.steps.length,
    next: isKnownPolicy ? nextUp(incident, rules, workspace) : undefined,
    ringsAgainEveryMs: isKnownPolicy && latest && incident.status === 'triggered' ? repeatEveryMs(latest, rules) : undefined,
    triggeredAt: incident.triggeredAt,
    lastAlertAt: incident.lastAlertAt,
    alertCount: incident.alertCount,
    noteCount: incident.noteCount,
    test: incident.test,
    pending,
  };
}

/** The service's runbook address; undefined when it names none. */
export function runbookOf(workspace: Workspace, service: string): string | undefined {
  return find(workspace, 'service', service)?.runbook;
}
