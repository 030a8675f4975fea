import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Desk } from '../../shared/bridge/desk.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** A language the window speaks. */
export type Locale = Desk['locale'];

type Texts = { [key: string]: string | Texts };

/** French has a third plural for millions; the window's sentences read the same there as with "other". */
function withMillions(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]): [string, string | Texts][] =>
      typeof text !== 'string'
        ? [[key, withMillions(text)]]
        : key.endsWith('_other')
          ? [
              [key, text],
              [key.replace(/_other$/, '_many'), text],
            ]
          : [[key, text]],
    ),
  );
}

/** The system's language, until main says which one the person chose. */
function systemLocale(): Locale {
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Makes the texts ready; synchronous, so that the first picture already has words. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, fr: { translation: withMillions(fr) } },
    lng: systemLocale(),
    supportedLngs: ['en', 'fr'],
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) => reportError(new Error(`No text for ${key}.`)),
  });
  speak(systemLocale());
}

/** Changes the window's language. */
export function speak(locale: Locale): void {
  document.documentElement.lang = locale;
  if (i18next.language !== locale) {
    void i18next.changeLanguage(locale);
  }
}
