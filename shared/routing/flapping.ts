import type { Incident } from '../incident/incident.ts';
import { problemKey } from '../incident/members.ts';
import type { Suppression } from '../noise/suppression.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { find } from '../workspace/workspace.ts';
import type { RuledOpening } from './apply-rules.ts';

/**
 * How long an incident waits before anybody is paged, whether it goes away by itself: a pause a rule asks for (B2), or the quiet time of
 * a key that opened too many incidents of late; of both the later end. Undefined when it does not wait.
 */
export function waitOf(
  state: State,
  incident: Incident,
  { pauseMs, by }: Pick<RuledOpening, 'pauseMs' | 'by'>,
  now: Instant,
): Suppression | undefined {
  const pause: Suppression | undefined =
    pauseMs === undefined ? undefined : { reason: 'pause', ...(by === undefined ? {} : { by }), until: now + pauseMs };
  const flapping = flappingOf(state, incident, now);
  return (flapping?.until ?? -Infinity) > (pause?.until ?? -Infinity) ? flapping : pause;
}

function flappingOf(state: State, { integration, dedupKey }: Incident, now: Instant): Suppression | undefined {
  const limit = find(state.workspace, 'organisation', 'organisation')?.noise?.flapping;
  if (!limit || integration === undefined || dedupKey === undefined) {
    return undefined;
  }
  let count = 0;
  let each = state.noise.openedWith.get(problemKey(integration, dedupKey));
  for (; each && each.at > now - limit.withinMs && count < limit.most; each = each.before) {
    count += 1;
  }
  return count >= limit.most ? { reason: 'flapping', until: now + limit.quietMs } : undefined;
}
