import type { Language } from '../coverage/day-text.ts';

/** What can be said of a subscription: how it stands, what was done, or why nothing can be. */
export type SubscribeOutcome =
  | 'sent'
  | 'bad-address'
  | 'forged-form'
  | 'stale-form'
  | 'failed'
  | 'closed'
  | 'unknown'
  | 'asked'
  | 'confirmed'
  | 'subscribed'
  | 'left'
  | 'unclear';

/** The words of subscribing to a status page, in one language. */
export interface SubscribeWords {
  title: string;
  hint: string;
  address: string;
  only: string;
  button: string;
  confirm: string;
  decline: string;
  leave: string;
  about: string;
  all: string;
  back: string;
  outcome: Record<SubscribeOutcome, { title: string; advice: string }>;
}

const en: SubscribeWords = {
  title: 'News by mail',
  hint: 'You get a mail with a link to confirm; without it nothing else is sent.',
  address: 'Mail address',
  only: 'Choose services, or none for all of them',
  button: 'Subscribe',
  confirm: 'Yes, subscribe',
  decline: 'No, forget the address',
  leave: 'Unsubscribe',
  about: 'About',
  all: 'all services',
  back: 'To the status page',
  outcome: {
    sent: {
      title: 'Check your mail',
      advice: 'If mail can be sent to this address, a link to confirm is on its way. Nothing else is sent before.',
    },
    'bad-address': { title: 'This is no mail address', advice: 'Go back and write one like name@example.org.' },
    'forged-form': { title: 'This form came from another site', advice: 'Open the page itself and press its button.' },
    'stale-form': { title: 'This page lay open for too long', advice: 'Press the button once more.' },
    failed: { title: 'It could not be written down', advice: 'Nothing was done. Try again in a few minutes.' },
    closed: { title: 'There is no subscription here', advice: 'Use the news feed of the status page instead.' },
    unknown: {
      title: 'This link is not known',
      advice: 'The subscription has ended, or was not confirmed within three days. You can subscribe again on the status page.',
    },
    asked: { title: 'Do you want news by mail?', advice: 'Confirm that this is your address and that you want it.' },
    confirmed: { title: 'You are subscribed', advice: 'You are told when something is said about these services, and when it is over.' },
    subscribed: { title: 'You are subscribed', advice: 'With the button below it ends at once.' },
    left: { title: 'You are unsubscribed', advice: 'The address is erased here. Nothing more is sent to it.' },
    unclear: { title: 'The button was not understood', advice: 'Open the link again and press one of its buttons.' },
  },
};

const fr: SubscribeWords = {
  title: 'Nouvelles par courriel',
  hint: 'Vous recevrez un courriel avec un lien pour confirmer ; sans confirmation, rien d’autre n’est envoyé.',
  address: 'Adresse de courriel',
  only: 'Choisissez des services, ou aucun pour les avoir tous',
  button: 'S’abonner',
  confirm: 'Oui, m’abonner',
  decline: 'Non, oublier l’adresse',
  leave: 'Se désabonner',
  about: 'Concerne',
  all: 'tous les services',
  back: 'Vers la page d’état',
  outcome: {
    sent: {
      title: 'Regardez vos courriels',
      advice: 'Si cette adresse peut recevoir des courriels, un lien de confirmation est en route. Rien d’autre n’est envoyé avant.',
    },
    'bad-address': { title: 'Ce n’est pas une adresse de courriel', advice: 'Revenez et écrivez-en une comme nom@example.org.' },
    'forged-form': { title: 'Ce formulaire vient d’un autre site', advice: 'Ouvrez la page elle-même et appuyez sur son bouton.' },
    'stale-form': { title: 'Cette page est restée ouverte trop longtemps', advice: 'Appuyez encore une fois sur le bouton.' },
    failed: { title: 'Cela n’a pas pu être écrit', advice: 'Rien n’a été fait. Réessayez dans quelques minutes.' },
    closed: { title: 'Il n’y a pas d’abonnement ici', advice: 'Utilisez plutôt le fil d’actualités de la page d’état.' },
    unknown: {
      title: 'Ce lien n’est pas connu',
      advice: 'L’abonnement est terminé, ou n’a pas été confirmé sous trois jours. Vous pouvez vous réabonner sur la page d’état.',
    },
    asked: {
      title: 'Voulez-vous les nouvelles par courriel ?',
      advice: 'Confirmez que cette adresse est la vôtre et que vous le souhaitez.',
    },
    confirmed: { title: 'Vous êtes abonné', advice: 'Vous serez prévenu de ce qui est annoncé sur ces services, et quand c’est terminé.' },
    subscribed: { title: 'Vous êtes abonné', advice: 'Le bouton ci-dessous y met fin aussitôt.' },
    left: { title: 'Vous êtes désabonné', advice: 'L’adresse est effacée ici. Plus rien ne lui sera envoyé.' },
    unclear: { title: 'Le bouton n’a pas été compris', advice: 'Ouvrez de nouveau le lien et appuyez sur l’un de ses boutons.' },
  },
};

/** The words of subscribing by language. */
export const subscribeWords: Readonly<Record<Language, SubscribeWords>> = { en, fr };
