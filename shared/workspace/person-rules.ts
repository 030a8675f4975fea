import { z } from 'zod';
import { OutsideChannel, PageChannel } from '../incident/incident-events.ts';
import { Id, InstantMs } from '../log/envelope.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { LocalWindow } from '../time/local-window.ts';

/** Schema of hours in which nothing that may not wake a person pages them, in their own zone (S15). */
export const QuietHours = LocalWindow;
/** Hours in which nothing that may not wake a person pages them. */
export type QuietHours = z.infer<typeof QuietHours>;

/** Schema of a stretch of leave: schedules, teams and steps leave the person out from `from` up to, not including, `until` (ServiceNow, B1). */
export const TimeOff = z
  .strictObject({ id: Id.optional(), from: InstantMs, until: InstantMs, note: z.string().max(200).optional() })
  .refine(({ from, until }) => from < until, 'time off must end after it starts');
/** A stretch of leave. */
export type TimeOff = z.infer<typeof TimeOff>;

/**
 * Schema of how much one person takes on: at `incidents` open incidents they hold or were paged for within `withinMs`, further ones
 * go to the next level (S36, S102). At most a day back, because that is how long every copy remembers what is over.
 */
export const Capacity = z.strictObject({
  incidents: z.int().min(1, 'a person takes at least one incident').max(1000),
  withinMs: z
    .int()
    .min(HOUR_MS, 'count over at least 1h')
    .max(DAY_MS, 'count over at most 1d')
    .default(8 * HOUR_MS),
});
/** How much one person takes on. */
export type Capacity = z.infer<typeof Capacity>;

/**
 * Schema of one of a person's own rules: this way, so long after the step, for pages of this urgency or any (B1 "Personal rules").
 * - `to` names one of their further addresses; without it, or once that address is gone, it is their first.
 * - `during` has the rule count only within their quiet hours or only outside them; of a laptop it is not said, for a page that could
 *   ring there and does not is a missed one.
 */
export const PagingRule = z
  .strictObject({
    channel: PageChannel,
    to: Id.optional(),
    afterMs: z.int().min(0).max(DAY_MS, 'wait at most 1d').default(0),
    urgency: z.enum(['high', 'low']).optional(),
    during: z.enum(['quiet-hours', 'other-hours']).optional(),
  })
  .refine(({ channel, to, during }) => OutsideChannel.safeParse(channel).success || (to === undefined && during === undefined), {
    message: '"to" and "during" are for ways beside the laptop: push, sms, voice, mail and chat',
  })
  .refine(({ channel, to }) => to === undefined || channel === 'sms' || channel === 'voice' || channel === 'mail', {
    message: '"to" names a number or a mail address; push and chat go where the relay knows',
    path: ['to'],
  });
/** One of a person's own rules. */
export type PagingRule = z.infer<typeof PagingRule>;
