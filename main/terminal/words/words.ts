import type { Locale } from '../../text/words.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** Every word the watch in the terminal needs; a language that lacks one does not compile. */
export type TerminalWords = typeof en;

const languages: Record<Locale, TerminalWords> = { en, fr };

/** The words of a language. */
export function terminalWordsFor(locale: Locale): TerminalWords {
  return languages[locale];
}
