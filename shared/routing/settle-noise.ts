import type { Facts } from '../condition/evaluate.ts';
import type { Suppression } from '../noise/suppression.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import { quietByDefinition } from '../state/suppression.ts';
import type { Instant } from '../time/instant.ts';
import type { RuledOpening } from './apply-rules.ts';
import type { EventDraft } from './event-draft.ts';
import { waitOf } from './flapping.ts';
import { groupOf, groupToJoin } from './group.ts';
import { incidentOf, type OpeningBody } from './opening-draft.ts';
import { underStorm } from './storm-summary.ts';

/**
 * What becomes of an alert that no open incident has the key of: it joins a group, or opens an incident that pages or is suppressed.
 * `beside` is recorded before that: the summary of a storm that begins, or that it got worse.
 */
export type Settled = { joins: string } | { opens: OpeningBody; beside: readonly EventDraft[] };

/**
 * Decides whether an alert joins a group that is open, and whether the incident `newId` it opens pages or is suppressed, and by what:
 * a rule, a window, a silence or an inhibition; a wait; or, when nothing of the kind does, a storm of its service.
 */
export function settleNoise(state: State, ruled: RuledOpening, now: Instant, newId: string): Settled {
  const draft = incidentOf(ruled.body, newId, now);
  const rules = rulesFor(state, draft);
  let known: Facts | undefined;
  const asked = { facts: () => (known ??= rules.facts()), moment: rules.moment(now) };
  const byRule: Suppression | undefined = ruled.isSuppressed
    ? { reason: 'rule', ...(ruled.by === undefined ? {} : { by: ruled.by }) }
    : undefined;
  const suppression = byRule ?? quietByDefinition(state, draft, asked).suppression;
  const waits = waitOf(state, draft, ruled, now);
  const group = groupOf(state, draft, asked);
  const body: OpeningBody = { ...ruled.body, ...(group ? { group: { by: group.by.id, key: group.key } } : {}) };
  const opening =
    suppression || waits ? { opens: { ...body, ...quiet(suppression, waits) }, beside: [] } : underStorm(state, body, now, newId);
  // What is worse than the storm's summary has to be heard of there.
  const wait = opening?.beside.length === 0 ? opening.opens.suppression : undefined;
  const joins = group && groupToJoin(state, group, { quiet: suppression, wait }, now);
  return joins === undefined ? (opening ?? { opens: body, beside: [] }) : { joins };
}

function quiet(suppression: Suppression | undefined, waits: Suppression | undefined): Pick<OpeningBody, 'suppression' | 'waits'> {
  return { suppression: suppression ?? waits, ...(suppression && waits ? { waits } : {}) };
}
