import { expect, it } from 'vitest';
import type { BalanceProblem, PersonBalance } from './balance.ts';
import { balanceProblemText, balanceText } from './words.ts';

const busy: PersonBalance = {
  person: 'ana',
  onCallMs: 167.5 * 3_600_000,
  nights: 7,
  weekendDays: 2,
  holidays: 1,
  interruptions: { business: 1, off: 2, sleep: 3 },
};

it('[FAIR12] tells a balance as a sentence', () => {
  expect(balanceText(busy, 'Ana', 'en')).toBe(
    'Ana: 167.5 h on call, 7 nights, 2 weekend days, 1 holiday; 6 pages (1 in working hours, 2 in free time, 3 in sleep hours).',
  );
  expect(balanceText(busy, 'Ana', 'fr')).toBe(
    'Ana : 167,5 h d’astreinte, 7 nuits, 2 jours de week-end, 1 jour férié ; 6 appels (1 aux heures de travail, 2 sur le temps libre, 3 aux heures de sommeil).',
  );
  const idle = { ...busy, onCallMs: 0, nights: 0, weekendDays: 0, holidays: 0, interruptions: { business: 0, off: 0, sleep: 0 } };
  expect(balanceText(idle, 'Bo', 'en')).toBe('Bo: 0 h on call, 0 nights, 0 weekend days, 0 holidays; 0 pages.');
  expect(balanceText(idle, 'Bo', 'fr')).toBe('Bo : 0 h d’astreinte, 0 nuit, 0 jour de week-end, 0 jour férié ; 0 appel.');
});

const problems: BalanceProblem[] = [
  { kind: 'no-people' },
  { kind: 'same-person', person: 'Ana' },
  { kind: 'unknown-zone', person: 'Ana', zone: 'Mars/Olympus' },
  { kind: 'unknown-calendar', person: 'Ana', calendar: 'XX' },
  { kind: 'bad-period', from: 0, until: Number.NaN },
  { kind: 'bad-shift', person: 'Ana', from: 5, until: 5 },
];

it.each(problems)('[FAIR17] says in both languages what is wrong and what to do: $kind', (problem) => {
  for (const language of ['en', 'fr'] as const) {
    expect(balanceProblemText(problem, language)).toMatch(/^[^;]+(;|must|doit).+\.$/);
  }
});
