import type { NoiseRule } from './noise.ts';

/** What became of something: taken to the letter, taken with a difference, or left for a person to do. */
export type Outcome = 'converted' | 'approximated' | 'not-converted';

/** What became of one construct of the source; each is in a report exactly once (C16). */
export interface ReportEntry {
  /** Where it stands in the source: `schedules[0].schedule_layers[1]`. */
  path: string;
  /** What the source calls it, in the singular: `schedule layer`; `field` for one nobody here reads. */
  kind: string;
  name?: string | undefined;
  outcome: Outcome;
  /** Where in the workspace it is now: `schedules.primary`. */
  became?: string[] | undefined;
  /** Sentences: what is different for people, or why it was left out; for what was converted, what is good to know. */
  said?: string[] | undefined;
  /** Sentences: what to do by hand. */
  todo?: string[] | undefined;
  /** The rules themselves, where there is no place for them in a workspace yet. */
  rules?: NoiseRule[] | undefined;
}

/** How many constructs became what. */
export type Counts = Record<Outcome, number>;

/** What an import made of a source: every construct of it once, and what holds of all of them. */
export interface ImportReport {
  source: string;
  counts: Counts;
  entries: ReportEntry[];
  /** What is different in Watchbell whatever the source says. */
  general: string[];
  /** What the workspace as written would be warned about, and hours in which nobody would be on call. */
  warnings: string[];
}

/** Outcomes from best to worst. */
export const outcomes = ['converted', 'approximated', 'not-converted'] as const satisfies readonly Outcome[];

/** How many entries became what. */
export function countsOf(entries: readonly ReportEntry[]): Counts {
  const count = (outcome: Outcome) => entries.filter((entry) => entry.outcome === outcome).length;
  return { converted: count('converted'), approximated: count('approximated'), 'not-converted': count('not-converted') };
}
