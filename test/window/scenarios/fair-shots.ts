import type { Page } from '@playwright/test';
import { awayOverChristmas, changedRotation, rotationDesk } from './rotations.ts';
import type { Shot } from './shots.ts';

async function opened(page: Page): Promise<void> {
  await page.locator('nav button').nth(2).click();
  await page.locator('[data-bar]').first().waitFor();
}

async function asking(page: Page): Promise<void> {
  await opened(page);
  await page.locator('article header button').nth(1).click();
  await page.locator('[role="dialog"] fieldset').first().waitFor();
}

const field = (page: Page, group: number, index: number) => page.locator('[role="dialog"] fieldset').nth(group).locator('input').nth(index);

async function drawn(page: Page): Promise<void> {
  await page.locator('[role="dialog"] [type="submit"]').click();
  await page.locator('[role="dialog"] table').waitFor();
}

async function weekendsInARow(page: Page): Promise<void> {
  await field(page, 2, 2).fill('1');
  await field(page, 2, 3).fill('FR');
}

/** Drawing a fair rotation, and what was changed of a schedule. */
export const fairShots: Shot[] = [
  { name: 'fair-form', scenario: () => rotationDesk(), act: asking },
  {
    name: 'fair-drawn',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await asking(page);
      await weekendsInARow(page);
      await drawn(page);
    },
  },
  {
    name: 'fair-table',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await asking(page);
      await weekendsInARow(page);
      await drawn(page);
      await page.locator('[role="dialog"] table tbody tr').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'fair-open',
    scenario: awayOverChristmas,
    act: async (page) => {
      await asking(page);
      await weekendsInARow(page);
      await drawn(page);
    },
  },
  {
    name: 'fair-preview',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await asking(page);
      await drawn(page);
      await page.locator('[role="dialog"] button').last().click();
      await page.locator('[role="dialog"] section ul').first().waitFor();
    },
  },
  {
    name: 'fair-problem',
    scenario: () => rotationDesk(),
    act: async (page) => {
      await asking(page);
      await page.locator('[role="dialog"] fieldset').first().locator('input[inputmode]').last().fill('5');
      await page.locator('[role="dialog"] [type="submit"]').click();
      await page.locator('[role="dialog"] [role="alert"]').waitFor();
    },
  },
  {
    name: 'history',
    scenario: () => changedRotation(),
    act: async (page) => {
      await opened(page);
      await page.locator('article > section').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'history-responder',
    scenario: () => changedRotation('responder'),
    act: async (page) => {
      await opened(page);
      await page.locator('article > section').last().locator('> button').click();
      await page.locator('article > section').last().scrollIntoViewIfNeeded();
    },
  },
];
