import { isoOf } from '../time/instant.ts';
import type { BalanceProblem, PersonBalance } from './balance.ts';

interface BalanceWords {
  hours(hours: string): string;
  counted(count: number, thing: 'nights' | 'weekendDays' | 'holidays' | 'pages'): string;
  line(who: string, parts: string, pages: string, split: string): string;
  split(business: number, off: number, sleep: number): string;
  problem(problem: BalanceProblem): string;
}

const plural = (count: number, one: string, many: string, isOne: boolean) => `${count} ${isOne ? one : many}`;

const en: BalanceWords = {
  hours: (hours) => `${hours} h on call`,
  counted: (count, thing) => {
    const [one, many] = {
      nights: ['night', 'nights'],
      weekendDays: ['weekend day', 'weekend days'],
      holidays: ['holiday', 'holidays'],
      pages: ['page', 'pages'],
    }[thing] as [string, string];
    return plural(count, one, many, count === 1);
  },
  line: (who, parts, pages, split) => `${who}: ${parts}; ${pages}${split}.`,
  split: (business, off, sleep) => ` (${business} in working hours, ${off} in free time, ${sleep} in sleep hours)`,
  problem: (problem) => {
    switch (problem.kind) {
      case 'no-people':
        return 'There is nobody to count for; name at least one person.';
      case 'same-person':
        return `${problem.person} is named twice; name each person once.`;
      case 'unknown-zone':
        return `The time zone "${problem.zone}" of ${problem.person} is not known; write one as IANA does, for example Europe/Paris.`;
      case 'unknown-calendar':
        return `The holiday calendar "${problem.calendar}" of ${problem.person} is not known; write a country and perhaps its state, for example FR or DE-BY.`;
      case 'bad-period':
        return `The period must end after it begins; it goes from ${timeText(problem.from)} to ${timeText(problem.until)}.`;
      case 'bad-shift':
        return `A shift of ${problem.person} must end after it begins; it goes from ${timeText(problem.from)} to ${timeText(problem.until)}.`;
    }
  },
};

const fr: BalanceWords = {
  hours: (hours) => `${hours} h d’astreinte`,
  counted: (count, thing) => {
    const [one, many] = {
      nights: ['nuit', 'nuits'],
      weekendDays: ['jour de week-end', 'jours de week-end'],
      holidays: ['jour férié', 'jours fériés'],
      pages: ['appel', 'appels'],
    }[thing] as [string, string];
    return plural(count, one, many, count < 2);
  },
  line: (who, parts, pages, split) => `${who} : ${parts} ; ${pages}${split}.`,
  split: (business, off, sleep) => ` (${business} aux heures de travail, ${off} sur le temps libre, ${sleep} aux heures de sommeil)`,
  problem: (problem) => {
    switch (problem.kind) {
      case 'no-people':
        return 'Il n’y a personne à compter ; nommez au moins une personne.';
      case 'same-person':
        return `${problem.person} est nommé deux fois ; nommez chaque personne une fois.`;
      case 'unknown-zone':
        return `Le fuseau horaire « ${problem.zone} » de ${problem.person} est inconnu ; écrivez-le comme l’IANA, par exemple Europe/Paris.`;
      case 'unknown-calendar':
        return `Le calendrier de jours fériés « ${problem.calendar} » de ${problem.person} est inconnu ; écrivez un pays et au besoin sa région, par exemple FR ou DE-BY.`;
      case 'bad-period':
        return `La période doit finir après son début ; elle va de ${timeText(problem.from)} à ${timeText(problem.until)}.`;
      case 'bad-shift':
        return `Une garde de ${problem.person} doit finir après son début ; elle va de ${timeText(problem.from)} à ${timeText(problem.until)}.`;
    }
  },
};

const languages = { en, fr };

/** An instant as ISO 8601 writes it, or as it is when it is none. */
export function timeText(at: number): string {
  return Math.abs(at) <= 8.64e15 ? isoOf(at) : String(at);
}

/** Milliseconds as hours with at most one decimal: `167`, `0.5`; in French with a comma. */
export function hoursText(ms: number, language: 'en' | 'fr'): string {
  const tenths = String(Math.round(ms / 360_000) / 10);
  return language === 'fr' ? tenths.replace('.', ',') : tenths;
}

/** One person's balance as a sentence; `who` is their name. */
export function balanceText(balance: PersonBalance, who: string, language: 'en' | 'fr'): string {
  const words = languages[language];
  const { business, off, sleep } = balance.interruptions;
  const pages = business + off + sleep;
  const things = (['nights', 'weekendDays', 'holidays'] as const).map((thing) => words.counted(balance[thing], thing));
  const parts = [words.hours(hoursText(balance.onCallMs, language)), ...things].join(', ');
  return words.line(who, parts, words.counted(pages, 'pages'), pages > 0 ? words.split(business, off, sleep) : '');
}

/** What is wrong with what was asked, and what to do. */
export function balanceProblemText(problem: BalanceProblem, language: 'en' | 'fr'): string {
  return languages[language].problem(problem);
}
