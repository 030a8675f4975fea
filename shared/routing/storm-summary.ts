import { derivedId } from '../log/derived-id.ts';
import { severityRank } from '../log/severity.ts';
import type { StormLimit } from '../noise/suppression.ts';
import type { State } from '../state/state.ts';
import { isStorm, openStorm, stormLimitOf } from '../state/storm.ts';
import { formatDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { nameOf } from '../workspace/workspace.ts';
import { joining, opening, type EventDraft } from './event-draft.ts';
import type { OpeningBody } from './opening-draft.ts';

/**
 * An incident a storm of its service keeps from paging: beyond the limit one incident stands for all that come (S143, R9), and each of
 * them is there, under it. The first of them begins the summary; one that is worse than the summary makes that worse, which rings.
 * Undefined when there is no storm.
 */
export function underStorm(
  state: State,
  body: OpeningBody,
  now: Instant,
  newId: string,
): { opens: OpeningBody; beside: readonly EventDraft[] } | undefined {
  const limit = stormLimitOf(state, body);
  if (!limit || !isStorm(state, body.service, limit, now)) {
    return undefined;
  }
  const summary = openStorm(state, body.service);
  const incident = summary?.id ?? derivedId(['storm', newId]);
  const opens: OpeningBody = { ...body, suppression: { reason: 'storm', incident } };
  if (!summary) {
    return { opens, beside: [opening(incident, summaryOf(state, body, limit))] };
  }
  const isWorse = severityRank(body.severity) < severityRank(summary.severity);
  return { opens, beside: isWorse && body.alert ? [joining(incident, body.alert)] : [] };
}

function summaryOf({ workspace }: State, body: OpeningBody, limit: StormLimit): OpeningBody {
  const { severity, service, policy, priority, integration, assigned } = body;
  return {
    title: `More than ${limit.most} incidents of ${nameOf(workspace, 'service', service)} within ${formatDuration(limit.withinMs)}`,
    severity,
    service,
    policy,
    ...(priority === undefined ? {} : { priority }),
    ...(integration === undefined ? {} : { integration }),
    ...(assigned === undefined ? {} : { assigned }),
    storm: limit,
  };
}
