import type { Language } from '../coverage/day-text.ts';
import type { Audience, NewsTexts } from '../workspace/news-texts.ts';

/** The words of news and of what is asked before any is sent, in one language. */
export interface NewsWords {
  texts: Record<Audience, Record<keyof NewsTexts, string>>;
  page: string;
  leave: string;
  because(page: string): string;
  confirm: {
    subject(page: string): string;
    text(page: string, services: string): string;
    button: string;
    otherwise: string;
    all: string;
  };
}

const en: NewsWords = {
  texts: {
    outside: {
      subject: '{{page}}: {{service}}, since {{began}}',
      update: '{{service}}, since {{began}}\n\n{{text}}',
      over: 'This is over: {{service}} was disturbed from {{began}} to {{ended}}.',
    },
    people: {
      subject: '{{page}}: {{service}}, since {{began}}',
      update: '{{service}}, since {{began}}\n\n{{text}}\n\nCustomers read the same on the status page.',
      over: 'This is over: {{service}} was disturbed from {{began}} to {{ended}}.',
    },
  },
  page: 'Status page',
  leave: 'Unsubscribe',
  because: (page) => `You get this because you subscribed to ${page}.`,
  confirm: {
    subject: (page) => `${page}: please confirm your subscription`,
    text: (page, services) => `Somebody, probably you, wants news of ${page} sent to this address: ${services}.`,
    button: 'Confirm or decline',
    otherwise: 'If it was not you, do nothing: without a confirmation within three days the address is forgotten.',
    all: 'all services',
  },
};

const fr: NewsWords = {
  texts: {
    outside: {
      subject: '{{page}} : {{service}}, depuis le {{began}}',
      update: '{{service}}, depuis le {{began}}\n\n{{text}}',
      over: 'C’est terminé : {{service}} était perturbé du {{began}} au {{ended}}.',
    },
    people: {
      subject: '{{page}} : {{service}}, depuis le {{began}}',
      update: '{{service}}, depuis le {{began}}\n\n{{text}}\n\nLes clients lisent la même chose sur la page d’état.',
      over: 'C’est terminé : {{service}} était perturbé du {{began}} au {{ended}}.',
    },
  },
  page: 'Page d’état',
  leave: 'Se désabonner',
  because: (page) => `Vous recevez ce message car vous êtes abonné à ${page}.`,
  confirm: {
    subject: (page) => `${page} : veuillez confirmer votre abonnement`,
    text: (page, services) =>
      `Quelqu’un, sans doute vous, souhaite que les nouvelles de ${page} soient envoyées à cette adresse : ${services}.`,
    button: 'Confirmer ou refuser',
    otherwise: 'Si ce n’était pas vous, ne faites rien : sans confirmation sous trois jours, l’adresse est oubliée.',
    all: 'tous les services',
  },
};

/** The words of news by language. */
export const newsWords: Readonly<Record<Language, NewsWords>> = { en, fr };
