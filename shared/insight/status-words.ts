import type { Language } from '../coverage/day-text.ts';

/** The words of a status page in one language; `at` is a time already written out. */
export interface StatusWords {
  well: string;
  disturbed(services: number): string;
  services: string;
  isWell: string;
  isDisturbed: string;
  now: string;
  history: string;
  /** That nothing else has been, besides what goes on now if something does. */
  noHistory(goesOn: boolean): string;
  began(at: string): string;
  over(from: string, until: string): string;
  /** On how many of the last so many days something was said of a service. */
  days(disturbed: number, of: number): string;
  ended: string;
  feed: string;
  absent: { title: string; advice: string };
}

const en: StatusWords = {
  well: 'No known disturbance',
  disturbed: (services) => (services === 1 ? 'One service is disturbed' : `${services} services are disturbed`),
  services: 'Services',
  isWell: 'No known disturbance',
  isDisturbed: 'Disturbed',
  now: 'Now',
  history: 'The last 90 days',
  noHistory: (goesOn) => `Nothing ${goesOn ? 'else ' : ''}was reported in the last 90 days.`,
  began: (at) => `Since ${at}`,
  over: (from, until) => `From ${from} to ${until}`,
  days: (disturbed, of) =>
    disturbed === 0 ? `No known disturbance in the last ${of} days` : `Disturbed on ${disturbed} of the last ${of} days`,
  ended: 'It is over.',
  feed: 'News feed (RSS)',
  absent: { title: 'There is no status page here', advice: 'Ask whoever gave you the address for the present one.' },
};

const fr: StatusWords = {
  well: 'Aucune perturbation connue',
  disturbed: (services) => (services === 1 ? 'Un service est perturbé' : `${services} services sont perturbés`),
  services: 'Services',
  isWell: 'Aucune perturbation connue',
  isDisturbed: 'Perturbé',
  now: 'En ce moment',
  history: 'Les 90 derniers jours',
  noHistory: (goesOn) => `Rien ${goesOn ? 'd’autre ' : ''}n’a été signalé ces 90 derniers jours.`,
  began: (at) => `Depuis le ${at}`,
  over: (from, until) => `Du ${from} au ${until}`,
  days: (disturbed, of) =>
    disturbed === 0
      ? `Aucune perturbation connue ces ${of} derniers jours`
      : `Perturbé ${disturbed} ${disturbed === 1 ? 'jour' : 'jours'} sur les ${of} derniers`,
  ended: 'C’est terminé.',
  feed: 'Fil d’actualités (RSS)',
  absent: { title: 'Il n’y a pas de page d’état ici', advice: 'Demandez l’adresse actuelle à qui vous a donné celle-ci.' },
};

/** The words of status pages by language. */
export const statusWords: Readonly<Record<Language, StatusWords>> = { en, fr };
