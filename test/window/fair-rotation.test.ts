import type { Locator, Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import type { RequestArgument } from '../../shared/bridge/contract.ts';
import { appears, open, requests } from './open.ts';
import { awayOverChristmas, rotationDesk } from './scenarios/rotations.ts';

async function asking(scenario = rotationDesk()): Promise<{ page: Page; form: Locator }> {
  const page = await open(scenario);
  await page.getByRole('button', { name: 'Rotations' }).click();
  await page.locator('[data-bar]').first().waitFor();
  await page.getByRole('button', { name: 'Draw a fair rotation…' }).click();
  const form = page.getByRole('dialog', { name: 'Draw a fair rotation' });
  await form.getByLabel('How many').waitFor();
  return { page, form };
}

async function draw(form: Locator): Promise<Locator> {
  await form.getByRole('button', { name: 'Draw', exact: true }).click();
  const watches = form.getByRole('list', { name: 'The watches, and why' });
  await watches.waitFor();
  return watches;
}

describe('a fair rotation', () => {
  it('suggests the first rotation from its next hand-off on, and asks what was typed', async () => {
    const { page, form } = await asking();
    expect(await form.getByLabel('Starting on').inputValue()).toBe('2026-11-27');
    expect(await form.getByLabel('Hand-off at').inputValue()).toBe('09:00');
    expect(await form.getByLabel('Hours of rest').inputValue()).toBe('11');
    await form.getByLabel('Weekends in a row').fill('1');
    await form.getByLabel('Public holidays of').fill('fr');
    await draw(form);
    expect(await requests(page, 'schedules:propose')).toEqual([
      {
        schedule: 'payments-watch',
        asked: {
          people: ['bo', 'chloe', 'dev', 'ana'],
          juniors: [],
          together: 1,
          unit: 'week',
          length: 1,
          startsOn: '2026-11-27',
          handoffAt: '09:00',
          count: 12,
          restHours: 11,
          nightsInARow: 7,
          weekendsInARow: 1,
          holidays: 'FR',
        },
      },
    ]);
  });

  it('shows every watch with its reason, and how it shares out', async () => {
    const { form } = await asking();
    const watches = await draw(form);
    expect(await form.locator('p:focus').innerText()).toContain('12 watches are drawn');
    expect(await watches.locator('> li').count()).toBe(12);
    const first = watches.locator('> li').first();
    expect(await first.innerText()).toMatch(/Fri 27 Nov, 09:00 – Fri 4 Dec, 09:00\s+AF\s+Ana Ferreira \(you\)\s+Fewest/);
    await first.getByText('more reason').click();
    expect(await first.getByRole('list').getByRole('listitem').count()).toBeGreaterThan(0);
    expect(await appears(form.getByText('Every watch is taken, and everything asked is kept to.'))).toBe(true);
    const row = form.getByRole('row', { name: /Bo Lindqvist/ }).first();
    expect(await row.innerText()).toMatch(/272\s*→\s*(then)?\s*[\d,.]+\s*fair: [\d,.]+/);
    expect(await appears(form.getByText(/^Bo Lindqvist carries .+; than their share .+ (less|more)/))).toBe(true);
  });

  it('is put in force after a look at what it does, and taken back by Undo', async () => {
    const { page, form } = await asking();
    await form.getByLabel('How many').fill('3');
    await draw(form);
    await form.getByRole('button', { name: 'See what it does' }).click();
    await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
    expect(await requests(page, 'schedules:edit')).toEqual([]);
    await form.getByRole('button', { name: 'Put in force' }).click();
    await form.waitFor({ state: 'detached' });
    const [made] = (await requests(page, 'schedules:edit')) as RequestArgument<'schedules:edit'>[];
    expect(made?.edits.every(({ name }) => name === 'override')).toBe(true);
    const bar = page.getByRole('button', { name: 'Ana Ferreira (you), Fri 27 Nov, 09:00 – Fri 4 Dec, 09:00 · override' });
    expect(await appears(bar)).toBe(true);
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await bar.waitFor({ state: 'detached' });
    const [, back] = (await requests(page, 'schedules:edit')) as RequestArgument<'schedules:edit'>[];
    expect(back?.edits.map(({ name }) => name)).toEqual(made?.edits.map(() => 'remove-override'));
  });

  it('names what nobody can take', async () => {
    const { form } = await asking(awayOverChristmas());
    await draw(form);
    const unfilled = form.getByRole('region', { name: 'What nobody can take' });
    expect(await unfilled.innerText()).toContain(
      'Nobody can take the week of 25 December: Ana Ferreira, Bo Lindqvist, Chloé Marchand and Dev Patel are on leave.',
    );
    expect(await form.getByRole('list', { name: 'The watches, and why' }).getByText('Nobody', { exact: true }).count()).toBe(2);
  });

  it('says the problem beside the form and keeps what was typed, also while the dialog is closed', async () => {
    const { page, form } = await asking();
    await form.getByLabel('People at once').fill('5');
    await form.getByRole('button', { name: 'Draw', exact: true }).click();
    expect(await form.getByRole('alert').innerText()).toBe(
      '5 on call at once cannot be had of 4 people; ask for a whole number from 1 to 4.',
    );
    expect(await form.getByLabel('People at once').inputValue()).toBe('5');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Draw a fair rotation…' }).click();
    expect(await form.getByLabel('People at once').inputValue()).toBe('5');
  });

  it('says which field cannot be read before it asks', async () => {
    const { page, form } = await asking();
    await form.getByLabel('How many').fill('201');
    await form.getByLabel('Public holidays of').fill('XX');
    await form.getByRole('button', { name: 'Draw', exact: true }).click();
    expect(await appears(form.getByText('Write a number from 1 to 200.'))).toBe(true);
    expect(await form.getByText('Write a country and perhaps its state').count()).toBe(1);
    expect(await requests(page, 'schedules:propose')).toEqual([]);
  });

  it('asks twice before it puts somebody on call whom no page can reach', async () => {
    const { page, form } = await asking();
    await form.getByRole('combobox', { name: 'Who takes watches' }).fill('Emil');
    await page.keyboard.press('Enter');
    await form.getByLabel('How many').fill('3');
    await draw(form);
    await form.getByRole('button', { name: 'See what it does' }).click();
    await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
    await form.getByRole('button', { name: 'Put in force' }).click();
    const question = form.getByRole('alertdialog', { name: 'Pages would reach nobody. Do you want that?' });
    expect(await question.innerText()).toContain('No page can reach Emil Novák');
    expect(await requests(page, 'schedules:edit')).toEqual([]);
    await question.getByRole('button', { name: 'Go back' }).click();
    await form.getByRole('button', { name: 'Go back' }).click();
    expect(await appears(form.getByRole('list', { name: 'The watches, and why' }))).toBe(true);
  });

  it('says so when there is nothing to change', async () => {
    const { page, form } = await asking();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Search' }).nth(1).click();
    await page.getByRole('article', { name: 'Search' }).waitFor();
    await page.getByRole('button', { name: 'Draw a fair rotation…' }).click();
    await draw(form);
    expect(await appears(form.getByText('Everybody drawn is on call then already: there is nothing to change.'))).toBe(true);
    expect(await form.getByRole('button', { name: 'See what it does' }).count()).toBe(0);
    await form.getByRole('button', { name: 'Change what is asked' }).click();
    expect(await form.getByLabel('Starting on').inputValue()).toBe('2026-12-01');
  });

  it('says so when watches for two do not line up with a schedule of one, or are too many to draw', async () => {
    const { form } = await asking();
    await form.getByLabel('People at once').fill('2');
    await form.getByRole('button', { name: 'Draw', exact: true }).click();
    expect(await form.getByRole('alert').innerText()).toMatch(/do not line up with the schedule as it is/);
    await form.getByLabel('People at once').fill('4');
    await form.getByLabel('How many').fill('200');
    await form.getByRole('button', { name: 'Draw', exact: true }).click();
    expect(await appears(form.getByText(/too much to be drawn at once/))).toBe(true);
  });

  it('says so when main does not answer, and is for leads', async () => {
    const { form } = await asking({ ...rotationDesk(), breaks: ['schedules:propose'] });
    await form.getByRole('button', { name: 'Draw', exact: true }).click();
    expect(await form.getByRole('alert').innerText()).not.toBe('');
    const page = await open(rotationDesk('responder'));
    await page.getByRole('button', { name: 'Rotations' }).click();
    await page.locator('[data-bar]').first().waitFor();
    expect(await page.getByRole('button', { name: 'Draw a fair rotation…' }).count()).toBe(0);
  });
});
