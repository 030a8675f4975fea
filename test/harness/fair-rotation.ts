import type { Stretch } from '../../shared/balance/stretch.ts';
import { isHard } from '../../shared/fair-rotation/breach.ts';
import { Draft } from '../../shared/fair-rotation/draft.ts';
import type { FairJudgement } from '../../shared/fair-rotation/judgement.ts';
import { planOf } from '../../shared/fair-rotation/plan.ts';
import type { FairProblem } from '../../shared/fair-rotation/problem.ts';
import type { FairLimits, FairPerson, FairRequest } from '../../shared/fair-rotation/request.ts';
import { slotsOf, type SlotRequest } from '../../shared/fair-rotation/slots.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { fc } from './properties.ts';

/** An answer without its `problem`, or an error that shows it. */
export function sound<T extends object>(answer: T | { problem: FairProblem }): T {
  if ('problem' in answer) {
    throw new Error(JSON.stringify(answer.problem));
  }
  return answer;
}

/** Slots in Paris with hand-offs at nine, a day each from Monday 14 December 2026 unless said otherwise. */
export function slots(options: Partial<SlotRequest> = {}): Stretch[] {
  const usual: SlotRequest = { zone: 'Europe/Paris', handoffAt: '09:00', unit: 'day', length: 1, startsOn: '2026-12-14', count: 14 };
  return sound(slotsOf({ ...usual, ...options })).slots;
}

/** People in Paris with French holidays, who carried nothing. */
export function people(...names: string[]): FairPerson[] {
  return names.map((person) => ({ person, zone: 'Europe/Paris', holidays: 'FR' }));
}

/** Everybody in turn, in the order of the list, leave or no leave. */
export function roundRobin(request: FairRequest): { slot: Stretch; people: string[] }[] {
  return request.slots.map((slot, s) => ({ slot, people: [request.people[s % request.people.length]?.person ?? ''] }));
}

/** How good an assignment is: places empty, then what bends, then unfairness. */
export type Worth = [empty: number, bends: number, unfairness: number];

/** The worth of a judged assignment. */
export function worthOf({ unfilled, bends, unfairness }: FairJudgement): Worth {
  const empty = unfilled.reduce((sum, { missing }) => sum + missing, 0);
  return [empty, bends.reduce((sum, { by }) => sum + by, 0), unfairness];
}

/** Whether one worth is better than another, but for rounding. */
export function isBetter(one: Worth, other: Worth): boolean {
  const i = one.findIndex((each, k) => Math.abs(each - (other[k] ?? 0)) > 1e-6);
  return i >= 0 && (one[i] ?? 0) < (other[i] ?? 0);
}

/** The best worth there is, by trying every assignment: people to the power of slots, one person a slot. */
export function bestWorth(request: FairRequest): Worth {
  const draft = new Draft(planOf(request));
  let best: Worth = [Infinity, Infinity, Infinity];
  const tryFrom = (slot: number, empty: number) => {
    if (empty > best[0]) {
      return;
    }
    if (slot === draft.plan.slots.length) {
      const breaches = draft.plan.candidates.flatMap((_, p) => draft.breaches(p, draft.mine[p] ?? []));
      const worth: Worth = [empty, breaches.reduce((sum, { by }) => sum + by, 0), draft.unfairness()];
      if (!breaches.some((each) => isHard(draft.plan, each)) && isBetter(worth, best)) {
        best = worth;
      }
      return;
    }
    draft.plan.candidates.forEach((_, person) => {
      if (draft.mayTake(person, slot)) {
        draft.give(person, slot);
        tryFrom(slot + 1, empty);
        draft.take(person, slot);
      }
    });
    tryFrom(slot + 1, empty + 1);
  };
  tryFrom(0, 0);
  return best;
}

const start = Date.UTC(2026, 11, 14, 8);
const stretch = fc
  .record({ day: fc.integer({ min: -3, max: 20 }), hours: fc.integer({ min: 6, max: 96 }) })
  .map(({ day, hours }) => ({ from: start + day * DAY_MS, until: start + day * DAY_MS + hours * HOUR_MS }));
const load = fc.record({ hours: fc.nat(300), nights: fc.nat(20), weekendDays: fc.nat(6), holidays: fc.nat(3) });

const limits: fc.Arbitrary<FairLimits> = fc.record(
  {
    minRestMs: fc.constantFrom(11, 24, 60).map((hours) => hours * HOUR_MS),
    maxNightsInRow: fc.integer({ min: 1, max: 4 }),
    maxWeekendsInRow: fc.integer({ min: 1, max: 2 }),
    seniorBehind: fc.boolean(),
    mayBend: fc.subarray(['rest', 'nights-in-row', 'weekends-in-row', 'senior', 'max-share'] as const),
  },
  { requiredKeys: [] },
);

/** Requests of all kinds, with so many people and slots at most. */
export function requests(most: { people: number; slots: number; together: number }): fc.Arbitrary<FairRequest> {
  const person = fc.record(
    {
      zone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Tokyo'),
      holidays: fc.constantFrom('FR', 'US'),
      weight: fc.constantFrom(0.5, 0.8, 1),
      junior: fc.boolean(),
      timeOff: fc.array(stretch, { maxLength: 2 }),
      watches: fc.array(stretch, { maxLength: 1 }),
      carried: load,
      maxShare: fc.constantFrom(0.3, 0.5, 1),
      minShare: fc.constantFrom(0, 0.2),
    },
    { requiredKeys: ['zone'] },
  );
  return fc
    .record({
      drawn: fc.array(person, { minLength: 1, maxLength: most.people }),
      count: fc.integer({ min: 1, max: most.slots }),
      shape: fc.constantFrom({ unit: 'day', length: 1 } as const, { unit: 'hour', length: 12 } as const, { unit: 'day', length: 3 } as const),
      together: fc.integer({ min: 1, max: most.together }),
      limits,
    })
    .map(({ drawn, count, shape, together, limits: kept }) => ({
      people: drawn.map((each, i) => ({ ...each, person: `p${i}` })),
      slots: slots({ ...shape, count }),
      together: Math.min(together, drawn.length),
      limits: kept,
    }));
}
