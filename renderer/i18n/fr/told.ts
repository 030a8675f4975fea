import type { told as enTold } from '../en/told.ts';

/** Who is told of an incident, and where: updates, decisions, rooms, the bridge and what is to be done afterwards. */
export const told: typeof enTold = {
  title: 'Qui est informé',
  audience: {
    responders: 'Intervenants',
    leadership: 'Direction',
    company: 'Toute l’entreprise',
    customers: 'Clients',
    public: 'La page d’état',
  },
  entry: {
    update: 'Nouvelles pour : {{audience}}',
    decision: 'Décision, pour : {{audience}}',
    opened: 'Salon {{room}} ouvert',
    openedSaid: 'Salon {{room}} ouvert, un message le concerne',
    bridge: 'Conférence : {{url}}',
    noBridge: 'Retour à la conférence habituelle',
    followUp: 'À faire ensuite',
    followUpDone: 'Une suite est faite',
  },
};
