import type { intake as enIntake } from '../en/intake.ts';

/** The form people open an incident with. */
export const intake: typeof enIntake = {
  optional: '{{label}} (facultatif)',
  notKnown: 'Pas su',
  yes: 'Oui',
  no: 'Non',
  clear: 'Effacer',
  oneALine: 'Une adresse par ligne.',
  missing: 'Il faut répondre à cette question.',
  someMissing_one: 'Il manque une réponse ; elle est signalée plus haut.',
  someMissing_other: 'Il manque {{count}} réponses ; elles sont signalées plus haut.',
  someWrong: 'L’incident n’est pas encore ouvert : voyez ce qui est signalé plus haut. Tout ce que vous avez écrit est gardé.',
  discard: 'Abandonner',
  group: {
    identification: 'Ce qui s’est passé',
    classification: 'Classement',
    source: 'Origine',
    evidence: 'Preuves',
    context: 'Contexte métier',
  },
  file: {
    paste: 'Collez un extrait de journal',
    attachText: 'Joindre ce texte',
    choose: 'Choisir des fichiers',
    limits: 'Jusqu’à {{count}} : du texte, ou de petites images.',
    pasted: 'extrait.log',
    remove: 'Retirer {{name}}',
    cut: 'De {{name}}, seuls les 16 000 derniers caractères sont joints ; mettez un lien vers le reste.',
    smaller: '{{name}} a été réduite pour tenir.',
    tooLarge: '{{name}} est trop grande ; joignez une image plus petite, ou un lien.',
    notRead: '{{name}} n’est ni un texte ni une image que Watchbell sait montrer ; mettez un lien.',
    tooMany: '{{count}} pièces au plus sont jointes ; le reste a été laissé de côté.',
  },
};
