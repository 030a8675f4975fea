import type { Locator, Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import type { RequestArgument } from '../../shared/bridge/contract.ts';
import { appears, changeDesk, open, requests } from './open.ts';
import { calmDesk } from './scenarios/desks.ts';
import { rotationDesk } from './scenarios/rotations.ts';

type Edits = RequestArgument<'schedules:edit'>;

async function opened(scenario = rotationDesk(), look: Parameters<typeof open>[1] = {}): Promise<Page> {
  const page = await open(scenario, look);
  await page.getByRole('button', { name: scenario.desk.locale === 'fr' ? 'Plannings' : 'Rotations' }).click();
  await page.locator('[data-bar]').first().waitFor();
  return page;
}

const row = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });
const settled = (page: Page): Promise<void> => page.locator('[data-zoom]:not([aria-busy])').waitFor();
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const saved = async (page: Page): Promise<Edits[]> => (await requests(page, 'schedules:edit')) as Edits[];
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

async function zoomTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await settled(page);
}

async function choose(form: Locator, field: string, name: string): Promise<void> {
  await form.getByRole('combobox', { name: field }).click();
  await form.page().getByRole('option', { name }).click();
}

/** Fills in an override and waits for what it would do. */
async function putOnCall(page: Page, person: string, from: string, until: string): Promise<Locator> {
  await page.getByRole('group', { name: 'People', exact: true }).getByRole('button', { name: person }).click();
  const form = dialog(page, 'Put somebody on call');
  await form.getByLabel('From').fill(from);
  await form.getByLabel('Until').fill(until);
  await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
  return form;
}

describe('a schedule over time', () => {
  it('shows what comes of it on top, then the layers with the one that wins first, and everything in words', async () => {
    const page = await opened();
    const names = await page
      .getByRole('group', { name: 'Time line of Payments' })
      .locator('> [role="group"]')
      .evaluateAll((rows) => rows.map((each) => each.getAttribute('aria-label')));
    expect(names).toEqual(['On call', 'On leave', 'Quiet nights', 'Week by week', 'Backup', 'Shadow']);
    const bars = await row(page, 'On call')
      .getByRole('button')
      .evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')));
    expect(bars.find((label) => label?.startsWith('Dev'))).toMatch(/^Dev Patel, Wed 25 Nov, 18:00 – Thu 26 Nov, 09:00 · override/);
    expect(bars.find((label) => label?.startsWith('Emil'))).toContain('Cannot be reached');
    expect(await row(page, 'Quiet nights').getByRole('button', { name: 'somebody else is on call instead' }).count()).toBe(1);
    expect(await page.getByRole('navigation', { name: 'All schedules' }).innerText()).toMatch(
      /Payments\s+Gap\s+Platform\s+Gap\s+Search\s+Covered/,
    );
  });

  it('names the schedule’s zone where its clock is not mine, and draws its days', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Platform' }).click();
    expect(await appears(page.getByText('Days and times of America/New York, not yours: it is 22:12 there when it is 04:12 here.'))).toBe(
      true,
    );
    await settled(page);
    expect(await appears(row(page, 'On call').getByRole('button', { name: /Chloé Marchand, Mon 16 Nov, 09:00 – Mon 23 Nov, 09:00/ }))).toBe(
      true,
    );
  });

  it('asks for days as they are where the clocks change: one of 25 hours, one of 23', async () => {
    const page = await opened();
    const weekOf = async (date: string): Promise<number> => {
      await page.getByLabel('Go to a date').fill(date);
      await settled(page);
      const asked = (await requests(page, 'schedules:get')).at(-1) as { from: number; until: number };
      return (asked.until - asked.from) / 3_600_000;
    };
    await zoomTo(page, 'Week');
    expect(await weekOf('2026-10-21')).toBe(7 * 24 + 1);
    expect(await page.getByText('Sun 25 Oct has 25 hours, the clocks change.').count()).toBe(1);
    expect(await weekOf('2027-03-25')).toBe(7 * 24 - 1);
  });

  it('leads from each finding to its place, and says so when nobody is missing', async () => {
    const page = await opened();
    const findings = page.getByRole('region', { name: 'The next 90 days' });
    expect(await findings.getByRole('button').first().innerText()).toContain('Nobody is on call: Fri 5 Feb, 09:00 – Mon 8 Feb, 22:00.');
    await findings.getByRole('button').first().click();
    await settled(page);
    expect(await appears(row(page, 'On call').getByRole('button', { name: /^Nobody is on call, Fri 5 Feb/ }))).toBe(true);
    await page.getByRole('button', { name: 'Search' }).nth(1).click();
    expect(await appears(page.getByText('Covered: nobody is missing until Sun 21 Feb.'))).toBe(true);
  });

  it('hangs a month on the wall: a row a week, the same keys, the same watches', async () => {
    const page = await opened();
    await zoomTo(page, 'Calendar');
    expect(await page.locator('h3[aria-live]').innerText()).toBe('November 2026');
    const week = row(page, 'Week of 23 November');
    await week
      .getByRole('button', { name: /^Ana Ferreira/ })
      .first()
      .focus();
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toMatch(/Mon 16 Nov|Fri 20 Nov|Fri 13 Nov|Thu 19 Nov/);
    await page.keyboard.press('PageDown');
    await settled(page);
    expect(await page.locator('h3[aria-live]').innerText()).toBe('December 2026');
    expect(await row(page, 'Week of 30 November').locator(':focus').getAttribute('aria-label')).toMatch(/^Bo Lindqvist, Fri 27 Nov/);
  });

  it('says who carries how much in the days on screen', async () => {
    const page = await opened();
    await zoomTo(page, 'Week');
    const table = page.getByRole('region', { name: 'Who carries how much' });
    expect(await table.getByRole('row', { name: /Dev Patel/ }).innerText()).toMatch(/15\sh\s+1\s+0\s+0/);
  });
});

describe('the keyboard', () => {
  it('goes from watch to watch, row to row and week to week', async () => {
    const page = await opened();
    await zoomTo(page, 'Week');
    await row(page, 'On call').getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toMatch(/^Emil Novák, Mon 23 Nov, 22:00/);
    await page.keyboard.press('End');
    expect(await focused(page)).toMatch(/^Bo Lindqvist, Fri 27 Nov, 09:00/);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/^Dev Patel is on leave/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('30 Nov'));
    expect(await page.locator('h3[aria-live]').innerText()).toBe('30 November – 6 December 2026');
    await page.keyboard.press('Enter');
    expect(
      await appears(dialog(page, 'Watch').getByRole('button', { name: 'Put somebody else on call' }).and(page.locator(':focus'))),
    ).toBe(true);
    await page.keyboard.press('Escape');
    await dialog(page, 'Watch').waitFor({ state: 'detached' });
    // The dialog gives the focus back a moment after it has gone.
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('30 Nov'));
  });

  it('leafs through a year and asks only where it comes to rest', async () => {
    const page = await opened();
    const before = (await requests(page, 'schedules:get')).length;
    await row(page, 'On call').getByRole('button').first().focus();
    const later = page.getByRole('button', { name: 'The 4 weeks after' });
    await later.evaluate((button: HTMLElement) => {
      for (let i = 0; i < 13; i += 1) {
        button.click();
      }
    });
    await settled(page);
    expect(await page.locator('h3[aria-live]').innerText()).toBe('22 Nov – 19 Dec 2027');
    expect((await requests(page, 'schedules:get')).length - before).toBeLessThan(3);
  });
});

describe('an edit', () => {
  it('shows what it does to each person before it is saved, counts at once, and can be undone', async () => {
    const page = await opened();
    const form = await putOnCall(page, 'Chloé Marchand', '2026-11-28T09:00', '2026-11-29T21:00');
    const people = form.getByRole('list', { name: 'What it does to each person' });
    expect(await people.innerText()).toMatch(
      /Chloé Marchand\s+\+1 night, \+2 weekend days, \+36\sh\s+Gets Sat 28 Nov, 09:00 – Sun 29 Nov, 21:00/,
    );
    expect(await people.innerText()).toMatch(/Bo Lindqvist\s+−1 night, −2 weekend days, −36\sh/);
    expect(await saved(page)).toEqual([]);
    await form.getByRole('button', { name: 'Put on call' }).click();
    const bar = row(page, 'On call').getByRole('button', { name: 'Chloé Marchand, Sat 28 Nov, 09:00 – Sun 29 Nov, 21:00 · override' });
    expect(await appears(bar)).toBe(true);
    expect(await appears(page.getByText('Chloé Marchand is on call: Sat 28 Nov, 09:00 – Sun 29 Nov, 21:00.'))).toBe(true);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await bar.waitFor({ state: 'detached' });
    expect((await saved(page)).map(({ edits }) => edits[0]?.name)).toEqual(['override', 'remove-override']);
  });

  it('says that it waits when the relay is away', async () => {
    const page = await opened();
    await changeDesk(page, { connection: { ...calmDesk().connection, state: 'offline' } });
    const form = await putOnCall(page, 'Dev Patel', '2026-11-30T09:00', '2026-11-30T12:00');
    await form.getByRole('button', { name: 'Put on call' }).click();
    expect(await appears(page.getByText(/It counts here at once and waits for the relay\./))).toBe(true);
  });

  it('warns of work on leave, and asks twice before pages would reach nobody', async () => {
    const page = await opened();
    const onLeave = await putOnCall(page, 'Bo Lindqvist', '2026-12-01T00:00', '2026-12-01T06:00');
    expect(await onLeave.innerText()).toContain('Works on their leave: Tue 1 Dec, 00:00 – 06:00.');
    await page.keyboard.press('Escape');
    await onLeave.waitFor({ state: 'detached' });
    const form = await putOnCall(page, 'Emil Novák', '2026-11-28T09:00', '2026-11-29T09:00');
    await form.getByRole('button', { name: 'Put on call' }).click();
    const question = form.getByRole('alertdialog', { name: 'Pages would reach nobody. Do you want that?' });
    expect(await question.innerText()).toContain('No page can reach Emil Novák');
    expect(await appears(question.getByRole('button', { name: 'Go back' }).and(page.locator(':focus')))).toBe(true);
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await saved(page)).toEqual([]);
    await form.getByRole('button', { name: 'Put on call' }).click();
    await form.getByRole('button', { name: 'Put on call all the same' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await saved(page)).toHaveLength(1);
  });

  it('keeps what was typed when it is refused, with the reason beside it', async () => {
    const why = 'One of the people is not in the workspace any more; name another.';
    const page = await opened({ ...rotationDesk(), refuses: { 'schedules:edit': why } });
    const form = await putOnCall(page, 'Dev Patel', '2026-11-30T09:00', '2026-11-30T12:00');
    await form.getByRole('button', { name: 'Put on call' }).click();
    expect(await form.getByRole('alert').innerText()).toBe(why);
    expect(await form.getByLabel('From').inputValue()).toBe('2026-11-30T09:00');
    expect(await form.getByRole('combobox', { name: 'Person' }).inputValue()).toBe('Dev Patel');
  });

  it('says what is wrong with hours that end before they begin', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Put somebody on call' }).click();
    const form = dialog(page, 'Put somebody on call');
    await form.getByRole('button', { name: 'Put on call' }).click();
    expect(await appears(form.getByText('Choose somebody.'))).toBe(true);
    await form.getByLabel('From').fill('2026-11-30T09:00');
    await form.getByLabel('Until').fill('2026-11-30T08:00');
    expect(await appears(form.getByText('It must end after it begins.'))).toBe(true);
    expect(await requests(page, 'schedules:preview')).toEqual([]);
  });

  it('is made of a dragged edge, a dragged bar and a dropped person', async () => {
    const page = await opened();
    await zoomTo(page, 'Week');
    const bar = row(page, 'On call').getByRole('button', { name: /^Dev Patel, Wed 25 Nov/ });
    const drag = async (fromPart: number, hours: number): Promise<void> => {
      const box = await bar.boundingBox();
      const track = await bar.locator('xpath=..').boundingBox();
      if (!box || !track) {
        throw new Error('The bar is not drawn.');
      }
      const x = box.x + 2 + fromPart * (box.width - 4);
      await page.mouse.move(x, box.y + 8);
      await page.mouse.down();
      await page.mouse.move(x + (hours * track.width) / (7 * 24), box.y + 8, { steps: 4 });
      await page.mouse.up();
    };
    const form = dialog(page, 'Put somebody on call');
    const filledIn = async (): Promise<string[]> => [
      await form.getByRole('combobox', { name: 'Person' }).inputValue(),
      await form.getByLabel('From').inputValue(),
      await form.getByLabel('Until').inputValue(),
    ];
    await drag(1, 3);
    expect(await filledIn()).toEqual(['Dev Patel', '2026-11-25T18:00', '2026-11-26T12:00']);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await drag(0.5, 24);
    expect(await filledIn()).toEqual(['Dev Patel', '2026-11-26T18:00', '2026-11-27T09:00']);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'People', exact: true }).getByRole('button', { name: 'Chloé Marchand' }).dragTo(bar);
    expect(await filledIn()).toEqual(['Chloé Marchand', '2026-11-25T18:00', '2026-11-26T09:00']);
    expect(await saved(page)).toEqual([]);
  });

  it('takes somebody into a rotation behind somebody else, and back out by Undo', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Add somebody to Week by week' }).click();
    const form = dialog(page, 'Add somebody');
    await choose(form, 'Person', 'Gregor van den Berg');
    await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    const members = page.getByRole('list', { name: 'People of Week by week in order' });
    expect(await appears(members.getByText('Gregor van den Berg'))).toBe(true);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await members.getByText('Gregor van den Berg').waitFor({ state: 'detached' });
    expect((await saved(page)).map(({ edits }) => edits[0]?.name)).toEqual(['add-member', 'remove-member']);
  });

  it('changes the order by button, after a look at what that does', async () => {
    const page = await opened();
    const members = page.getByRole('list', { name: 'People of Week by week in order' });
    await members.getByRole('button', { name: 'Move Dev Patel up' }).click();
    const form = dialog(page, 'Change the order');
    expect(await appears(form.getByText('Dev Patel takes turns after Bo Lindqvist.'))).toBe(true);
    await form.getByRole('button', { name: 'Move' }).click();
    await form.waitFor({ state: 'detached' });
    expect((await saved(page))[0]?.edits).toEqual([
      { name: 'move-member', said: { layer: 'layer-0', member: 'member-0-dev', after: 'member-0-bo' } },
    ]);
  });

  it('changes how turns are taken', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Change the turns of Backup' }).click();
    const form = dialog(page, 'Change the turns');
    await form.getByRole('button', { name: 'Change', exact: true }).click();
    expect(await appears(form.getByText('Nothing is changed yet.'))).toBe(true);
    await form.getByLabel('Hand-off at').fill('10:30');
    await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
    await form.getByRole('button', { name: 'Change', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    expect(await appears(page.getByRole('article', { name: 'Backup' }).getByText(/Friday at 10:30/))).toBe(true);
  });
});

describe('swaps', () => {
  it('are agreed to after a look at what they do, and undone', async () => {
    const page = await opened(rotationDesk('responder'));
    await page.getByRole('button', { name: 'Agree that Ana Ferreira stands in for Bo Lindqvist' }).click();
    const form = dialog(page, 'Swap');
    expect(await form.getByRole('list', { name: 'What it does to each person' }).innerText()).toMatch(
      /Ana Ferreira \(you\)\s+\+1 night, \+1 weekend day, \+24\sh/,
    );
    await form.getByRole('button', { name: 'Agree', exact: true }).click();
    const swap = page.getByRole('listitem', { name: 'Bo Lindqvist asks Ana Ferreira' });
    expect(await appears(swap.getByText('agreed'))).toBe(true);
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    expect(await appears(swap.getByText('undone'))).toBe(true);
    expect((await saved(page)).map(({ edits }) => edits[0])).toEqual([
      { name: 'approve-swap', said: { swap: 'swap-bo' } },
      { name: 'undo-swap', said: { swap: 'swap-bo' } },
    ]);
  });

  it('are asked for from one’s own watch', async () => {
    const page = await opened(rotationDesk('responder'));
    await page.getByRole('button', { name: 'Take my shift…' }).click();
    const form = dialog(page, 'Ask for a swap');
    await choose(form, 'Who stands in', 'Chloé Marchand');
    await form.getByRole('button', { name: 'Ask', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    expect((await saved(page))[0]?.edits[0]).toMatchObject({ name: 'ask-swap', said: { giver: 'ana', taker: 'chloe' } });
  });
});

describe('for a responder', () => {
  it('everything is to be read, with the reason why; their own watches and leave they change themselves', async () => {
    const page = await opened(rotationDesk('responder'));
    expect(await appears(page.getByText(/Changing the rotation itself is for leads\./))).toBe(true);
    for (const name of [/^Put somebody/, /^Add a layer/, /^Change the turns/, /^Move /]) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    await zoomTo(page, 'Week');
    await row(page, 'On call')
      .getByRole('button', { name: /^Bo Lindqvist/ })
      .click();
    const choices = await dialog(page, 'Watch').getByRole('button').allInnerTexts();
    expect(choices.filter((text) => text !== '')).toEqual(['Take this shift']);
    await dialog(page, 'Watch').getByRole('button', { name: 'Take this shift' }).click();
    const form = dialog(page, 'Take this shift');
    await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
    await form.getByRole('button', { name: 'Take it' }).click();
    expect(await appears(row(page, 'On call').getByRole('button', { name: /^Ana Ferreira \(you\), Fri 27 Nov, 09:00.*override/ }))).toBe(
      true,
    );
    await page.getByRole('button', { name: 'Add leave' }).click();
    const leave = dialog(page, 'Add leave');
    await leave.getByLabel('From').fill('2026-11-25T00:00');
    await leave.getByLabel('Until').fill('2026-11-26T00:00');
    await leave.getByRole('button', { name: 'Add', exact: true }).click();
    expect(await appears(row(page, 'On leave').getByRole('button', { name: /^Ana Ferreira is on leave, Wed 25 Nov/ }))).toBe(true);
  });
});

describe('without an answer', () => {
  it('says so when there is no schedule, with what to do next', async () => {
    const page = await open({ desk: calmDesk() });
    await page.getByRole('button', { name: 'Rotations' }).click();
    expect(await appears(page.getByText('No schedule yet'))).toBe(true);
    expect(await appears(page.getByText(/Your operator adds the first one/))).toBe(true);
  });

  it('says so when they cannot be read, with a way to try again', async () => {
    const page = await open({ ...rotationDesk(), breaks: ['schedules:get'] });
    await page.getByRole('button', { name: 'Rotations' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await appears(page.getByText('The schedules could not be read'))).toBe(true);
    expect(await requests(page, 'schedules:get')).toHaveLength(2);
  });
});
