import { z } from 'zod';
import { Target } from '../escalation/policy.ts';
import { parseDuration } from '../time/duration.ts';
import { parseIso } from '../time/instant.ts';

/** Schema of a duration as people write it, in milliseconds. */
export const duration = z.string().transform((text, context) => {
  const durationMs = parseDuration(text);
  if (durationMs === undefined) {
    context.addIssue({ code: 'custom', message: `"${text}" is not a duration; write for example 30s, 5m or 1h30m` });
    return z.NEVER;
  }
  return durationMs;
});

/** Schema of a target as people write it. */
export const target = z.string().transform((text, context): Target => {
  const [kind, id] = text.split(/:(.*)/s);
  const parsed = Target.safeParse({ kind, id });
  if (parsed.success) {
    return parsed.data;
  }
  const roles = 'role:commander, role:owning-team or role:owning-team-lead';
  const message = `"${text}" is not a target; write person:ID, schedule:ID, backup:SCHEDULE, team:ID, next-of:TEAM, policy:ID, channel:ID, ${roles}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Schema of a moment as people write it, with its offset. */
export const moment = z.string().transform((text, context) => {
  const instant = parseIso(text);
  if (instant === undefined) {
    context.addIssue({
      code: 'custom',
      message: `"${text}" is not a moment; write it with its offset, for example 2026-12-24T18:00:00+01:00`,
    });
    return z.NEVER;
  }
  return instant;
});
