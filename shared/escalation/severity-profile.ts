import { z } from 'zod';
import { severities, type Severity } from '../log/severity.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { delayMs, repeatMs } from './delay.ts';

/**
 * Schema of how a page of a severity behaves, the same every time (S33).
 * - `urgency`: which of a person's own rules apply. `pages`: whether anyone is paged at all; minor problems never wake anybody (S15).
 * - `wakes`: whether it may interrupt quiet hours (S15). `escalates`: whether the path goes on past the first step that reached somebody.
 * - `repeats`: whether the page is raised again until acknowledged (S70); otherwise a single pass (S71).
 * - `alarm`: whether it opens the alarm window with sound while it rings.
 * - the times are what a policy's step says when it says nothing; `remindEveryMs`: how often the holder is reminded (D3).
 */
export const SeverityProfile = z.strictObject({
  urgency: z.enum(['high', 'low']),
  pages: z.boolean(),
  wakes: z.boolean(),
  escalates: z.boolean(),
  repeats: z.boolean(),
  alarm: z.boolean(),
  acknowledgeWithinMs: delayMs,
  resolveWithinMs: delayMs.optional(),
  repeatEveryMs: repeatMs,
  acknowledgementExpiresAfterMs: delayMs.optional(),
  remindEveryMs: delayMs.min(MINUTE_MS, 'remind at most every 1m').optional(),
});
/** How a page of a severity behaves. */
export type SeverityProfile = z.infer<typeof SeverityProfile>;

const times = { acknowledgeWithinMs: 5 * MINUTE_MS, repeatEveryMs: MINUTE_MS };

/** The profile of each severity unless the organisation says otherwise. */
export const severityProfiles: Readonly<Record<Severity, SeverityProfile>> = {
  critical: { urgency: 'high', pages: true, wakes: true, escalates: true, repeats: true, alarm: true, ...times },
  error: { urgency: 'high', pages: true, wakes: true, escalates: true, repeats: true, alarm: false, ...times },
  warning: { urgency: 'low', pages: true, wakes: false, escalates: false, repeats: false, alarm: false, ...times },
  info: { urgency: 'low', pages: false, wakes: false, escalates: false, repeats: false, alarm: false, ...times },
};

/** Schema of what an organisation changes in the profiles of its severities; a critical incident always pages and escalates. */
export const SeverityProfiles = z
  .partialRecord(z.enum(severities), SeverityProfile.partial())
  .refine(
    ({ critical }) => critical?.pages !== false && critical?.escalates !== false && critical?.wakes !== false,
    'critical always pages, wakes and escalates; use another severity for what may be silent',
  );
/** What an organisation changes in the profiles of its severities. */
export type SeverityProfiles = z.infer<typeof SeverityProfiles>;

/** The profile of a severity in an organisation. */
export function profileOf(severity: Severity, changed: SeverityProfiles | undefined): SeverityProfile {
  const given = changed?.[severity];
  return given ? ({ ...severityProfiles[severity], ...given } as SeverityProfile) : severityProfiles[severity];
}
