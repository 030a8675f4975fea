import { z } from 'zod';
import { Target } from '../escalation/policy.ts';

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
