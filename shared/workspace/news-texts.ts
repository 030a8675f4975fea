import { z } from 'zod';
import { placesIn } from '../routing/template.ts';

/** What a text of news may have in its places. */
export const newsPlaces = ['page', 'service', 'text', 'began', 'ended', 'url'] as const;
/** What stands in a place of a text of news. */
export type NewsPlace = (typeof newsPlaces)[number];

/** Whom news is written to: people of the workspace, or addresses from outside. */
export const audiences = ['people', 'outside'] as const;
/** Whom news is written to. */
export type Audience = (typeof audiences)[number];

const text = z.string().trim().min(1, 'write a text or leave it out').max(5000);
const withPlaces = text.superRefine((written, context) => {
  const unknown = placesIn(written).filter((name) => !(newsPlaces as readonly string[]).includes(name));
  if (unknown.length > 0) {
    const known = newsPlaces.map((name) => `{{${name}}}`).join(', ');
    context.addIssue({ code: 'custom', message: `there is no {{${unknown[0] ?? ''}}}; use ${known}` });
  }
});

/** Schema of the texts of one audience in one language; what is left out is the product's own. The subject is one for the whole thread. */
export const NewsTexts = z.strictObject({ subject: withPlaces.optional(), update: withPlaces.optional(), over: withPlaces.optional() });
/** The texts of one audience in one language. */
export type NewsTexts = z.infer<typeof NewsTexts>;

const byLanguage = z.strictObject({ en: NewsTexts.optional(), fr: NewsTexts.optional() });

/**
 * Schema of how people read along by mail (part of the status page, S92): that it is there lets anybody subscribe on the page itself;
 * `texts` are what they are sent, by audience and language.
 */
export const Subscribing = z.strictObject({
  texts: z.strictObject({ people: byLanguage.optional(), outside: byLanguage.optional() }).optional(),
});
/** How people read along by mail. */
export type Subscribing = z.infer<typeof Subscribing>;
