import type { Language } from '../coverage/day-text.ts';
import type { Said } from './words.ts';

/** What can be said of a link that came with a test. */
export type TestPageState = 'asks' | 'thanks' | 'unknown' | 'stale-form' | 'failed';

/** The words of the page behind a test's link, in one language. */
export interface TestPageWords {
  title: string;
  button: string;
  signedFor(name: string): string;
  said: Record<TestPageState, Said>;
}

const en: TestPageWords = {
  title: 'A test of how you are paged',
  button: 'It came',
  signedFor: (name) => `This page answers as ${name}.`,
  said: {
    asks: { title: 'Did a test reach you?', advice: 'Press the button, and the address counts as verified. Nothing is wrong.' },
    thanks: { title: 'Noted', advice: 'The test reached you, and the address counts as verified. You can close this page.' },
    unknown: {
      title: 'This link is not known',
      advice: 'It is older than a day, was cut off, or the address has changed since. Test once more in Watchbell.',
    },
    'stale-form': {
      title: 'Nothing was noted yet',
      advice: 'The page lay open too long, or the request came from elsewhere. Press once more.',
    },
    failed: { title: 'It could not be written down', advice: 'The relay’s disk refused. Press once more in a moment.' },
  },
};

const fr: TestPageWords = {
  title: 'Un essai de vos appels',
  button: 'Il est arrivé',
  signedFor: (name) => `Cette page répond pour ${name}.`,
  said: {
    asks: {
      title: 'Un essai vous est-il parvenu\u202f?',
      advice: 'Appuyez sur le bouton, et l’adresse compte comme vérifiée. Il n’y a rien d’anormal.',
    },
    thanks: { title: 'C’est noté', advice: 'L’essai vous est parvenu et l’adresse est vérifiée. Vous pouvez fermer cette page.' },
    unknown: {
      title: 'Ce lien est inconnu',
      advice: 'Il date de plus d’un jour, a été coupé, ou l’adresse a changé depuis. Refaites un essai dans Watchbell.',
    },
    'stale-form': {
      title: 'Rien n’a encore été noté',
      advice: 'La page est restée ouverte trop longtemps, ou la demande venait d’ailleurs. Appuyez une fois de plus.',
    },
    failed: { title: 'Cela n’a pas pu être enregistré', advice: 'Le disque du relais a refusé. Appuyez de nouveau dans un instant.' },
  },
};

/** The words of the page behind a test's link by language. */
export const testPageWords: Readonly<Record<Language, TestPageWords>> = { en, fr };
