import { hoursText } from '../balance/words.ts';
import type { Breach } from './breach.ts';
import type { FairReason } from './reason.ts';
import type { Measure } from './request.ts';

/** The sentences of one language; `who` and `slot` are names already written out. */
export interface FairWords {
  and: string;
  others(count: number): string;
  unfilled(slot: string, isSeveral: boolean, because: string): string;
  cannot(breach: Breach, who: string, areMany: boolean): string;
  breach(breach: Breach, who: string, slot: string): string;
  has(who: string, slot: string, because: string): string;
  reason(reason: FairReason, instead: string): string;
  amount(measure: Measure, count: string, value: number): string;
  above(amount: string): string;
  below(amount: string): string;
  row(who: string, carried: string, off: string): string;
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** English. */
export const en: FairWords = {
  and: 'and',
  others: (count) => `${count} others`,
  unfilled: (slot, isSeveral, because) =>
    `${isSeveral ? `There are too few people for ${slot}` : `Nobody can take ${slot}`}${because === '' ? '' : `: ${because}`}.`,
  cannot: (breach, who, areMany) => {
    switch (breach.constraint) {
      case 'time-off':
        return `${who} ${areMany ? 'are' : 'is'} on leave`;
      case 'overlap':
        return `${who} would have two watches at once`;
      case 'rest':
        return `${who} would have less than ${hoursText(breach.minRestMs, 'en')} h of rest`;
      case 'nights-in-row':
        return `${who} would have more than ${breach.most} night${breach.most === 1 ? '' : 's'} in a row`;
      case 'weekends-in-row':
        return `${who} would have more than ${breach.most} weekend${breach.most === 1 ? '' : 's'} in a row`;
      case 'senior':
        return `${who} would have no senior behind them`;
      case 'max-share':
        return `${who} would carry more than their greatest share`;
      case 'min-share':
        return `${who} would carry less than their least share`;
    }
  },
  breach: (breach, who, slot) => {
    switch (breach.constraint) {
      case 'time-off':
        return `${who} is on leave: ${slot}.`;
      case 'overlap':
        return `${who} has two watches at once: ${slot}.`;
      case 'rest':
        return `${who} has ${hoursText(breach.restMs, 'en')} h of rest instead of ${hoursText(breach.minRestMs, 'en')} h: ${slot}.`;
      case 'nights-in-row':
        return `${who} has ${breach.count} nights in a row instead of ${breach.most} at most: ${slot}.`;
      case 'weekends-in-row':
        return `${who} has ${breach.count} weekends in a row instead of ${breach.most} at most: ${slot}.`;
      case 'senior':
        return `${who} has no senior behind them: ${slot}.`;
      case 'max-share':
        return `${who} is given ${hoursText(breach.ms, 'en')} h instead of ${hoursText(breach.limitMs, 'en')} h at most.`;
      case 'min-share':
        return `${who} is given ${hoursText(breach.ms, 'en')} h instead of ${hoursText(breach.limitMs, 'en')} h at least.`;
    }
  },
  has: (who, slot, because) => `${who} has ${slot}: ${because}.`,
  reason: (reason, instead) => {
    switch (reason.kind) {
      case 'only-one':
        return 'nobody else could take it';
      case 'fewest':
        return { hours: 'fewest hours', nights: 'fewest nights', weekendDays: 'fewest weekend days', holidays: 'fewest holidays' }[reason.of];
      case 'spares-a-bend':
        return `with ${instead} a rule would have been bent`;
      case 'evens-out':
        return `it leaves everybody nearest their share, before ${instead}`;
    }
  },
  amount: (measure, count, value) => {
    const [one, many] = {
      hours: ['h', 'h'],
      nights: ['night', 'nights'],
      weekendDays: ['weekend day', 'weekend days'],
      holidays: ['holiday', 'holidays'],
    }[measure] as [string, string];
    return `${count} ${value === 1 ? one : many}`;
  },
  above: (amount) => `${amount} more`,
  below: (amount) => `${amount} less`,
  row: (who, carried, off) => `${who} carries ${carried}${off === '' ? ', exactly their share' : `; than their share ${off}`}.`,
};

/** French. */
export const fr: FairWords = {
  and: 'et',
  others: (count) => `${count} autres`,
  unfilled: (slot, isSeveral, because) =>
    `${isSeveral ? `Il manque du monde pour ${slot}` : `Personne ne peut prendre ${slot}`}${because === '' ? '' : ` : ${because}`}.`,
  cannot: (breach, who, areMany) => {
    const would = areMany ? 'auraient' : 'aurait';
    switch (breach.constraint) {
      case 'time-off':
        return `${who} ${areMany ? 'sont' : 'est'} en congé`;
      case 'overlap':
        return `${who} ${would} deux gardes à la fois`;
      case 'rest':
        return `${who} ${would} moins de ${hoursText(breach.minRestMs, 'fr')} h de repos`;
      case 'nights-in-row':
        return `${who} ${would} plus de ${breach.most} nuit${breach.most === 1 ? '' : 's'} de suite`;
      case 'weekends-in-row':
        return `${who} ${would} plus de ${breach.most} week-end${breach.most === 1 ? '' : 's'} de suite`;
      case 'senior':
        return `${who} n’${would} personne d’expérimenté en appui`;
      case 'max-share':
        return `${who} ${areMany ? 'dépasseraient' : 'dépasserait'} la part maximale`;
      case 'min-share':
        return `${who} ${areMany ? 'resteraient' : 'resterait'} sous la part minimale`;
    }
  },
  breach: (breach, who, slot) => {
    switch (breach.constraint) {
      case 'time-off':
        return `${who} est en congé : ${slot}.`;
      case 'overlap':
        return `${who} a deux gardes à la fois : ${slot}.`;
      case 'rest':
        return `${who} a ${hoursText(breach.restMs, 'fr')} h de repos au lieu de ${hoursText(breach.minRestMs, 'fr')} h : ${slot}.`;
      case 'nights-in-row':
        return `${who} a ${breach.count} nuits de suite au lieu de ${breach.most} au plus : ${slot}.`;
      case 'weekends-in-row':
        return `${who} a ${breach.count} week-ends de suite au lieu de ${breach.most} au plus : ${slot}.`;
      case 'senior':
        return `${who} n’a personne d’expérimenté en appui : ${slot}.`;
      case 'max-share':
        return `${who} reçoit ${hoursText(breach.ms, 'fr')} h au lieu de ${hoursText(breach.limitMs, 'fr')} h au plus.`;
      case 'min-share':
        return `${who} reçoit ${hoursText(breach.ms, 'fr')} h au lieu de ${hoursText(breach.limitMs, 'fr')} h au moins.`;
    }
  },
  has: (who, slot, because) => `${capital(slot)} va à ${who} : ${because}.`,
  reason: (reason, instead) => {
    switch (reason.kind) {
      case 'only-one':
        return 'personne d’autre ne pouvait la prendre';
      case 'fewest':
        return {
          hours: 'le moins d’heures',
          nights: 'le moins de nuits',
          weekendDays: 'le moins de jours de week-end',
          holidays: 'le moins de jours fériés',
        }[reason.of];
      case 'spares-a-bend':
        return `avec ${instead} il aurait fallu plier une règle`;
      case 'evens-out':
        return `chacun reste ainsi au plus près de sa part, devant ${instead}`;
    }
  },
  amount: (measure, count, value) => {
    const [one, many] = {
      hours: ['h', 'h'],
      nights: ['nuit', 'nuits'],
      weekendDays: ['jour de week-end', 'jours de week-end'],
      holidays: ['jour férié', 'jours fériés'],
    }[measure] as [string, string];
    return `${count} ${value < 2 ? one : many}`;
  },
  above: (amount) => `${amount} de plus`,
  below: (amount) => `${amount} de moins`,
  row: (who, carried, off) => `${who} porte ${carried}${off === '' ? ', exactement sa part' : ` ; par rapport à sa part, ${off}`}.`,
};
