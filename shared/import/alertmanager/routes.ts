import { parseDuration } from '../../time/duration.ts';
import type { Construct } from '../construct.ts';
import { leaveNoise } from '../noise.ts';
import { matchersOf } from './matchers.ts';

/** Reads a route and those below it: which alerts it takes, how it groups them and when it is muted. */
export function readRoute(route: Construct, above: string): void {
  const matchers = matchersOf(route, '');
  const to = route.text('receiver');
  const scope = to === undefined ? above : `route to ${to}`;
  if (!matchers) {
    route.leftOut('Its matchers cannot be read.', 'Keep it in Alertmanager.');
  } else {
    leaveNoise(route, { kind: 'routing', scope: `below ${above}`, matchers, to: to ?? above, goesOn: route.flag('continue') === true });
  }
  const by = route.texts('group_by');
  const [waitMs, intervalMs, repeatMs] = ['group_wait', 'group_interval', 'repeat_interval'].map((field) =>
    parseDuration(route.text(field) ?? ''),
  );
  if (by.length > 0 || waitMs !== undefined || intervalMs !== undefined) {
    leaveNoise(route, { kind: 'grouping', scope, by: by.includes('...') ? ['labels, all of them'] : by, waitMs, intervalMs });
  }
  if (repeatMs !== undefined) {
    route.leftOut('How often a message is sent again is the step’s "repeatEvery" here.', undefined);
  }
  for (const [field, only] of [
    ['mute_time_intervals', false],
    ['active_time_intervals', true],
  ] as const) {
    const intervals = route.texts(field);
    if (intervals.length > 0) {
      leaveNoise(route, { kind: 'muting', scope, intervals, only });
    }
  }
  route.children('routes').forEach((child) => readRoute(child, scope));
}
