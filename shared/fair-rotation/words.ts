import { hoursText } from '../balance/words.ts';
import type { Stretch } from '../balance/stretch.ts';
import type { Breach } from './breach.ts';
import type { FairRow, Unfilled } from './judgement.ts';
import type { FairReason } from './reason.ts';
import { measures, type Constraint } from './request.ts';
import { en, fr, type FairWords } from './sentences.ts';

/** How people and slots are called; see `slotName` for slots. */
export interface FairNames {
  nameOf(person: string): string;
  slotName(slot: Stretch): string;
}

/** How many people a sentence names before it counts the others. */
const mostNamed = 4;

const languages = { en, fr };

/** Why a place stays empty: "Nobody can take the week of 21 December: Ana and Bo are on leave, Cy would have less than 11 h of rest." */
export function unfilledText({ slot, because }: Unfilled, together: number, names: FairNames, language: 'en' | 'fr'): string {
  const words = languages[language];
  const groups = new Map<Constraint, Breach[]>();
  for (const { breaches } of because) {
    const [gravest] = breaches;
    if (gravest) {
      groups.set(gravest.constraint, [...(groups.get(gravest.constraint) ?? []), gravest]);
    }
  }
  const parts = [...groups.values()].map((group) => {
    const who = group.map(({ person }) => names.nameOf(person));
    return words.cannot(group[0] as Breach, listed(who, words), who.length > 1);
  });
  return words.unfilled(names.slotName(slot), together > 1, parts.join(', '));
}

function listed(who: readonly string[], words: FairWords): string {
  const named = who.length > mostNamed ? [...who.slice(0, mostNamed - 1), words.others(who.length - mostNamed + 1)] : [...who];
  const last = named.pop() ?? '';
  return named.length > 0 ? `${named.join(', ')} ${words.and} ${last}` : last;
}

/** One constraint that is not kept to, and by whom, as a sentence. */
export function breachText(breach: Breach, names: FairNames, language: 'en' | 'fr'): string {
  const slot = 'slot' in breach ? names.slotName(breach.slot) : '';
  return languages[language].breach(breach, names.nameOf(breach.person), slot);
}

/** Why a person has a slot, as a sentence. */
export function reasonText(reason: FairReason, person: string, slot: Stretch, names: FairNames, language: 'en' | 'fr'): string {
  return languages[language].has(names.nameOf(person), names.slotName(slot), becauseText(reason, names, language));
}

/** Why a person has a slot, without saying which and who: `fewest holidays`. */
export function becauseText(reason: FairReason, names: FairNames, language: 'en' | 'fr'): string {
  return languages[language].reason(reason, 'instead' in reason ? names.nameOf(reason.instead) : '');
}

/** A row of the fairness table as a sentence: what a person carries in the end, and how far from their share that is. */
export function rowText({ person, after, difference }: FairRow, names: FairNames, language: 'en' | 'fr'): string {
  const words = languages[language];
  const number = (value: number) => hoursText(value * 3_600_000, language);
  const carried = measures.map((measure) => words.amount(measure, number(after[measure]), after[measure])).join(', ');
  const off = measures.flatMap((measure) => {
    const by = difference[measure];
    const amount = words.amount(measure, number(Math.abs(by)), Math.abs(by));
    return Math.abs(by) < 0.05 ? [] : [by > 0 ? words.above(amount) : words.below(amount)];
  });
  return words.row(names.nameOf(person), carried, off.join(', '));
}
