import type { Severity } from '../log/severity.ts';

/**
 * How a page of a severity behaves, the same every time (S33).
 * - `pages`: whether anyone is paged at all; minor problems never wake anybody (S15).
 * - `escalates`: whether the path goes on past its first step (PagerDuty: low urgency never escalates).
 * - `repeats`: whether the page is raised again until acknowledged (S70); otherwise a single pass (S71).
 * - `alarm`: whether it opens the alarm window with sound while it rings.
 */
export interface SeverityProfile {
  pages: boolean;
  escalates: boolean;
  repeats: boolean;
  alarm: boolean;
}

/** The profile of each severity. */
export const severityProfiles: Readonly<Record<Severity, SeverityProfile>> = {
  critical: { pages: true, escalates: true, repeats: true, alarm: true },
  error: { pages: true, escalates: true, repeats: true, alarm: false },
  warning: { pages: true, escalates: false, repeats: false, alarm: false },
  info: { pages: false, escalates: false, repeats: false, alarm: false },
};
