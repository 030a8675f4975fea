import type { words as en } from '../en/words.ts';

/** Words every screen shares. */
export const words: typeof en = {
  severity: { critical: 'Critique', error: 'Erreur', warning: 'Avertissement', info: 'Info' },
  status: { triggered: 'Déclenché', acknowledged: 'Acquitté', suppressed: 'Étouffé', resolved: 'Résolu' },
  screen: {
    queue: 'File',
    oncall: 'Astreinte',
    rotations: 'Plannings',
    handoff: 'Relève',
    policies: 'Politiques',
    noise: 'Bruit',
    settings: 'Réglages',
  },
  action: {
    acknowledge: 'Acquitter',
    escalate: 'Escalader',
    resolve: 'Résoudre',
    reopen: 'Rouvrir',
    cancel: 'Annuler',
    close: 'Fermer',
    back: 'Retour à la file',
    show: 'Voir',
    dismiss: 'Ignorer',
    tryAgain: 'Réessayer',
  },
  people: {
    you: 'vous',
    nobody: 'personne',
    somebody: 'quelqu’un',
    andOthers_one: '{{names}} et {{count}} autre',
    andOthers_other: '{{names}} et {{count}} autres',
  },
  time: {
    justNow: 'à l’instant',
  },
  tag: { test: 'Essai', pending: 'Pas encore confirmé' },
  loading: 'Chargement…',
  notice: {
    region: 'Messages',
    acknowledged: 'Vous tenez le n° {{number}}. La cloche s’est tue.',
    escalated: 'Le n° {{number}} passe maintenant à l’étape suivante.',
    resolved: 'Le n° {{number}} est résolu.',
    reopened: 'Le n° {{number}} sonne de nouveau.',
    noted: 'Note ajoutée au n° {{number}}.',
    triggered: 'Incident ouvert.',
    testTriggered: 'Alerte d’essai envoyée. Elle sonne comme une vraie et porte la mention « Essai ».',
    noAnswer: 'Watchbell n’a pas répondu. Rien n’a été modifié ; réessayez, et redémarrez Watchbell si cela persiste.',
  },
};
