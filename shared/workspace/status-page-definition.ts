import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import { Subscribing } from './news-texts.ts';

const name = z.string().trim().min(1, 'give it a name').max(200);

/**
 * Schema of the page on which the public reads how things are (part of the organisation). `services` are those it shows, each by the
 * name outsiders know it by; `access` is whether anybody may read it or only who has its link; a higher `link` makes that link another.
 * `subscribe`, when it is there, lets people read along by mail.
 */
export const StatusPage = z.strictObject({
  title: name.optional(),
  access: z.enum(['public', 'link']).default('link'),
  link: z.int().min(1).max(1_000_000).default(1),
  services: z
    .array(z.strictObject({ service: Id, name: name.optional() }))
    .min(1, 'name at least one service')
    .max(200),
  subscribe: Subscribing.optional(),
});
/** The page on which the public reads how things are. */
export type StatusPage = z.infer<typeof StatusPage>;
