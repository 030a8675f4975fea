import { useTranslation } from 'react-i18next';
import type { Locale } from '../i18n/setup.ts';
import { useDeskStore } from '../stores/desk-store.ts';

/** The window's language. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'fr' ? 'fr' : 'en';
}

/** The person's own time zone; undefined means the system's. */
export function useMyZone(): string | undefined {
  return useDeskStore(({ desk }) => desk?.me?.zone);
}
