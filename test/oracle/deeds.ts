import { callFor } from '../../shared/escalation/calling.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { frozenPolicy, type Workspace } from '../../shared/workspace/workspace.ts';
import type { Deed } from './scenario.ts';

const types: Readonly<Record<Deed['do'], string>> = {
  acknowledge: 'incident.acknowledged',
  resolve: 'incident.resolved',
  reopen: 'incident.reopened',
  escalate: 'incident.escalated',
  unmerge: 'incident.unmerged',
  decline: 'incident.declined',
  snooze: 'incident.snoozed',
  reassign: 'incident.reassigned',
  ask: 'incident.responders-added',
  'hand-over': 'incident.handed-over',
  severity: 'incident.severity-changed',
  stage: 'incident.stage-changed',
  'command-it': 'incident.role-assigned',
  deadline: 'incident.deadline-set',
  policy: 'incident.policy-changed',
  merge: 'incident.merged',
  block: 'incident.blocked',
  unblock: 'incident.unblocked',
};

/** The type of the event a deed is in the log. */
export function typeOf(deed: Deed): string {
  return types[deed.do];
}

/** The body of the event a deed is in the log; undefined when there is nothing to do it to. */
export function bodyOf(
  deed: Deed,
  by: string | undefined,
  { incident, epoch, now, workspace }: { incident: Incident; epoch: number; now: Instant; workspace: Workspace },
): Record<string, unknown> | undefined {
  const via = 'window';
  switch (deed.do) {
    case 'acknowledge':
    case 'resolve':
      return { epoch, via };
    case 'reopen':
    case 'unmerge':
      return { via };
    case 'escalate':
      return { epoch, reason: 'escalated-by-hand', via };
    case 'decline': {
      const call = by === undefined ? undefined : callFor(incident, by);
      return call && call.position === undefined ? { call: call.stepId, reason: 'no time' } : undefined;
    }
    case 'snooze':
      return { epoch, durationMs: deed.durationMs, via };
    case 'reassign':
      return { epoch, people: deed.people, via };
    case 'ask':
      return { people: deed.people, via };
    case 'hand-over':
      return { to: deed.to, via };
    case 'severity':
      return { severity: deed.severity, via };
    case 'stage':
      return { stage: deed.stage, via };
    case 'command-it':
      return { role: 'commander', person: deed.person };
    case 'deadline':
      return { at: deed.inMs === null ? null : now + deed.inMs };
    case 'policy':
      return { epoch, policy: frozenPolicy(workspace, deed.policy), restart: deed.restart, via };
    case 'merge':
      return { into: `incident-${deed.other}`, via };
    case 'block':
    case 'unblock':
      return { incident: `incident-${deed.other}` };
  }
}
