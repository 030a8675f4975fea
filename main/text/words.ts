import { en } from './en.ts';
import { fr } from './fr.ts';

/** Every word the tray, notifications and dialogs need; a language that lacks one does not compile. */
export type Words = typeof en;

/** A language those speak. */
export type Locale = 'en' | 'fr';

const languages: Record<Locale, Words> = { en, fr };

/** The words of a language. */
export function wordsFor(locale: Locale): Words {
  return languages[locale];
}

/** The language to speak where the person chose none, from what the system calls its own (`fr-CA`, `en_GB`). */
export function localeOf(systemLocale: string): Locale {
  return systemLocale.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Names as a sentence lists them: `Ana, Bo and Léa`. */
export function listOf(names: readonly string[], words: Words): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${words.and} ${last}`;
}
