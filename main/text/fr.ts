import type { Words } from './words.ts';

// French sets a no-break space before a colon and a narrow one before ; ! ?
/** What the tray, notifications and dialogs say in French. */
export const fr: Words = {
  severity: { critical: 'Critique', error: 'Erreur', warning: 'Avertissement', info: 'Info' },
  and: 'et',
  weekdays: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
  months: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  notice: {
    title: (level, service) => `${level}\u00A0: ${service}`,
    test: (title) => `[Essai] ${title}`,
    again: (title, page) => `${title} (appel ${page})`,
    acknowledge: 'Acquitter',
    escalate: 'Escalader',
    open: 'Ouvrir',
    crowd: (count) => (count === 1 ? 'Un autre incident sonne' : `${count} autres incidents sonnent`),
    crowdText: (first, others) => (others === 0 ? `${first}.` : `Le plus grave\u00A0: ${first}.`),
    acknowledgeAll: (count) => (count === 1 ? 'Acquitter' : `Acquitter les ${count}`),
  },
  next: {
    pages: (who, _count, time) => `À ${time}, on appelle ${who}.`,
    step: (time) => `L’étape suivante est prévue à ${time}.`,
    lastResort: (time) => `Le dernier recours est prévu à ${time}.`,
    acknowledgementExpires: (time) => `Cela sonne de nouveau à ${time} sauf si c’est résolu.`,
    snoozeEnds: (time) => `En sommeil jusqu’à ${time}, puis cela sonne de nouveau.`,
    notResolved: (time) => `L’étape suivante est prévue à ${time} sauf si c’est résolu.`,
  },
  rota: {
    changed: (schedule) => `Vos astreintes ont changé : ${schedule}`,
    gained: (count, first) =>
      count === 1
        ? `Vous êtes d’astreinte à partir de ${first}.`
        : `Vous êtes d’astreinte ${count} fois de plus, d’abord à partir de ${first}.`,
    lost: (count, first) =>
      count === 1 ? `Vous ne l’êtes plus à partir de ${first}.` : `Vous ne l’êtes plus ${count} fois, d’abord à partir de ${first}.`,
    inLeave: 'Une partie tombe pendant votre congé.',
    gap: (schedule) => `Personne n’est d’astreinte : ${schedule}`,
    gapText: (from, until) => `De ${from} à ${until}. Mettez quelqu’un d’astreinte.`,
    asked: (who) => `${who} vous demande de prendre une astreinte`,
    approved: (who) => `${who} prend votre astreinte`,
    declined: (who) => `${who} ne peut pas prendre votre astreinte`,
    watch: (schedule, from, until) => `${schedule}, de ${from} à ${until}.`,
  },
  watch: {
    relayGone: 'Le relais est injoignable depuis un moment',
    relayGoneText: (since) =>
      `Depuis ${since}. Cet ordinateur appelle de lui-même, mais aucune nouvelle alerte ne lui parvient. Si d’autres sont coupés aussi, le relais est en panne\u00A0: prévenez votre opérateur.`,
    engineStill: 'Le relais n’appelle plus personne',
    engineStillText: (since) =>
      `Son moteur ne fait plus ce qui est dû depuis ${since}. Cet ordinateur appelle de lui-même. Demandez à votre opérateur de redémarrer le relais.`,
    test: 'Test du jour\u00A0: voici comment les appels vous parviennent',
    testText: 'Cette notification disparaît d’elle-même. Il n’y a rien à faire.',
  },
  tray: {
    onCall: (duties) => `D’astreinte pour ${duties}.`,
    duty: (schedules, until) => `${schedules} jusqu’à ${until}`,
    notOnCall: 'Pas d’astreinte.',
    nextDuty: (schedule, from) => `Ensuite\u00A0: ${schedule}, ${from}.`,
    ringing: (count) => (count === 1 ? '1 incident sonne.' : `${count} incidents sonnent.`),
    cutOff: (since) => `Coupé du relais depuis ${since}.`,
    refused: 'Le relais n’accepte pas cet appareil.',
    unpaired: 'Pas encore appairé avec un relais.',
    soundsPaused: (until) => `Sons en pause jusqu’à ${until}, sauf le niveau critique.`,
    incident: (severityAndService, title) => `${severityAndService}, ${title}`,
    acknowledge: (number) => `Acquitter le n°\u00A0${number}`,
    moreRinging: (count) => `${count} de plus…`,
    whoIsOnCall: 'D’astreinte maintenant',
    onCallRow: (schedule, person) => `${schedule}\u00A0: ${person}`,
    onCallRowUntil: (schedule, person, until) => `${schedule}\u00A0: ${person} jusqu’à ${until}`,
    nobody: 'personne',
    open: 'Ouvrir Watchbell',
    pauseSounds: 'Couper les sons pendant une heure (jamais le niveau critique)',
    resumeSounds: (until) => `Sons en pause jusqu’à ${until}\u00A0: les remettre`,
    quit: 'Quitter',
  },
  quit: {
    question: 'Quitter Watchbell pendant votre astreinte\u202F?',
    detail: (duty) =>
      `${duty} Rien ne sonnera sur cet ordinateur tant que vous n’aurez pas relancé Watchbell. Les incidents passeront à l’étape suivante sans vous.`,
    quit: 'Quitter',
    stay: 'Rester d’astreinte',
  },
  link: {
    question: 'Ouvrir cette adresse dans votre navigateur\u202F?',
    open: 'Ouvrir',
    cancel: 'Annuler',
    refused: 'Seules les adresses qui commencent par http:// ou https:// peuvent être ouvertes.',
    failed: 'Le système n’a pas pu ouvrir l’adresse. Copiez-la plutôt dans un navigateur.',
  },
  bell: {
    silent: (why) =>
      `Cet ordinateur n’affiche aucune notification. ${why} Les incidents critiques ouvrent quand même la fenêtre d’alarme, avec le son.`,
    plain: (why) =>
      `Les notifications ont une forme plus simple sur cet ordinateur. ${why} Si elles n’ont pas de boutons, répondez dans la fenêtre ou dans la barre des tâches.`,
  },
  bridge: {
    stranger: 'Cette demande ne vient pas d’une fenêtre de Watchbell, rien n’a donc été fait.',
    notUnderstood: (detail) => `Rien n’a été fait, car la demande n’a pas été comprise\u00A0: ${detail}.`,
    failed: 'Un problème est survenu dans Watchbell, et ceci n’a peut-être pas été fait. Vérifiez, puis réessayez.',
  },
  menu: { edit: 'Édition', window: 'Fenêtre' },
};
