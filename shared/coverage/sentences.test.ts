import { describe, expect, it } from 'vitest';
import { covered } from '../../test/harness/coverage.ts';
import { fc } from '../../test/harness/properties.ts';
import { scheduleOf } from '../../test/harness/schedules.ts';
import type { Policy } from '../escalation/policy.ts';
import type { PersonImpact } from '../schedule/impact.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { dayText, momentText } from './day-text.ts';
import { findingKinds, type Finding } from './finding.ts';
import { findingText, impactText } from './sentences.ts';
import { coverageWords } from './words.ts';

const now = Date.UTC(2026, 10, 27);
/** Monday 21 December 2026, 09:00 in Paris. */
const from = Date.UTC(2026, 11, 21, 8);
const span = { from, until: from + DAY_MS };
const schedules = [
  { ...scheduleOf(['ana']), id: 'payments-primary', name: 'Payments primary' },
  { ...scheduleOf(['bo']), id: 'search', name: 'Search' },
];
const policy = { id: 'payments', name: 'Payments', zone: 'Europe/Paris', steps: [] } as unknown as Policy;
const workspace = covered([{ id: 'ana', zone: 'Europe/Lisbon' }, { id: 'bo' }], schedules, [policy]);
const en = { language: 'en', now } as const;
const fr = { language: 'fr', now } as const;
const of = { schedule: 'payments-primary', person: 'ana', ...span };

const told: [Finding, en: string, fr: string][] = [
  [
    { kind: 'gap', schedule: 'payments-primary', ...span },
    'Nobody is on call for Payments primary from Mon 21 Dec 09:00 to Tue 22 Dec 09:00.',
    'Personne n’est d’astreinte pour Payments primary du lun. 21 déc. 09:00 au mar. 22 déc. 09:00.',
  ],
  [
    { kind: 'gone', ...of },
    'Ana is on call for Payments primary from Mon 21 Dec 09:00',
    'Ana est d’astreinte pour Payments primary du lun. 21',
  ],
  [{ kind: 'leave', ...of }, 'Ana is on leave while on call for Payments primary', 'Ana est en congé pendant son astreinte'],
  [
    { kind: 'no-way', ...of },
    'Ana cannot be reached by any way while on call for Payments primary from Mon 21 Dec 09:00 to Tue 22 Dec 09:00; pair a laptop.',
    'Ana ne peut être joint par aucun moyen',
  ],
  [
    { kind: 'same-level-next', policy: 'payments', level: 2, person: 'ana', ...span },
    'Ana stands on level 1 and on level 2 of Payments from Mon 21 Dec 09:00',
    'Ana se trouve aux niveaux 1 et 2 de Payments',
  ],
  [{ kind: 'rest', restMs: 5.5 * HOUR_MS, ...of }, 'Ana has only 5.5 h of rest between two watches', 'Ana n’a que 5,5 h de repos'],
  [{ kind: 'nights', nights: 9, ...of }, 'Ana has 9 nights on end for Payments primary', 'Ana a 9 nuits d’affilée'],
  [
    { kind: 'two-watches', other: 'search', ...of },
    'Ana is on call for Payments primary and Search at once',
    'Ana est d’astreinte pour Payments primary et Search à la fois',
  ],
  [
    { kind: 'overlap', other: 'bo', ...of },
    'Two overrides of Payments primary overlap from Mon 21 Dec 09:00 to Tue 22 Dec 09:00: Ana is on call and not Bo, for that one was added last.',
    'Deux remplacements de Payments primary se chevauchent',
  ],
];

it.each(told)('[COV11] tells $kind in both languages', (finding, english, french) => {
  expect(findingText(workspace, finding, en).startsWith(english)).toBe(true);
  expect(findingText(workspace, finding, fr).startsWith(french)).toBe(true);
});

it('[COV11] has a sentence of its own for every kind, in both languages, whatever it names', () => {
  expect(told.map(([{ kind }]) => kind)).toEqual([...findingKinds]);
  const any = fc.record({
    finding: fc.constantFrom(...told.map(([finding]) => finding)),
    at: fc.integer({ min: now, max: now + 400 * DAY_MS }),
    name: fc.constantFrom('ana', 'nobody any more'),
    language: fc.constantFrom('en' as const, 'fr' as const),
    zone: fc.constantFrom(undefined, 'Asia/Kolkata', 'America/New_York'),
  });
  const seen = new Map<string, Set<string>>();
  fc.assert(
    fc.property(any, ({ finding, at, name, language, zone }) => {
      const each = { ...finding, ...('person' in finding ? { person: name } : {}), from: at, until: at + HOUR_MS } as Finding;
      const sentence = findingText(workspace, each, { language, now, zone });
      expect(sentence).toMatch(/^\S.*\d\d:\d\d.*\.$/);
      expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      seen.set(`${language} ${finding.kind}`, (seen.get(`${language} ${finding.kind}`) ?? new Set()).add(sentence));
    }),
    { numRuns: 400 },
  );
  expect(seen.size).toBe(2 * findingKinds.length);
  const [english, french] = [coverageWords.en, coverageWords.fr];
  expect(Object.keys(english)).toEqual(Object.keys(french));
});

it('[COV11] writes moments on the schedule’s clock or the reader’s, with the year when it is another', () => {
  const gap: Finding = { kind: 'gap', schedule: 'payments-primary', ...span };
  expect(findingText(workspace, gap, { ...en, zone: 'America/New_York' })).toContain('from Mon 21 Dec 03:00');
  expect(momentText(from + 14 * DAY_MS, 'Europe/Paris', now, 'en')).toBe('Mon 4 Jan 2027 09:00');
  expect(dayText(from + 14 * DAY_MS, 'Europe/Paris', now, 'fr')).toBe('4 janvier 2027');
});

const impact: PersonImpact = { person: 'ana', gained: [], lost: [], hoursMs: 14 * HOUR_MS, nights: 2, weekendDays: -1, inLeave: [] };
const christmas = Date.UTC(2026, 11, 25);

describe('what a change does to somebody', () => {
  it.each<[Partial<PersonImpact>, string, string]>([
    [{}, 'Ana: +2 nights, −1 weekend day, +14 h.', 'Ana : +2 nuits, −1 jour de week-end, +14 h.'],
    [
      { inLeave: [{ from: christmas, until: christmas + DAY_MS }] },
      'Ana: +2 nights, −1 weekend day, +14 h; works on 25 December, which is their leave.',
      'Ana : +2 nuits, −1 jour de week-end, +14 h ; travaille le 25 décembre, pendant ses congés.',
    ],
    [
      {
        hoursMs: -90 * 60_000,
        nights: 0,
        weekendDays: 0,
        inLeave: [
          { from: christmas, until: christmas + 2 * DAY_MS },
          { from: christmas + 9 * DAY_MS, until: christmas + 9 * DAY_MS + HOUR_MS },
        ],
      },
      'Ana: −1.5 h; works on 25 December to 26 December and 3 January 2027, which is their leave.',
      'Ana : −1,5 h ; travaille du 25 décembre au 26 décembre et le 3 janvier 2027, pendant ses congés.',
    ],
    [{ hoursMs: 0, nights: 0, weekendDays: 0 }, 'Ana: as many hours at other times.', 'Ana : autant d’heures à d’autres moments.'],
    [{ nights: -1, weekendDays: 2, hoursMs: 0 }, 'Ana: −1 night, +2 weekend days.', 'Ana : −1 nuit, +2 jours de week-end.'],
  ])('[COV8] [COV11] is told as a sentence: %j', (more, english, french) => {
    expect(impactText(workspace, { ...impact, ...more }, 'payments-primary', en)).toBe(english);
    expect(impactText(workspace, { ...impact, ...more }, 'payments-primary', fr)).toBe(french);
  });
});
