import type { Heartbeat } from '../alert/heartbeat.ts';
import type { Grouping } from '../noise/grouping.ts';
import type { Maintenance } from '../noise/maintenance.ts';
import type { NoiseLimits } from '../noise/noise-limits.ts';
import type { Silence } from '../noise/silence.ts';
import type { RoutingRule } from '../routing/routing-rule.ts';
import { formatDuration } from '../time/duration.ts';
import { isoOf } from '../time/instant.ts';
import { durationOf, given } from './file-given.ts';

/** A routing rule as a file writes it. */
export function fileRoutingRuleOf({ id: _, order: _order, set, ...rule }: RoutingRule): object {
  const { pauseMs, assign, ...rest } = set;
  const written = given({ ...rest, assign: assign?.map(({ kind, id }) => `${kind}:${id}`), pause: durationOf(pauseMs) });
  return { ...rule, set: written };
}

/** A grouping as a file writes it. */
export function fileGroupingOf({ id: _, order: _order, windowMs, ...grouping }: Grouping): object {
  return { ...grouping, window: formatDuration(windowMs) };
}

/** A silence as a file writes it. */
export function fileSilenceOf({ id: _, from, until, ...silence }: Silence): object {
  return given({ ...silence, from: from === undefined ? undefined : isoOf(from), until: isoOf(until) });
}

/** A maintenance window as a file writes it. */
export function fileMaintenanceOf({ id: _, once, weekly, ...window }: Maintenance): object {
  return given({ ...window, ...(once ? { from: isoOf(once.from), until: isoOf(once.until) } : {}), ...weekly });
}

/** A heartbeat as a file writes it. */
export function fileHeartbeatOf({ id: _, everyMs, graceMs, ...heartbeat }: Heartbeat): object {
  return { ...heartbeat, every: formatDuration(everyMs), grace: formatDuration(graceMs) };
}

/** An organisation's limits on noise as a file writes them. */
export function fileNoiseOf({ storm, flapping }: NoiseLimits): object {
  return given({
    storm: storm && { most: storm.most, within: formatDuration(storm.withinMs) },
    flapping: flapping && { most: flapping.most, within: formatDuration(flapping.withinMs), quiet: formatDuration(flapping.quietMs) },
  });
}
