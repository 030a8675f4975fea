import { z } from 'zod';
import { Id, InstantMs } from '../log/envelope.ts';

/**
 * Schema of whom an update is for (S83, S92): who works on it, who leads, the whole company, or customers. What customers are told is
 * an action, and waits at a checkpoint (S103).
 */
export const Audience = z.enum(['responders', 'leadership', 'company', 'customers']);
/** Whom an update is for. */
export type Audience = z.infer<typeof Audience>;

/** Schema of whom people tell something without anybody's leave: those inside. */
export const InsideAudience = Audience.exclude(['customers']);
/** Whom people tell something without anybody's leave. */
export type InsideAudience = z.infer<typeof InsideAudience>;

/** Schema of an address where people talk by voice or video: https alone, so that no link leads elsewhere or is read on its way (S91). */
export const BridgeUrl = z
  .url({ protocol: /^https$/, error: 'write an https address, such as https://meet.example.org/42' })
  .max(2048)
  .regex(/^https:\/\/[^/?#@\s]+([/?#]|$)/i, 'write an https address without a user or password')
  .regex(/^[^\s<>"'`\\|]*$/, 'write an https address without spaces or quotes')
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'write an https address without characters that hide or turn text round');

/**
 * Schemas of the bodies of what is told of an incident, and what follows from that.
 * - `incident.posted`: an update or a decision, for those inside; a decision is for responders unless said otherwise.
 * - `incident.room-opened`: the engine opens a room by its rule (`rule`), or because something for its audience was said (`said`).
 * - `incident.bridge-set`: where people talk about this one; null goes back to the workspace's.
 * - `incident.follow-up-added`: what is to be done afterwards, maybe made of a note or an update, by its entry's id (S90).
 */
export const tellingBodies = {
  'incident.posted': z.strictObject({
    kind: z.enum(['update', 'decision']),
    audience: InsideAudience,
    text: z.string().trim().min(1, 'write something first').max(10_000),
  }),
  'incident.room-opened': z.strictObject({ room: Id, why: z.enum(['rule', 'said']) }),
  'incident.bridge-set': z.strictObject({ url: BridgeUrl.nullable() }),
  'incident.follow-up-added': z.strictObject({
    text: z.string().trim().min(1, 'write what is to be done').max(2000),
    of: z.uuid().optional(),
    owner: Id.optional(),
    dueAt: InstantMs.optional(),
  }),
  'incident.follow-up-done': z.strictObject({ followUp: z.uuid() }),
} as const;

/** The type of an event about what is told of an incident. */
export type TellingType = keyof typeof tellingBodies;
