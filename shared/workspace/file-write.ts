import { stringify } from 'yaml';
import type { Checkpoint, Policy, Rule, Step, Target } from '../escalation/policy.ts';
import type { SeverityProfiles } from '../escalation/severity-profile.ts';
import { formatDuration } from '../time/duration.ts';
import { isoOf, type Instant } from '../time/instant.ts';
import { fileDigestsOf } from './file-digests.ts';
import { fileFormOf } from './file-form.ts';
import { fileScheduleOf } from './file-write-schedule.ts';
import { fileGroupingOf, fileHeartbeatOf, fileMaintenanceOf, fileNoiseOf, fileRoutingRuleOf, fileSilenceOf } from './file-write-noise.ts';
import { durationOf, given } from './file-given.ts';
import type { Definition, DefinitionKind, Person } from './definitions.ts';
import { all, find, inOrder, type Workspace } from './workspace.ts';

/** Writes a workspace, as it is at an instant and will be, as a file that `readWorkspaceFile` reads back to the same definitions. */
export function writeWorkspaceFile(workspace: Workspace, now: Instant = Infinity): string {
  const organisation = find(workspace, 'organisation', 'organisation');
  const byId = <K extends DefinitionKind>(kind: K, shape: (definition: Definition<K>) => object) =>
    Object.fromEntries(all(workspace, kind).map((definition) => [definition.id, shape(definition)]));
  const byOrder = <K extends 'routing-rule' | 'grouping'>(kind: K, shape: (definition: Definition<K>) => object) =>
    Object.fromEntries(inOrder(all(workspace, kind)).map((definition) => [definition.id, shape(definition)]));
  const plain = ({ id: _, ...rest }: { id: string }) => rest;
  return stringify({
    organisation: organisation && {
      name: organisation.name,
      catchAll: { notify: organisation.catchAll.targets.map(targetText), repeatEvery: formatDuration(organisation.catchAll.repeatEveryMs) },
      severities: organisation.severities && fileSeveritiesOf(organisation.severities),
      noise: organisation.noise && fileNoiseOf(organisation.noise),
      statusPage: organisation.statusPage,
      updates: organisation.updates,
      bridge: organisation.bridge,
    },
    people: byId('person', filePersonOf),
    teams: byId('team', plain),
    channels: byId('channel', plain),
    schedules: byId('schedule', (schedule) => fileScheduleOf(schedule, now)),
    policies: byId('policy', filePolicyOf),
    services: byId('service', plain),
    integrations: byId('integration', plain),
    ...unlessEmpty({
      routingRules: byOrder('routing-rule', fileRoutingRuleOf),
      groupings: byOrder('grouping', fileGroupingOf),
      inhibitions: byId('inhibition', plain),
      silences: byId('silence', fileSilenceOf),
      maintenances: byId('maintenance', fileMaintenanceOf),
      heartbeats: byId('heartbeat', fileHeartbeatOf),
    }),
    ...(organisation?.form ? { form: fileFormOf(organisation.form) } : {}),
    ...(organisation?.digests ? { digests: fileDigestsOf(organisation.digests) } : {}),
  });
}

function unlessEmpty(sections: Readonly<Record<string, object>>): object {
  return Object.fromEntries(Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0));
}

function targetText(target: Target): string {
  return `${target.kind}:${target.id}`;
}

function filePolicyOf(policy: Policy): object {
  const { id: _, acknowledgementExpiresAfterMs, steps, also, rules, checkpoints, ...rest } = policy;
  return given({
    ...rest,
    steps: steps.map(fileStepOf),
    acknowledgementExpiresAfter: durationOf(acknowledgementExpiresAfterMs),
    also: also?.map(({ when, page }) => ({ when, page: page.map(targetText) })),
    rules: rules?.map(fileRuleOf),
    checkpoints: checkpoints?.map(fileCheckpointOf),
  });
}

function fileStepOf({ targets, acknowledgeWithinMs, resolveWithinMs, repeatEveryMs, ...step }: Step): object {
  return given({
    notify: targets.map(targetText),
    acknowledgeWithin: durationOf(acknowledgeWithinMs),
    resolveWithin: durationOf(resolveWithinMs),
    repeatEvery: durationOf(repeatEveryMs),
    ...step,
  });
}

function fileRuleOf({ after, page, ...rule }: Rule): object {
  return given({ ...rule, after: durationOf(after?.durationMs), since: after?.since, page: page?.map(targetText) });
}

function fileCheckpointOf({ from, otherwise, withinMs, ...checkpoint }: Checkpoint): object {
  return given({ ...checkpoint, from: from.map(targetText), within: formatDuration(withinMs), otherwise: otherwise?.map(targetText) });
}

function filePersonOf({ id: _, ownRules: __, timeOff, capacity, pages, ...person }: Person): object {
  return given({
    ...person,
    timeOff: timeOff?.map(({ from, until, ...rest }) => ({ from: isoOf(from), until: isoOf(until), ...rest })),
    capacity: capacity && { incidents: capacity.incidents, within: formatDuration(capacity.withinMs) },
    pages: pages?.map(({ afterMs, ...rule }) => ({ ...rule, after: formatDuration(afterMs) })),
  });
}

function fileSeveritiesOf(severities: SeverityProfiles): object {
  return Object.fromEntries(
    Object.entries(severities).map(([severity, profile]) => [
      severity,
      Object.fromEntries(
        Object.entries(profile ?? {}).map(([name, value]) =>
          typeof value === 'number' ? [name.replace(/Ms$/, ''), formatDuration(value)] : [name, value],
        ),
      ),
    ]),
  );
}
