import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { parseIso } from './instant.ts';

/** Schema of a duration as people write it, in milliseconds. */
export const duration = z.string().transform((text, context) => {
  const durationMs = parseDuration(text);
  if (durationMs === undefined) {
    context.addIssue({ code: 'custom', message: `"${text}" is not a duration; write for example 30s, 5m or 1h30m` });
    return z.NEVER;
  }
  return durationMs;
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
