import type { Facts, Moment } from '../condition/evaluate.ts';
import type { Suppression } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';

/** What suppresses an incident at an instant, and when that may be otherwise by the passing of time alone; undefined when nothing does, or never. */
export interface Quiet {
  suppression?: Suppression | undefined;
  lookAt?: Instant | undefined;
}

/** An incident as it is measured at an instant. */
export interface Asked {
  facts(): Facts;
  moment: Moment;
}
