import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { examine, lookAtEach } from './every-screen.ts';
import { fairShots } from './scenarios/fair-shots.ts';
import { rotationShots } from './scenarios/rotation-shots.ts';
import { shots } from './scenarios/shots.ts';

// Those of schedules are in a file of their own: two files are looked at side by side.
const elsewhere = new Set([...rotationShots, ...fairShots].map(({ name }) => name));
lookAtEach(shots.filter(({ name }) => !elsewhere.has(name)));

const plant = (html: string) => (page: Page) =>
  page.evaluate((planted) => document.querySelector('main')?.insertAdjacentHTML('beforeend', planted), html);
const calm = shots.filter(({ name }) => name === 'queue-empty');

it.each(calm)('control: finds a name that is missing, a colour that is faint in the dark alone, a word left in English', async (shot) => {
  const faint = '<p style="color: light-dark(#222, #333)">412</p>';
  const found = await examine(shot, plant(`<button></button>${faint}<p>Nobody minds</p><p>Vraiment ?</p>`));
  expect(found.light).toEqual([expect.stringMatching(/^button-name: /)]);
  expect(found.dark.toSorted()).toEqual([expect.stringMatching(/^button-name: /), expect.stringMatching(/^color-contrast: .*412/)]);
  expect(found.leftInEnglish).toEqual(['Nobody minds', 'Vraiment ?']);
  expect(found.mayBreak).toEqual(['Vraiment ?']);
});
