import { longestPauseMs } from '../../routing/routing-rule.ts';
import { formatDuration } from '../../time/duration.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftGrouping, DraftRule } from '../draft-noise.ts';
import { leaveNoise } from '../noise.ts';
import { fieldOfEvent } from './event-field.ts';

/** What PagerDuty groups by when nothing is said: five minutes. */
const usualMs = 5 * MINUTE_MS;

/** How a service's alerts are grouped, in the present form and in the one before it. */
export function readGroupings(service: Construct, key: string): DraftGrouping[] {
  const name = service.name ?? key;
  const older = service.text('alert_grouping');
  const olderMinutes = service.number('alert_grouping_timeout');
  const present = service.children('alert_grouping_parameters');
  if (older !== undefined && present.length === 0) {
    if (older === 'time') {
      return [groupingOf(service, { key, name, by: [], windowMs: windowOf(olderMinutes, MINUTE_MS) })];
    }
    service.approximated(
      `PagerDuty groups its alerts ("${older}") by what it has learnt; here each is an incident of its own unless it has the key of an open one.`,
      'Write a grouping by fields that say what belongs together.',
    );
  }
  return present.flatMap((grouping) => readGrouping(grouping, { key, name }));
}

function readGrouping(grouping: Construct, { key, name }: { key: string; name: string }): DraftGrouping[] {
  const type = grouping.text('type');
  const config = grouping.part('config', ['iag_fields']);
  const [window, minutes] = [config?.number('time_window'), config?.number('timeout')];
  const given = config?.texts('fields') ?? [];
  const windowMs = window === undefined ? windowOf(minutes, MINUTE_MS) : windowOf(window, SECOND_MS);
  const isAny = config?.text('aggregate') === 'any' && given.length > 1;
  if (type === undefined) {
    grouping.converted(undefined, 'It groups nothing.');
    return [];
  }
  const by = given.map((path) => fieldOfEvent(path));
  const unknown = given.filter((_, i) => by[i] === undefined);
  const why =
    type === 'intelligent'
      ? 'It groups by what PagerDuty has learnt, and nothing here learns.'
      : isAny
        ? 'It groups what has any of its fields in common; a grouping here goes by all of them.'
        : unknown.length > 0
          ? `Nothing here reads ${unknown.join(', ')}.`
          : !/^(time|content_based|content_based_intelligent)$/.test(type)
            ? `How it groups ("${type}") is not known here.`
            : undefined;
  if (why !== undefined) {
    leaveNoise(grouping, { kind: 'grouping', scope: `${name} (${type})`, by: given, windowMs }, why);
    return [];
  }
  if (type === 'content_based_intelligent') {
    grouping.approximated('It groups by its fields here, and by nothing PagerDuty has learnt.');
  }
  return [groupingOf(grouping, { key, name, by: by.filter((field) => field !== undefined), windowMs })];
}

function groupingOf(
  from: Construct,
  { key, name, by, windowMs }: { key: string; name: string; by: readonly string[]; windowMs: number },
): DraftGrouping {
  if (windowMs === DAY_MS) {
    from.approximated('Alerts join for a day at the longest; in PagerDuty they may for as long as the incident is open.');
  }
  return { key, name, when: { services: [key] }, by, windowMs, rolling: true, from: [from] };
}

/** A window of so many units; none given is the usual one, and 0 as long as it may be. */
function windowOf(count: number | undefined, unitMs: number): number {
  return count === undefined ? usualMs : count <= 0 ? DAY_MS : Math.min(DAY_MS, Math.max(MINUTE_MS, Math.round(count * unitMs)));
}

/** A service's auto-pause: what is not critical waits whether it goes away by itself. */
export function readPause(pause: Construct, { key, name }: { key: string; name: string }): DraftRule[] {
  const ms = (pause.number('timeout') ?? 0) * SECOND_MS;
  if (pause.flag('enabled') === false || ms <= 0) {
    pause.converted(undefined, 'It is switched off.');
    return [];
  }
  const pauseMs = Math.min(longestPauseMs, Math.max(SECOND_MS, Math.round(ms)));
  pause.approximated(
    `PagerDuty pauses what it takes for passing; here everything of the service but critical alerts waits for ${formatDuration(pauseMs)}.`,
    'Say more closely in its routing rule what goes away by itself.',
  );
  return [
    {
      key: `pause ${key}`,
      name: `Pause ${name}`,
      when: { services: [key], condition: { field: 'severity', isNot: 'critical' } },
      set: { pauseMs },
      from: [pause],
    },
  ];
}
