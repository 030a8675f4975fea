import type { SuppressionReason } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';
import type { KeptQuiet } from './kept-quiet.ts';

/** The words of one language for what kept an incident quiet; `at` is a time already written out. */
export interface QuietWords {
  by: Record<SuppressionReason, (name: string | undefined, standIn: string | undefined) => string>;
  standIn(number: number, title: string): string;
  still(from: string, by: string, until: string | undefined): string;
  ended(from: string, by: string, at: string, ending: NonNullable<KeptQuiet['ending']>): string;
  next(until: string | undefined): string;
}

const inEnglish = (name: string | undefined) => (name === undefined ? '' : ` “${name}”`);
const inFrench = (name: string | undefined) => (name === undefined ? '' : ` « ${name} »`);

const en: QuietWords = {
  by: {
    silence: (name) => `the silence${inEnglish(name)}`,
    maintenance: (name) => `the maintenance window${inEnglish(name)}`,
    inhibition: (name, standIn) => `${standIn ?? 'a worse incident'} (inhibition${inEnglish(name)})`,
    pause: (name) => `a pause, to see whether it goes away by itself${name === undefined ? '' : ` (rule${inEnglish(name)})`}`,
    flapping: () => 'coming and going too often',
    storm: (_, standIn) => (standIn === undefined ? 'a storm of incidents of its service' : `a storm, for which ${standIn} stands`),
    rule: (name) => `the rule${inEnglish(name)}`,
  },
  standIn: (number, title) => `incident ${number} “${title}”`,
  still: (from, by, until) => `${from}: kept quiet by ${by}${until === undefined ? '' : `, until ${until}`}; nobody is paged meanwhile.`,
  ended: (from, by, at, ending) => {
    const what = {
      rang: `until ${at}, when it began to ring`,
      taken: `until somebody took it at ${at}`,
      over: `and over at ${at}: nobody was paged for that time`,
      otherwise: `until ${at}`,
    }[ending];
    return `${from}: kept quiet by ${by} ${what}.`;
  },
  next: (until) => (until === undefined ? 'It pages nobody for now.' : `It pages nobody until ${until}; what still fires then rings.`),
};

const fr: QuietWords = {
  by: {
    silence: (name) => `le silence${inFrench(name)}`,
    maintenance: (name) => `la fenêtre de maintenance${inFrench(name)}`,
    inhibition: (name, standIn) => `${standIn ?? 'un incident plus grave'} (inhibition${inFrench(name)})`,
    pause: (name) => `une pause, pour voir s’il disparaît de lui-même${name === undefined ? '' : ` (règle${inFrench(name)})`}`,
    flapping: () => 'ses allées et venues trop fréquentes',
    storm: (_, standIn) => (standIn === undefined ? 'une tempête d’incidents de son service' : `une tempête, que représente ${standIn}`),
    rule: (name) => `la règle${inFrench(name)}`,
  },
  standIn: (number, title) => `l’incident ${number} « ${title} »`,
  still: (from, by, until) =>
    `${from} : étouffé par ${by}${until === undefined ? '' : `, jusqu’à ${until}`} ; personne n’est appelé entre-temps.`,
  ended: (from, by, at, ending) => {
    const what = {
      rang: `jusqu’à ${at}, où il s’est mis à sonner`,
      taken: `jusqu’à ce que quelqu’un s’en occupe à ${at}`,
      over: `et terminé à ${at} : personne n’a été appelé pendant ce temps`,
      otherwise: `jusqu’à ${at}`,
    }[ending];
    return `${from} : étouffé par ${by} ${what}.`;
  },
  next: (until) =>
    until === undefined
      ? 'Il n’appelle personne pour l’instant.'
      : `Il n’appelle personne jusqu’à ${until} ; s’il dure encore, il sonnera.`,
};

const words = { en, fr } as const;

/** What kept an incident quiet for a stretch, in a sentence. */
export function quietSentence(kept: KeptQuiet, language: 'en' | 'fr', time: (at: Instant) => string): string {
  const told = words[language];
  const standIn = kept.standIn && told.standIn(kept.standIn.number, kept.standIn.title);
  const by = told.by[kept.reason](kept.name, standIn);
  const from = time(kept.from);
  return kept.ending === undefined
    ? told.still(from, by, kept.until === undefined ? undefined : time(kept.until))
    : told.ended(from, by, time(kept.endedAt ?? kept.from), kept.ending);
}

/** What comes next of an incident that is kept quiet. */
export function quietNext(kept: KeptQuiet | undefined, language: 'en' | 'fr', time: (at: Instant) => string): string {
  return words[language].next(kept?.until === undefined ? undefined : time(kept.until));
}
