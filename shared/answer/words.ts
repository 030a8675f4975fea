import type { Language } from '../coverage/day-text.ts';
import type { Severity } from '../log/severity.ts';
import type { AnswerAction, Standing } from './standing.ts';

/** What can be said of an answer: how the incident stands, what was done, or why nothing can be. */
export type Outcome =
  | Standing
  | AnswerAction
  | 'used'
  | 'expired'
  | 'unknown'
  | 'may-not'
  | 'stale-form'
  | 'forged-form'
  | 'failed'
  | 'unclear';

/** A heading and what to do now. */
export interface Said {
  title: string;
  advice: string;
}

/** The words for answering from outside, in one language. */
export interface AnswerWords {
  product: string;
  severity: Record<Severity, string>;
  since(at: string): string;
  service: string;
  began: string;
  heldBy: string;
  bridge: string;
  holder(name: string, at: string): string;
  nobody: string;
  /** A monitor or the operator's token holds it. */
  otherHolder(at: string): string;
  action: Record<AnswerAction, string>;
  outcome: Record<Outcome, Said>;
  signedFor(name: string): string;
  test: string;
}

const en: AnswerWords = {
  product: 'Watchbell',
  severity: { critical: 'Critical', error: 'Error', warning: 'Warning', info: 'Information' },
  since: (at) => `since ${at}`,
  service: 'Service',
  began: 'Began',
  heldBy: 'Held by',
  bridge: 'Bridge',
  holder: (name, at) => `${name}, since ${at}`,
  nobody: 'Nobody yet',
  otherHolder: (at) => `The monitor or the operator, since ${at}`,
  action: { acknowledge: 'Acknowledge', escalate: 'Escalate', resolve: 'Resolve' },
  outcome: {
    rings: { title: 'It rings for you', advice: 'Acknowledge when you take it. Escalate when you cannot.' },
    answered: {
      title: 'You have answered',
      advice: 'It does not ring for you any more. Pass it on if you need help, resolve it when it is over.',
    },
    held: { title: 'Somebody has it', advice: 'You need not do anything. Escalate if it must go further.' },
    quiet: { title: 'It pages nobody for now', advice: 'Something keeps it back, such as maintenance. Look at it in Watchbell.' },
    'rung-again': {
      title: 'It has rung again since',
      advice: 'This link was for an earlier ringing, so nothing was done. Answer with the newest message you got, or in Watchbell.',
    },
    resolved: { title: 'It is over', advice: 'The incident was resolved. There is nothing to do.' },
    acknowledge: { title: 'You have taken it', advice: 'It stops ringing. Everybody sees that you answered.' },
    escalate: { title: 'It goes further', advice: 'The next level is being paged. Nobody holds it until somebody answers.' },
    resolve: { title: 'Resolved', advice: 'Everybody sees that you ended it.' },
    used: { title: 'This was used already', advice: 'A link does a thing once. How the incident stands is shown here.' },
    expired: { title: 'This link is too old', advice: 'Links are good for a day. Answer with a newer message, or in Watchbell.' },
    unknown: {
      title: 'This link is not known',
      advice: 'It may have been cut off. Open it from the message again, or answer in Watchbell.',
    },
    'may-not': {
      title: 'You cannot answer this',
      advice: 'You are not among those who answer pages any more. Ask whoever runs Watchbell.',
    },
    'stale-form': { title: 'The page lay open too long', advice: 'Nothing was done yet. Press once more.' },
    'forged-form': { title: 'Nothing was done', advice: 'The request did not come from this page. Press a button here if you mean it.' },
    failed: {
      title: 'It could not be written down',
      advice: 'The relay’s disk refused, so nothing was done and it rings on. Try again now, and answer in Watchbell if you can.',
    },
    unclear: { title: 'That was not understood', advice: 'Use one of the buttons.' },
  },
  signedFor: (name) => `This page answers as ${name}.`,
  test: 'Test',
};

const fr: AnswerWords = {
  product: 'Watchbell',
  severity: { critical: 'Critique', error: 'Erreur', warning: 'Avertissement', info: 'Information' },
  since: (at) => `depuis le ${at}`,
  service: 'Service',
  began: 'Début',
  heldBy: 'Pris en charge par',
  bridge: 'Conférence',
  holder: (name, at) => `${name}, depuis le ${at}`,
  nobody: 'Personne encore',
  otherHolder: (at) => `La supervision ou l’exploitant, depuis le ${at}`,
  action: { acknowledge: 'Prendre en charge', escalate: 'Escalader', resolve: 'Résoudre' },
  outcome: {
    rings: { title: 'On vous appelle', advice: 'Prenez l’incident en charge si vous vous en occupez. Escaladez sinon.' },
    answered: {
      title: 'Vous avez répondu',
      advice: 'Il ne sonne plus pour vous. Escaladez-le s’il vous faut de l’aide, résolvez-le quand c’est fini.',
    },
    held: { title: 'Quelqu’un s’en occupe', advice: 'Vous n’avez rien à faire. Escaladez l’incident s’il doit aller plus loin.' },
    quiet: {
      title: 'Il n’appelle personne pour le moment',
      advice: 'Il est retenu, par exemple par une maintenance. Regardez-le dans Watchbell.',
    },
    'rung-again': {
      title: 'Il a sonné de nouveau depuis',
      advice:
        'Ce lien valait pour une sonnerie précédente : rien n’a été fait. Répondez avec le message le plus récent, ou dans Watchbell.',
    },
    resolved: { title: 'C’est fini', advice: 'L’incident est résolu. Il n’y a rien à faire.' },
    acknowledge: { title: 'Vous l’avez pris en charge', advice: 'Il cesse de sonner. Chacun voit que vous avez répondu.' },
    escalate: { title: 'Il va plus loin', advice: 'Le niveau suivant est appelé. Personne n’en a la charge tant que personne ne répond.' },
    resolve: { title: 'Résolu', advice: 'Chacun voit que vous y avez mis fin.' },
    used: { title: 'Ce lien a déjà servi', advice: 'Un lien ne fait une chose qu’une fois. L’état de l’incident est affiché ici.' },
    expired: { title: 'Ce lien est trop ancien', advice: 'Un lien vaut un jour. Répondez avec un message plus récent, ou dans Watchbell.' },
    unknown: {
      title: 'Ce lien est inconnu',
      advice: 'Il a peut-être été coupé. Ouvrez-le de nouveau depuis le message, ou répondez dans Watchbell.',
    },
    'may-not': {
      title: 'Vous ne pouvez pas répondre',
      advice: 'Vous ne faites plus partie des personnes qui répondent aux appels. Adressez-vous à l’exploitant de Watchbell.',
    },
    'stale-form': { title: 'La page est restée ouverte trop longtemps', advice: 'Rien n’a encore été fait. Appuyez une fois de plus.' },
    'forged-form': {
      title: 'Rien n’a été fait',
      advice: 'La demande ne venait pas de cette page. Appuyez ici sur un bouton si c’est ce que vous voulez.',
    },
    failed: {
      title: 'Cela n’a pas pu être enregistré',
      advice:
        'Le disque du relais a refusé : rien n’a été fait et l’incident sonne toujours. Réessayez tout de suite, ou répondez dans Watchbell.',
    },
    unclear: { title: 'Cela n’a pas été compris', advice: 'Utilisez l’un des boutons.' },
  },
  signedFor: (name) => `Cette page répond pour ${name}.`,
  test: 'Test',
};

/** The words for answering from outside by language. */
export const answerWords: Readonly<Record<Language, AnswerWords>> = { en, fr };
