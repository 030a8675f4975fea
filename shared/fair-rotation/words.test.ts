import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { people, requests, slots, sound } from '../../test/harness/fair-rotation.ts';
import { HOUR_MS } from '../time/instant.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { fairProblemText } from './problem-words.ts';
import { proposeRotation } from './propose.ts';
import { slotName } from './slot-name.ts';
import { breachText, reasonText, rowText, unfilledText, type FairNames } from './words.ts';

const paris = findZone('Europe/Paris') as Zone;
const weekly = slots({ unit: 'week', startsOn: '2026-12-14', count: 2 });
const names = (language: 'en' | 'fr'): FairNames => ({
  nameOf: (person) => person.slice(0, 1).toUpperCase() + person.slice(1),
  slotName: (slot) => slotName(slot, paris, language),
});

it('[FAIR12] says who cannot take a slot, and why', () => {
  const crew = people('ana', 'bo', 'cy').map((each) => ({ ...each, timeOff: each.person === 'cy' ? weekly.slice(0, 0) : weekly }));
  const request = { people: crew, slots: weekly, limits: { minRestMs: 11 * HOUR_MS } };
  const [unfilled] = sound(proposeRotation(request)).unfilled;
  expect(unfilled && unfilledText(unfilled, 1, names('en'), 'en')).toBe(
    'Nobody can take the week of 21 December: Ana and Bo are on leave, Cy would have less than 11 h of rest.',
  );
  expect(unfilled && unfilledText(unfilled, 1, names('fr'), 'fr')).toBe(
    'Personne ne peut prendre la semaine du 21 décembre : Ana et Bo sont en congé, Cy aurait moins de 11 h de repos.',
  );
});

it('[FAIR12] counts the others where it would be too many names', () => {
  const crew = people('ana', 'bo', 'cy', 'di', 'ed', 'flo').map((each) => ({ ...each, timeOff: weekly }));
  const [unfilled] = sound(proposeRotation({ people: crew, slots: weekly, together: 2 })).unfilled;
  expect(unfilled && unfilledText(unfilled, 2, names('en'), 'en')).toBe(
    'There are too few people for the week of 14 December: Ana, Bo, Cy and 3 others are on leave.',
  );
});

it('[FAIR12] names a bend and a reason', () => {
  const crew = people('ana', 'bo').map((each) => (each.person === 'bo' ? { ...each, timeOff: weekly } : each));
  const { bends, assignments, table } = sound(proposeRotation({ people: crew, slots: weekly, limits: { maxWeekendsInRow: 1 } }));
  const [bend] = bends;
  expect(bend && breachText(bend, names('en'), 'en')).toBe('Ana has 2 weekends in a row instead of 1 at most: the week of 21 December.');
  expect(bend && breachText(bend, names('fr'), 'fr')).toBe('Ana a 2 week-ends de suite au lieu de 1 au plus : la semaine du 21 décembre.');
  const [reason] = assignments[0]?.people[0]?.reasons ?? [];
  const [slot] = weekly;
  expect(reason && slot && reasonText(reason, 'ana', slot, names('en'), 'en')).toBe(
    'Ana has the week of 14 December: nobody else could take it.',
  );
  expect(reason && slot && reasonText(reason, 'ana', slot, names('fr'), 'fr')).toBe(
    'La semaine du 14 décembre va à Ana : personne d’autre ne pouvait la prendre.',
  );
  expect(table[0] && rowText(table[0], names('en'), 'en')).toBe(
    'Ana carries 336 h, 14 nights, 4 weekend days, 1 holiday; than their share 168 h more, 7 nights more, 2 weekend days more, 0.5 holidays more.',
  );
  expect(table[1] && rowText(table[1], names('fr'), 'fr')).toBe(
    'Bo porte 0 h, 0 nuit, 0 jour de week-end, 0 jour férié ; par rapport à sa part, 168 h de moins, 7 nuits de moins, 2 jours de week-end de moins, 0,5 jour férié de moins.',
  );
});

it('[FAIR12] calls a slot what people call it', () => {
  const nameOf = (options: Parameters<typeof slots>[0], language: 'en' | 'fr') =>
    slots({ ...options, count: 1 }).map((slot) => slotName(slot, paris, language))[0];
  expect(nameOf({ unit: 'week', startsOn: '2026-10-19' }, 'en')).toBe('the week of 19 October');
  expect(nameOf({ startsOn: '2026-12-25' }, 'en')).toBe('Friday 25 December');
  expect(nameOf({ startsOn: '2027-01-01' }, 'fr')).toBe('vendredi 1er janvier');
  expect(nameOf({ startsOn: '2026-12-25', unit: 'hour', length: 12 }, 'en')).toBe('Friday 25 December, 09:00 to 21:00');
  expect(nameOf({ startsOn: '2026-12-25', unit: 'hour', length: 12 }, 'fr')).toBe('vendredi 25 décembre, de 09:00 à 21:00');
  expect(nameOf({ startsOn: '2026-12-21', unit: 'week', length: 2 }, 'en')).toBe('21 December to 4 January');
});

it('[FAIR12] has a sentence in both languages for everything a proposal says', () => {
  fc.assert(
    fc.property(requests({ people: 4, slots: 8, together: 2 }), fc.constantFrom('en' as const, 'fr' as const), (request, language) => {
      const { unfilled, bends, assignments, table } = sound(proposeRotation(request));
      const called = names(language);
      const sentences = [
        ...unfilled.map((each) => unfilledText(each, request.together ?? 1, called, language)),
        ...bends.map((each) => breachText(each, called, language)),
        ...table.map((each) => rowText(each, called, language)),
        ...assignments.flatMap(({ slot, people: on }) =>
          on.flatMap(({ person, reasons }) => reasons.map((each) => reasonText(each, person, slot, called, language))),
        ),
      ];
      sentences.forEach((each) => expect(each).toMatch(/^[A-ZÀ-Ý].*[^.:;, ]\.$/));
      sentences.forEach((each) => expect(each).not.toMatch(/undefined|NaN|Infinity| {2}/));
    }),
    { numRuns: 60 },
  );
});

it('[FAIR12] says what to do about slots that cannot be made', () => {
  expect(fairProblemText({ kind: 'bad-handoff', startsOn: '2026-02-30', handoffAt: '9' }, 'en')).toBe(
    'A hand-off on "2026-02-30" at "9" cannot be read; write a date as YYYY-MM-DD and a time as HH:MM.',
  );
  expect(fairProblemText({ kind: 'bad-count', length: 0, count: 3 }, 'fr')).toContain('écrivez des nombres entiers');
  expect(fairProblemText({ kind: 'unknown-person', person: 'Zoe' }, 'fr')).toContain('ajoutez cette personne');
  expect(fairProblemText({ kind: 'unknown-slot', from: 0, until: 1 }, 'en')).toContain('1970-01-01T00:00:00.000Z');
});
