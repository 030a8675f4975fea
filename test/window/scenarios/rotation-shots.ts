import type { Page } from '@playwright/test';
import { calmDesk } from './desks.ts';
import { rotationDesk } from './rotations.ts';
import type { Shot } from './shots.ts';

const rail = (page: Page): Promise<void> => page.locator('nav button').nth(2).click();
const bar = (page: Page, person: string, row = 'final') => page.locator(`[data-row="${row}"] [data-bar*=" ${person} "]`);

async function opened(page: Page): Promise<void> {
  await rail(page);
  await page.locator('[data-bar]').first().waitFor();
}

async function zoom(page: Page, index: number): Promise<void> {
  await page.locator('article [aria-pressed]').nth(index).click();
  await page.locator('article [data-zoom]:not([aria-busy])').waitFor();
}

/** Opens the dialog of an override from the people under the time line and waits for what it would do. */
async function putOnCall(page: Page, person: string, from: string, until: string): Promise<void> {
  await page.locator('button[draggable]', { hasText: person }).click();
  await page.locator('[role="dialog"] input[type="datetime-local"]').first().fill(from);
  await page.locator('[role="dialog"] input[type="datetime-local"]').last().fill(until);
  await page.locator('[role="dialog"] section ul').first().waitFor();
}

/** The rotation editor, in its views and with what is edited in it. */
export const rotationShots: Shot[] = [
  { name: 'rotations-full', scenario: () => rotationDesk(), act: opened },
  {
    name: 'rotations-week',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await zoom(page, 0);
    },
  },
  {
    name: 'rotations-month',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await zoom(page, 2);
      await page.locator('article h3[aria-live]').locator('xpath=preceding-sibling::div/button').last().click();
      await page.locator('article [data-zoom]:not([aria-busy])').waitFor();
    },
  },
  {
    name: 'rotations-quarter',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await zoom(page, 3);
    },
  },
  {
    name: 'rotations-calendar',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await zoom(page, 4);
      await page.locator('article h3[aria-live]').locator('xpath=preceding-sibling::div/button').last().click();
      await page.locator('article [data-zoom]:not([aria-busy])').waitFor();
    },
  },
  {
    name: 'rotations-gap',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await page.locator('main nav button').nth(1).click();
      await page.locator('article[aria-label="Platform"] section li button').first().click();
      await page.locator('article [data-zoom]:not([aria-busy])').waitFor();
    },
  },
  {
    name: 'rotations-covered',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await page.locator('main nav button').nth(2).click();
      await page.locator('article[aria-label="Search"]').waitFor();
    },
  },
  {
    name: 'rotations-layers',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await page.locator('article table').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'rotations-watch',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await bar(page, 'dev').first().click();
      await page.locator('[role="dialog"] button').nth(1).waitFor();
    },
  },
  {
    name: 'rotations-editing',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await putOnCall(page, 'Bo', '2026-11-25T09:00', '2026-12-02T09:00');
    },
  },
  {
    name: 'rotations-blocking',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await putOnCall(page, 'Emil', '2026-11-27T12:00', '2026-11-29T12:00');
      await page.locator('[role="dialog"] [type="submit"]:enabled').click();
      await page.locator('[role="alertdialog"]').waitFor();
    },
  },
  {
    name: 'rotations-add-member',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await page.locator('article article').nth(1).locator('button').last().locator('xpath=preceding-sibling::button').click();
      await page.locator('[role="dialog"] input:focus').waitFor();
      await page.keyboard.type('Greg');
      await page.locator('[role="option"]', { hasText: 'Gregor' }).click();
      await page.locator('[role="dialog"] section ul').first().waitFor();
    },
  },
  {
    name: 'rotations-turns',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await opened(page);
      await page.locator('article article').first().locator('button').last().click();
      await page.locator('[role="dialog"] fieldset').first().waitFor();
    },
  },
  {
    name: 'rotations-refused',
    scenario: () => ({
      ...rotationDesk(),
      refuses: { 'schedules:edit': 'One of the people is not in the workspace any more; name another.' },
    }),
    act: async (page) => {
      await opened(page);
      await putOnCall(page, 'Dev', '2026-11-27T12:00', '2026-11-27T18:00');
      await page.locator('[role="dialog"] [type="submit"]:enabled').click();
      await page.locator('[role="dialog"] [role="alert"]').waitFor();
    },
  },
  {
    name: 'rotations-leave',
    scenario: () => rotationDesk('responder'),
    act: async (page) => {
      await opened(page);
      await page.locator('article header button').first().click();
      await page.locator('[role="dialog"] input').first().waitFor();
    },
  },
  { name: 'rotations-responder', scenario: () => rotationDesk('responder'), act: opened },
  { name: 'rotations-empty', scenario: () => ({ desk: calmDesk() }), act: rail },
  { name: 'rotations-failing', scenario: () => ({ ...rotationDesk(), breaks: ['schedules:get'] }), act: rail },
];
