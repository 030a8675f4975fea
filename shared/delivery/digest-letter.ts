import type { ToldDigest } from '../insight/digest-text.ts';
import type { Instant } from '../time/instant.ts';
import { linesOf, type Letter } from './letter.ts';
import { oneLine, type MessageLanguage } from './message.ts';

const small: Readonly<Record<MessageLanguage, string>> = {
  en: 'A digest of Watchbell. Who gets it when stands in the workspace under "digests".',
  fr: 'Un bilan de Watchbell. Qui le reçoit et quand est écrit dans l’espace de travail, sous « digests ».',
};

/** A told digest as a letter (S81); `id` is the delivery's. */
export function digestLetter(told: ToldDigest, { id, language, at }: { id: string; language: MessageLanguage; at: Instant }): Letter {
  const parts = told.sections.map(({ title, lines }) => ({ title: oneLine(title, 200), lines: lines.flatMap(linesOf) }));
  return { id, language, at, subject: `[Watchbell] ${oneLine(told.title, 200)}`, parts, links: [], small: [{ text: small[language] }] };
}
