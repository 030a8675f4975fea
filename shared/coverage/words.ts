import type { Language } from './day-text.ts';

/** From when until when, written out. */
export interface Times {
  from: string;
  until: string;
}

/** The words of one language for what coverage finds and what a change does to somebody; names and times are already written out. */
export interface CoverageWords {
  gap(schedule: string, times: Times): string;
  gone(who: string, schedule: string, times: Times): string;
  leave(who: string, schedule: string, times: Times): string;
  noWay(who: string, schedule: string, times: Times): string;
  sameLevelNext(who: string, policy: string, level: number, times: Times): string;
  rest(who: string, schedule: string, hours: string, times: Times): string;
  nights(who: string, schedule: string, nights: number, times: Times): string;
  twoWatches(who: string, schedule: string, other: string, times: Times): string;
  overlap(schedule: string, who: string, other: string, times: Times): string;
  /** How many more or fewer; `count` is without its sign. */
  counted(count: number, thing: 'nights' | 'weekendDays'): string;
  sameHours: string;
  /** A day or days; `until` is undefined for one day. */
  days(from: string, until: string | undefined): string;
  impact(who: string, differences: string, leave: readonly string[]): string;
}

const en: CoverageWords = {
  gap: (schedule, { from, until }) => `Nobody is on call for ${schedule} from ${from} to ${until}.`,
  gone: (who, schedule, { from, until }) =>
    `${who} is on call for ${schedule} from ${from} to ${until}, but is not there any more or only reads along; put somebody else in their place.`,
  leave: (who, schedule, { from, until }) =>
    `${who} is on leave while on call for ${schedule} from ${from} to ${until}; find somebody to take over.`,
  noWay: (who, schedule, { from, until }) =>
    `${who} cannot be reached by any way while on call for ${schedule} from ${from} to ${until}; pair a laptop.`,
  sameLevelNext: (who, policy, level, { from, until }) =>
    `${who} stands on level ${level - 1} and on level ${level} of ${policy} from ${from} to ${until}, so the second asks nobody else; name another person there.`,
  rest: (who, schedule, hours, { from, until }) =>
    `${who} has only ${hours} h of rest between two watches for ${schedule}, from ${from} to ${until}.`,
  nights: (who, schedule, nights, { from, until }) =>
    `${who} has ${nights} nights on end for ${schedule}, from ${from} to ${until}, more than the schedule wants.`,
  twoWatches: (who, schedule, other, { from, until }) => `${who} is on call for ${schedule} and ${other} at once from ${from} to ${until}.`,
  overlap: (schedule, who, other, { from, until }) =>
    `Two overrides of ${schedule} overlap from ${from} to ${until}: ${who} is on call and not ${other}, for that one was added last.`,
  counted: (count, thing) => {
    const [one, many] = thing === 'nights' ? ['night', 'nights'] : ['weekend day', 'weekend days'];
    return `${count} ${count === 1 ? one : many}`;
  },
  sameHours: 'as many hours at other times',
  days: (from, until) => (until === undefined ? from : `${from} to ${until}`),
  impact: (who, differences, leave) =>
    `${who}: ${differences}${leave.length === 0 ? '' : `; works on ${leave.join(' and ')}, which is their leave`}.`,
};

const fr: CoverageWords = {
  gap: (schedule, { from, until }) => `Personne n’est d’astreinte pour ${schedule} du ${from} au ${until}.`,
  gone: (who, schedule, { from, until }) =>
    `${who} est d’astreinte pour ${schedule} du ${from} au ${until}, mais n’est plus là ou ne fait que lire ; mettez quelqu’un d’autre à sa place.`,
  leave: (who, schedule, { from, until }) =>
    `${who} est en congé pendant son astreinte pour ${schedule} du ${from} au ${until} ; trouvez quelqu’un pour prendre la relève.`,
  noWay: (who, schedule, { from, until }) =>
    `${who} ne peut être joint par aucun moyen pendant son astreinte pour ${schedule} du ${from} au ${until} ; associez un ordinateur.`,
  sameLevelNext: (who, policy, level, { from, until }) =>
    `${who} se trouve aux niveaux ${level - 1} et ${level} de ${policy} du ${from} au ${until}, le second n’appelle donc personne d’autre ; nommez-y quelqu’un d’autre.`,
  rest: (who, schedule, hours, { from, until }) =>
    `${who} n’a que ${hours} h de repos entre deux astreintes pour ${schedule}, du ${from} au ${until}.`,
  nights: (who, schedule, nights, { from, until }) =>
    `${who} a ${nights} nuits d’affilée pour ${schedule}, du ${from} au ${until}, plus que ce que veut le planning.`,
  twoWatches: (who, schedule, other, { from, until }) =>
    `${who} est d’astreinte pour ${schedule} et ${other} à la fois du ${from} au ${until}.`,
  overlap: (schedule, who, other, { from, until }) =>
    `Deux remplacements de ${schedule} se chevauchent du ${from} au ${until} : ${who} est d’astreinte et non ${other}, car ce remplacement a été ajouté en dernier.`,
  counted: (count, thing) => {
    const [one, many] = thing === 'nights' ? ['nuit', 'nuits'] : ['jour de week-end', 'jours de week-end'];
    return `${count} ${count < 2 ? one : many}`;
  },
  sameHours: 'autant d’heures à d’autres moments',
  days: (from, until) => (until === undefined ? `le ${from}` : `du ${from} au ${until}`),
  impact: (who, differences, leave) =>
    `${who} : ${differences}${leave.length === 0 ? '' : ` ; travaille ${leave.join(' et ')}, pendant ses congés`}.`,
};

/** The words of coverage, by language. */
export const coverageWords: Readonly<Record<Language, CoverageWords>> = { en, fr };
