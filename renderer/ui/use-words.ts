import type { Words } from '../../shared/policy-view/policy-view.ts';
import { frenchSpaces } from '../i18n/french-typography.ts';
import { useLocale } from './use-locale.ts';

/** A text that main gives in every language, in the reader's, with the spaces French sets. */
export function useWords(): (words: Words) => string {
  const locale = useLocale();
  return (words) => (locale === 'fr' ? frenchSpaces(words.fr) : words.en);
}
