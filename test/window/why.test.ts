import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../shared/explain/explanation.ts';
import { appears, open, requests } from './open.ts';
import { busyDesk } from './scenarios/desks.ts';
import { details } from './scenarios/details.ts';

const explanation: Explanation = {
  incident: { id: 'incident-412', number: 412, title: 'Card authorisations failing' },
  person: { id: 'bo', name: 'Bo Lindqvist' },
  wasPaged: false,
  because: [{ kind: 'left-out', at: Date.UTC(2026, 10, 23, 3, 11), level: 1, why: 'time-off' }],
  steps: [],
  status: 'triggered',
};

describe('asking why', () => {
  it.each([
    ['en', 'Why was I paged?', 'Why was somebody paged, or why not?', 'Bo Lindqvist was left out of level 1 at 04:11:00: on leave.'],
    [
      'fr',
      'Pourquoi m’a-t-on appelé ?',
      'Pourquoi quelqu’un a-t-il été appelé, ou non ?',
      'Bo Lindqvist a été laissé de côté par le niveau 1 à 04:11:00 : en congé.',
    ],
  ] as const)('[EXP1] tells of anybody why they were not paged (%s)', async (locale, why, ask, sentence) => {
    const page = await open({ desk: busyDesk({ locale }), details, explanations: { bo: explanation } });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: why }).click();
    await page.getByLabel(ask).first().click();
    await page.getByRole('option', { name: /^Bo/ }).click();
    expect(await appears(page.getByText(sentence))).toBe(true);
    expect(await requests(page, 'incident:explain')).toEqual([{ id: 'incident-412', person: 'bo' }]);
  });
});
