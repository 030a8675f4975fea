import { frenchSpaces } from '../i18n/french-typography.ts';
import { useLocale } from '../ui/use-locale.ts';

/** Reads a sentence that main tells in both languages in the reader's. */
export function useTold(): (told: { en: string; fr: string }) => string {
  const locale = useLocale();
  return ({ en, fr }) => (locale === 'fr' ? frenchSpaces(fr) : en);
}
