import { formatDuration } from '../time/duration.ts';
import { DAY_MS, SECOND_MS } from '../time/instant.ts';
import type { Condition } from '../condition/condition.ts';
import type { Draft, DraftPolicy, DraftService, DraftStep, DraftTarget } from './draft.ts';
import type { FileEntry } from './assemble-schedules.ts';
import { leaveCirclesOut } from './circles.ts';
import type { Ids } from './names.ts';
import { slugOf } from './slug.ts';
import { hoursOf, type WeekSpan } from './week.ts';

const mostTargets = 10;
const mostSteps = 20;
const mostLoops = 9;
const longestDelayMs = 30 * DAY_MS;

/** The policies of a draft, and which of them each service has: one for each time after which its services want an acknowledgement to lapse. */
export function assemblePolicies(draft: Draft, ids: Ids): { policies: FileEntry[]; policyOf: ReadonlyMap<DraftService, string> } {
  const policyOf = new Map<DraftService, string>();
  leaveCirclesOut(draft.policies);
  const policies = draft.policies.flatMap((policy) => {
    const id = ids.policy.get(policy.key) ?? slugOf(policy.name, 'policy');
    const definition = filePolicy(policy, id, ids);
    const services = draft.services.filter((service) => service.policy === policy.key);
    const timeouts = [...new Set(services.map(({ acknowledgementExpiresAfterMs }) => acknowledgementExpiresAfterMs))].toSorted(
      (a, b) => (a ?? Infinity) - (b ?? Infinity),
    );
    return (timeouts.length === 0 ? [undefined] : timeouts).map((timeout, i): FileEntry => {
      const expires = lapse(timeout);
      const own = i === 0 ? id : `${id}-${expires === undefined ? 'no-lapse' : `lapse-${expires}`}`.slice(0, 100);
      services.filter((service) => service.acknowledgementExpiresAfterMs === timeout).forEach((service) => policyOf.set(service, own));
      policy.from.converted(
        `policies.${own}`,
        timeouts.length > 1 ? 'Its services let acknowledgements lapse after different times, so there is a policy for each.' : undefined,
      );
      return [own, { ...definition, ...(expires === undefined ? {} : { acknowledgementExpiresAfter: expires }) }];
    });
  });
  return { policies, policyOf };
}

function lapse(timeoutMs: number | undefined): string | undefined {
  return timeoutMs === undefined ? undefined : formatDuration(bounded(timeoutMs));
}

function bounded(delayMs: number): number {
  return Math.min(longestDelayMs, Math.max(SECOND_MS, Math.round(delayMs)));
}

function filePolicy(policy: DraftPolicy, id: string, ids: Ids): object {
  const { name, description, zone, steps, loops, from } = policy;
  if (steps.length === 0) {
    from.approximated('It has no step that pages anybody, so what comes goes to the catch-all at once.', 'Write its steps by hand.');
  }
  if (steps.length > mostSteps) {
    from.approximated(
      `It has ${steps.length} levels and a policy here has ${mostSteps}; the rest was left out.`,
      'Let the last level lead into another policy.',
    );
    steps.slice(mostSteps).forEach((step) => step.from.forEach((each) => each.leftOut(`A policy has at most ${mostSteps} levels.`)));
  }
  if (loops > mostLoops) {
    from.approximated(`It is walked ${loops} more times in the source and ${mostLoops} here; then the catch-all is paged.`);
  }
  const kept = steps.slice(0, mostSteps).map((step, i) => fileStep(step, `policies.${id}.steps.${i}`, ids));
  const rules = (policy.rules ?? [])
    .filter(({ level }) => level <= kept.length)
    .map((rule) => ({ name: rule.name, after: formatDuration(bounded(rule.afterMs)), since: 'triggered', escalateTo: rule.level }));
  const needsZone = zone !== undefined && steps.some(({ during }) => during !== undefined);
  return {
    name: name.slice(0, 200),
    ...(description === undefined ? {} : { description: description.slice(0, 2000) }),
    ...(needsZone ? { zone } : {}),
    steps: kept.length === 0 ? [{ notify: [] }] : kept,
    ...(loops > 0 ? { loops: Math.min(loops, mostLoops) } : {}),
    ...(rules.length === 0 ? {} : { rules }),
  };
}

function fileStep({ targets, name, acknowledgeWithinMs, resolveWithinMs, during, from }: DraftStep, became: string, ids: Ids): object {
  const notify: string[] = [];
  for (const target of targets) {
    for (const each of targetTexts(target, ids)) {
      if (notify.includes(each)) {
        target.from.converted(became);
      } else if (notify.length < mostTargets) {
        notify.push(each);
        target.from.converted(became);
      } else {
        target.from.leftOut(`A step pages at most ${mostTargets} targets.`, 'Put some of them into a team and page that.');
      }
    }
  }
  from.forEach((each) => each.converted(became));
  if (notify.length === 0) {
    from.forEach((each) => each.approximated('Nobody it pages is known here; the path goes on at once.', 'Name whom it pages.'));
  }
  const delay = (given: number | undefined) => (given === undefined ? undefined : formatDuration(bounded(given)));
  const when = during && conditionOf(during);
  return {
    ...(name === undefined ? {} : { name: name.slice(0, 200) }),
    notify,
    ...(acknowledgeWithinMs === undefined ? {} : { acknowledgeWithin: delay(acknowledgeWithinMs) }),
    ...(resolveWithinMs === undefined ? {} : { resolveWithin: delay(resolveWithinMs) }),
    ...(when ? { when } : {}),
  };
}

function conditionOf(spans: readonly WeekSpan[]): Condition | undefined {
  const hours = hoursOf(spans)?.map((during) => ({ during }));
  return hours && (hours.length === 1 ? hours[0] : { any: hours });
}

function targetTexts({ kind, key, name, from }: DraftTarget, ids: Ids): string[] {
  const found =
    kind === 'schedule'
      ? (ids.schedule.get(key) ?? [])
      : [kind === 'person' ? ids.person.get(key) : kind === 'policy' ? ids.policy.get(key) : ids.team.get(key)].filter(
          (id) => id !== undefined,
        );
  if (found.length === 0) {
    from.leftOut(
      `There is no ${kind === 'next-of' ? 'team' : kind} "${name ?? key}" in what was converted.`,
      'Name somebody else in its place.',
    );
  }
  return found.map((id) => `${kind}:${id}`);
}
