import { z } from 'zod';

/** How bad it is, in the words of the PagerDuty Events API v2, worst first. */
export const severities = ['critical', 'error', 'warning', 'info'] as const;

/** Schema of a severity. */
export const Severity = z.enum(severities);
/** One of `critical`, `error`, `warning`, `info`. */
export type Severity = z.infer<typeof Severity>;

/** Rank for sorting: 0 is the worst. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}
