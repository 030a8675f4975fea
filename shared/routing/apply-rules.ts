import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import type { OpeningBody } from './opening-draft.ts';

/** What the routing rules make of an incident before it is opened. */
export interface RuledOpening {
  body: OpeningBody;
  /** How long to wait whether it goes away by itself, ms; undefined for not at all. */
  pauseMs?: number | undefined;
  /** The rule that pauses or suppresses it. */
  by?: string | undefined;
  isSuppressed: boolean;
}

/** Asks the workspace's routing rules in their order, each of what those before have set (S73, S78, S79). */
export function applyRules(_state: State, body: OpeningBody, _now: Instant): RuledOpening {
  return { body, isSuppressed: false };
}
