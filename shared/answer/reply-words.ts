import type { Language } from '../coverage/day-text.ts';

/** An incident as it is named in a short message. */
interface Shortly {
  number: number;
  title: string;
}

/** The words of short messages that answer a reply, and of a telephone call, in one language. */
export interface ReplyWords {
  /** How an incident stands or what was done, in a sentence. */
  about(incident: Shortly, title: string): string;
  several(incidents: readonly Shortly[]): string;
  none: string;
  notTheirs(incident: Shortly | undefined): string;
  noSuch(number: number | undefined): string;
  unclear: string;
  notKnown: string;
  /** A mail that does not come from the person its token is of. */
  otherSender: string;
  failed: string;
  voice: {
    /** As speech engines name the language. */
    language: string;
    summary(severity: string, incident: Shortly, service: string): string;
    keys: string;
    nothingPressed: string;
    goodbye: string;
  };
}

const longestTitle = 60;

function short({ number, title }: Shortly): string {
  const letters = Array.from(title.toWellFormed().replaceAll(/\p{Cc}+/gu, ' '));
  return `#${number} ${letters.length > longestTitle ? `${letters.slice(0, longestTitle - 1).join('')}…` : letters.join('')}`;
}

const listed = 5;

const en: ReplyWords = {
  about: (incident, title) => `${short(incident)}: ${title}.`,
  several: (incidents) =>
    `${incidents.length} incidents wait for you: ${incidents.slice(0, listed).map(short).join(', ')}${incidents.length > listed ? ', …' : ''}. Say which, for example: ACK ${incidents[0]?.number ?? 1}.`,
  none: 'No incident waits for you. If you expected one, look in Watchbell.',
  notTheirs: (incident) =>
    `${incident ? short(incident) : 'That incident'} has not been sent to you since it last rang, so nothing was done. Answer in Watchbell.`,
  noSuch: (number) => `There is no open incident ${number ?? ''}, so nothing was done. Look at the number and send it again.`,
  unclear: 'That was not understood, so nothing was done. Reply ACK, ESC or RESOLVE, with the number if several wait: ACK 12.',
  otherSender: 'This mail does not come from the address its page went to, so nothing was done. Reply from there, or answer in Watchbell.',
  notKnown:
    'Watchbell knows nobody by this address or number, so nothing was done. Ask whoever runs it to add yours, or answer in Watchbell.',
  failed: 'It could not be written down, so nothing was done and it rings on. Send it again now, or answer in Watchbell.',
  voice: {
    language: 'en-GB',
    summary: (severity, { number, title }, service) => `Watchbell. ${severity}: incident ${number}. ${title}. Service: ${service}.`,
    keys: 'Press 1 to acknowledge. Press 2 to escalate.',
    nothingPressed: 'No key was pressed. Nothing was done, and it rings on.',
    goodbye: 'Goodbye.',
  },
};

const fr: ReplyWords = {
  about: (incident, title) => `${short(incident)} : ${title}.`,
  several: (incidents) =>
    `${incidents.length} incidents vous attendent : ${incidents.slice(0, listed).map(short).join(', ')}${incidents.length > listed ? ', …' : ''}. Précisez lequel, par exemple : ACK ${incidents[0]?.number ?? 1}.`,
  none: 'Aucun incident ne vous attend. Si vous en attendiez un, regardez dans Watchbell.',
  notTheirs: (incident) =>
    `${incident ? short(incident) : 'Cet incident'} ne vous a pas été envoyé depuis sa dernière sonnerie : rien n’a été fait. Répondez dans Watchbell.`,
  noSuch: (number) => `Il n’y a pas d’incident ouvert ${number ?? ''} : rien n’a été fait. Vérifiez le numéro et renvoyez votre réponse.`,
  unclear: 'Cela n’a pas été compris, rien n’a été fait. Répondez ACK, ESC ou RESOLU, avec le numéro s’il y en a plusieurs : ACK 12.',
  otherSender: 'Ce courriel ne vient pas de l’adresse qui a reçu l’appel : rien n’a été fait. Répondez depuis celle-là, ou dans Watchbell.',
  notKnown:
    'Watchbell ne connaît personne à cette adresse ou à ce numéro : rien n’a été fait. Demandez à l’exploitant de l’ajouter, ou répondez dans Watchbell.',
  failed:
    'Cela n’a pas pu être enregistré : rien n’a été fait et l’incident sonne toujours. Renvoyez tout de suite, ou répondez dans Watchbell.',
  voice: {
    language: 'fr-FR',
    summary: (severity, { number, title }, service) => `Watchbell. ${severity} : incident ${number}. ${title}. Service : ${service}.`,
    keys: 'Appuyez sur 1 pour prendre en charge. Appuyez sur 2 pour escalader.',
    nothingPressed: 'Aucune touche n’a été appuyée. Rien n’a été fait, l’incident sonne toujours.',
    goodbye: 'Au revoir.',
  },
};

/** The words of short messages and telephone calls by language. */
export const replyWords: Readonly<Record<Language, ReplyWords>> = { en, fr };
