import { z } from 'zod';
import { OutsideChannel } from '../incident/incident-events.ts';
import { Id } from '../log/envelope.ts';
import { PagingRule, QuietHours } from './person-rules.ts';

/** Schema of what is verified at once: a mail address, a number (for SMS and calls alike), or where push or chat go. */
export const WayKind = z.enum(['mail', 'phone', 'push', 'chat']);
/** What is verified at once. */
export type WayKind = z.infer<typeof WayKind>;

/** The kind of address a way outside leads to. */
export function wayKindOf(channel: OutsideChannel): WayKind {
  return channel === 'sms' || channel === 'voice' ? 'phone' : channel;
}

const why = z.string().max(500).optional();

/**
 * Schemas of the bodies of what is said of a person's ways of being paged, none of which holds an address.
 * - `paging.set`: their rules and quiet hours from now on; `own` false gives them back to the workspace file.
 * - `way.test-asked`: a test by each way of their rules, or by those named. `way.tested`: what became of it by one way; `confirmed` once
 *   they pressed what it brought.
 * - `way.verified`, `way.unverified`: an address is known to be theirs, or has changed since; `address` names a further one.
 */
export const wayBodies = {
  'paging.set': z.strictObject({ pages: z.array(PagingRule).max(20), quietHours: z.array(QuietHours).max(10), own: z.boolean() }),
  'way.test-asked': z.strictObject({ channels: z.array(OutsideChannel).min(1).max(5).optional() }),
  'way.tested': z.strictObject({
    test: z.uuid(),
    channel: OutsideChannel,
    address: Id.optional(),
    outcome: z.enum(['sent', 'failed', 'confirmed']),
    why,
  }),
  'way.verified': z.strictObject({ kind: WayKind, address: Id.optional(), by: z.enum(['code', 'link']) }),
  'way.unverified': z.strictObject({ kind: WayKind, address: Id.optional() }),
} as const;

/** The body of an event of a person's ways by type. */
export type WayBody<T extends keyof typeof wayBodies> = z.infer<(typeof wayBodies)[T]>;
