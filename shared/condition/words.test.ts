import { expect, it } from 'vitest';
import { Condition } from './condition.ts';
import { conditionText } from './words.ts';

const given = Condition.parse({
  all: [
    { field: 'severity', atLeast: 'error' },
    {
      any: [
        { field: 'service', contains: 'payments' },
        { field: 'vip', is: true },
      ],
    },
    { during: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', until: '06:00' } },
    { not: { field: 'label.env', in: ['dev', 'test'] } },
    { holiday: false },
    { field: 'region', exists: false },
  ],
});

it('[CND8] reads as a sentence in English', () => {
  expect(conditionText(given, 'en')).toBe(
    'severity is at least "error" and (service contains "payments" or VIP is yes) and between 22:00 and 06:00 on weekdays and not (env is one of "dev" or "test") and not on a public holiday and region is not known',
  );
});

it('[CND8] reads as a sentence in French', () => {
  expect(conditionText(given, 'fr')).toBe(
    'gravité vaut au moins « error » et (service contient « payments » ou client VIP est oui) et entre 22:00 et 06:00 en semaine et pas (env est parmi « dev » ou « test ») et hors jours fériés et région n’est pas connu',
  );
});

it('[CND8] names days one by one where they are neither the week nor its end', () => {
  const days = Condition.parse({ during: { days: ['sun', 'mon'], from: '00:00', until: '24:00' } });
  expect(conditionText(days, 'en')).toBe('between 00:00 and 24:00 on Mondays and Sundays');
  expect(conditionText(Condition.parse({ during: { from: '01:00', until: '02:00' } }), 'fr')).toBe('entre 01:00 et 02:00 tous les jours');
});
