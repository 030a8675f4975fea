import { z } from 'zod';
import { InstantMs } from '../log/envelope.ts';
import { Severity } from '../log/severity.ts';

const httpsUrl = z
  .string()
  .max(2048)
  .regex(/^https?:\/\//i, 'must be an http or https address');

/** Schema of what is known of an alert or incident beside its fixed fields: what conditions read (S37, S39, S56). */
export const Known = z.record(z.string().max(200), z.union([z.string().max(2000), z.number(), z.boolean()]));
/** What is known of an alert or incident beside its fixed fields. */
export type Known = z.infer<typeof Known>;

/**
 * Schema of evidence a sender or a person put beside an alert (S58): a piece of a log as text, or a small picture as base64.
 * It is shown as text or as an image of exactly its `type`, never as a page.
 */
export const Attachment = z.discriminatedUnion('type', [
  z.strictObject({ name: z.string().min(1).max(200), type: z.literal('text/plain'), text: z.string().max(16_000) }),
  z.strictObject({
    name: z.string().min(1).max(200),
    type: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif']),
    base64: z
      .string()
      .max(100_000, 'send a smaller picture, at most 75 KB, or a link to it')
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64'),
  }),
]);
/** Evidence beside an alert. */
export type Attachment = z.infer<typeof Attachment>;

/**
 * What a monitor sent, in our fields whatever it spoke (S56).
 * `dedupKey` names the problem within its integration: while an incident with the key is open, further alerts join it.
 * - `known` is what its format has a place for: fields of `conditionFields` such as environment, region, customer (S56, S58).
 * - `labels` are the names and values it hangs on alerts freely; conditions read them as `label.NAME` (S39).
 * - `groupKey` is the sender's own word for which alerts belong together (Alertmanager's groupKey, B2).
 * - `expiresAt` (epoch ms) is when the problem counts as over unless the sender says otherwise before (Alertmanager's endsAt, B2).
 * - `details` keeps what the sender knew beyond our fields, unknown ones included.
 */
export const Alert = z.strictObject({
  action: z.enum(['trigger', 'acknowledge', 'resolve']),
  dedupKey: z.string().min(1).max(255),
  summary: z.string().max(1024),
  source: z.string().max(1024),
  severity: Severity,
  component: z.string().max(1024).optional(),
  group: z.string().max(1024).optional(),
  class: z.string().max(1024).optional(),
  occurredAt: z.string().max(100).optional(),
  groupKey: z.string().max(1024).optional(),
  expiresAt: InstantMs.optional(),
  known: Known.optional(),
  labels: z.record(z.string().min(1).max(100), z.string().max(500)).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  links: z
    .array(z.strictObject({ href: httpsUrl, text: z.string().max(1024).optional() }))
    .max(50)
    .optional(),
  images: z
    .array(z.strictObject({ src: httpsUrl, href: httpsUrl.optional(), alt: z.string().max(1024).optional() }))
    .max(50)
    .optional(),
  attachments: z.array(Attachment).max(5).optional(),
  client: z.string().max(1024).optional(),
  clientUrl: z.string().max(2048).optional(),
});
/** What a monitor sent. */
export type Alert = z.infer<typeof Alert>;
