import { z } from 'zod';
import { Severity } from '../log/severity.ts';

const httpsUrl = z
  .string()
  .max(2048)
  .regex(/^https?:\/\//i, 'must be an http or https address');

/**
 * What a monitor sent, in our fields whatever it spoke (S56).
 * `dedupKey` names the problem within its integration: while an incident with the key is open, further alerts join it.
 * `details` keeps what the sender knew beyond our fields, unknown ones included.
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
  details: z.record(z.string(), z.unknown()).optional(),
  links: z
    .array(z.strictObject({ href: httpsUrl, text: z.string().max(1024).optional() }))
    .max(50)
    .optional(),
  images: z
    .array(z.strictObject({ src: httpsUrl, href: httpsUrl.optional(), alt: z.string().max(1024).optional() }))
    .max(50)
    .optional(),
  client: z.string().max(1024).optional(),
  clientUrl: z.string().max(2048).optional(),
});
/** What a monitor sent. */
export type Alert = z.infer<typeof Alert>;
