import type { Condition } from '../../condition/condition.ts';
import type { DraftMaintenance } from '../draft-noise.ts';
import { leaveNoise } from '../noise.ts';
import { hoursOf, restOfWeek, type WeekSpan } from '../week.ts';
import { chosenWhen, isUnsure } from './chosen.ts';
import type { Interval, Stretch } from './interval.ts';
import { inOrder, nodeInWords, type RouteNode } from './route-tree.ts';
import { ofAlertmanager } from './routes.ts';

/** Hours of every week in which a route is muted, and the intervals that say so. */
interface Hours {
  zone: string;
  spans: readonly WeekSpan[];
  of: readonly Interval[];
}

/**
 * Maintenance windows for the routes that are muted at some times of the week, or active at some only; the root can be neither. What
 * cannot be said of every week is told, of the route and of the interval.
 */
export function mutingOf(root: RouteNode, intervals: readonly Interval[]): DraftMaintenance[] {
  const windows = inOrder(root).flatMap((node) => {
    const [muted, active] = ['mute_time_intervals', 'active_time_intervals'].map((field) =>
      node.from.texts(field).map((name) => intervals.find((each) => each.name === name) ?? name),
    );
    const asks = node === root || node.isSilent || node.from.isLeftOut ? undefined : chosenWhen(node);
    const named = [...(muted ?? []), ...(active ?? [])];
    if (asks && isUnsure(node) && named.length > 0) {
      const why = 'a route that was not converted may take some of its alerts';
      tell(node, named, { only: (active ?? []).length > 0, why });
      return [];
    }
    return asks
      ? [...mutedHours(node, muted ?? []), ...inactiveHours(node, active ?? [])].flatMap((hours) => windowsFor(node, asks, hours))
      : [];
  });
  intervals.forEach(settle);
  return windows;
}

/** What is muted during each of some intervals: whatever of it can be said. */
function mutedHours(node: RouteNode, named: readonly (Interval | string)[]): Hours[] {
  return named.flatMap((interval): Hours[] => {
    const why = problemOf(interval);
    if (why !== undefined) {
      tell(node, [interval], { only: false, why });
    }
    return typeof interval === 'string' ? [] : byZone(interval.stretches).map((hours) => ({ ...hours, of: [interval] }));
  });
}

/** What is muted outside all of some intervals: nothing, unless all of them can be said, on one clock. */
function inactiveHours(node: RouteNode, named: readonly (Interval | string)[]): Hours[] {
  const known = named.filter((each) => typeof each !== 'string');
  const zones = byZone(known.flatMap(({ stretches }) => stretches));
  const [only] = zones;
  const why = named.map(problemOf).find((each) => each !== undefined) ?? (zones.length > 1 ? 'its hours are on several clocks' : undefined);
  if (why !== undefined) {
    tell(node, named, { only: true, why });
  }
  const spans = only && why === undefined ? restOfWeek(only.spans) : [];
  return only && spans.length > 0 ? [{ zone: only.zone, spans, of: known }] : [];
}

function problemOf(interval: Interval | string): string | undefined {
  return typeof interval === 'string'
    ? `there is no time interval "${interval}"`
    : interval.stretches.flatMap((each) => ('why' in each ? [each.why] : []))[0];
}

function tell({ from, receiver }: RouteNode, named: readonly (Interval | string)[], { only, why }: { only: boolean; why: string }): void {
  const intervals = named.map((each) => (typeof each === 'string' ? each : each.name));
  from.approximated(
    `It is muted ${only ? 'outside' : 'during'} ${intervals.join(', ')}, and pages here at those times: ${why}.`,
    'Go on muting it in Alertmanager, or write maintenance windows by hand.',
    { kind: 'muting', scope: `route to ${receiver}`, intervals, only },
  );
}

function byZone(stretches: readonly Stretch[]): { zone: string; spans: WeekSpan[] }[] {
  const zones = new Map<string, WeekSpan[]>();
  for (const stretch of stretches) {
    if ('zone' in stretch) {
      zones.set(stretch.zone, [...(zones.get(stretch.zone) ?? []), ...stretch.spans]);
    }
  }
  return [...zones].map(([zone, spans]) => ({ zone, spans }));
}

function windowsFor(node: RouteNode, asks: readonly Condition[], { zone, spans, of }: Hours): DraftMaintenance[] {
  return (hoursOf(spans) ?? [{ from: '00:00', until: '24:00' }]).map((during): DraftMaintenance => {
    const name = `${of
      .map((each) => each.name)
      .toSorted()
      .join(', ')}: ${nodeInWords(node)}`;
    return {
      key: `${name} ${JSON.stringify(during)}`,
      name,
      when: { ...ofAlertmanager([...asks]), services: [node.receiver] },
      weekly: { during, zone },
      // One that is not all here is told as such, and what is here of it is the route's.
      from: [node.from, ...of.filter((each) => problemOf(each) === undefined).map(({ from }) => from)],
    };
  });
}

function settle({ from, name, stretches, words }: Interval): void {
  const why = stretches.flatMap((each) => ('why' in each ? [each.why] : []))[0];
  if (why === undefined) {
    from.converted(undefined, 'The routes that use it have maintenance windows at its hours.');
  } else {
    leaveNoise(from, { kind: 'interval', name, times: words }, `It cannot be said, or not all of it: ${why}.`);
  }
}
