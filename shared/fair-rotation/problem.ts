import { firstProblem, isStretch } from '../balance/balance.ts';
import { mostPeople, mostSlots, measures, type FairPerson, type FairRequest } from './request.ts';

/** Why no rotation can be drawn at all; `fairProblemText` says what to do. */
export type FairProblem =
  | { kind: 'no-people' }
  | { kind: 'no-slots' }
  | { kind: 'too-much'; people: number; slots: number }
  | { kind: 'same-person'; person: string }
  | { kind: 'unknown-zone'; zone: string; person?: string | undefined }
  | { kind: 'unknown-calendar'; person: string; calendar: string }
  | { kind: 'bad-stretch'; from: number; until: number; person?: string | undefined }
  | { kind: 'unknown-person'; person: string }
  | { kind: 'unknown-slot'; from: number; until: number }
  | { kind: 'bad-weight'; person: string; weight: number }
  | { kind: 'bad-share'; person: string; share: number }
  | { kind: 'bad-carried'; person: string }
  | { kind: 'bad-limit'; limit: 'minRestMs' | 'maxNightsInRow' | 'maxWeekendsInRow'; value: number }
  | { kind: 'bad-importance'; value: number }
  | { kind: 'bad-together'; together: number; people: number }
  | { kind: 'bad-handoff'; startsOn: string; handoffAt: string }
  | { kind: 'bad-count'; length: number; count: number };

/** The first thing in a request that cannot be worked with; undefined when a rotation can be drawn. */
export function problemOf(request: FairRequest): FairProblem | undefined {
  const { people, slots, together = 1 } = request;
  if (people.length === 0) {
    return { kind: 'no-people' };
  }
  if (slots.length === 0) {
    return { kind: 'no-slots' };
  }
  if (people.length > mostPeople || slots.length > mostSlots) {
    return { kind: 'too-much', people: people.length, slots: slots.length };
  }
  if (!Number.isInteger(together) || together < 1 || together > people.length) {
    return { kind: 'bad-together', together, people: people.length };
  }
  const bad = slots.find((slot) => !isStretch(slot));
  if (bad) {
    return { kind: 'bad-stretch', from: bad.from, until: bad.until };
  }
  return firstProblem(people) ?? people.map(personProblem).find((each) => each !== undefined) ?? numberProblem(request);
}

function personProblem(each: FairPerson): FairProblem | undefined {
  const { person, weight = 1, timeOff = [], watches = [], carried, minShare = 0, maxShare = 1 } = each;
  const bad = [...timeOff, ...watches].find((stretch) => !isStretch(stretch));
  if (bad) {
    return { kind: 'bad-stretch', from: bad.from, until: bad.until, person };
  }
  if (!(weight > 0 && weight <= 100)) {
    return { kind: 'bad-weight', person, weight };
  }
  const share = [minShare, maxShare].find((part) => !(part >= 0 && part <= 1)) ?? (minShare > maxShare ? minShare : undefined);
  if (share !== undefined) {
    return { kind: 'bad-share', person, share };
  }
  const isCarried = carried === undefined || measures.every((measure) => isAmount(carried[measure]));
  return isCarried ? undefined : { kind: 'bad-carried', person };
}

function numberProblem({ limits = {}, importance = {} }: FairRequest): FairProblem | undefined {
  const { minRestMs = 0, maxNightsInRow = 0, maxWeekendsInRow = 0 } = limits;
  for (const [limit, value] of Object.entries({ minRestMs, maxNightsInRow, maxWeekendsInRow })) {
    if (!isAmount(value) || (limit !== 'minRestMs' && !Number.isInteger(value))) {
      return { kind: 'bad-limit', limit: limit as 'minRestMs', value };
    }
  }
  const value = Object.values(importance).find((each) => !isAmount(each));
  return value === undefined ? undefined : { kind: 'bad-importance', value };
}

function isAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
