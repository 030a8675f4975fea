import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import type { Scenario } from './fake/fake-bridge.ts';
import { anasWays, waysNight, waysOffline } from './scenarios/ways.ts';

async function openSettings(scenario: Scenario): Promise<Page> {
  const page = await open(scenario);
  await page.getByRole('button', { name: 'Settings' }).click();
  return page;
}
const section = (page: Page) => page.getByRole('region', { name: 'How you are paged' });
const dialog = (page: Page) => page.getByRole('dialog');

describe('how a person is paged', () => {
  it('[OWN13] lists the ways in order, with what is verified, the last test and what is wrong beside each', async () => {
    const page = await openSettings(waysNight());
    const rules = await section(page).locator('ol > li').allInnerTexts();
    expect(rules[0]).toMatch(/at once\s*Push to your phone\s*For every page, at all hours\s*Verified\s*Test came 04:09/);
    expect(rules[1]).toMatch(/after 1 min\s*Text message to \+351 … 21\s*For every page, not in quiet hours/);
    expect(rules[2]).toMatch(/Call to \+351 … 78[^]*It is used all the same[^]*Not verified\s*Verify\s*Test failed 14 Nov[^]*within 10 s/);
    expect(rules[3]).toMatch(/after 15 mins[^]*Begins after level 1 of Payments has gone on \(5 mins\)/);
    expect(await section(page).innerText()).toContain('What may wait comes after 22:00 – 07:00 (every day).');
  });

  it('[OWN1] adds a way, changes one, moves one earlier and takes one away, each as all of the rules', async () => {
    const page = await openSettings(waysNight());
    const sent = async () =>
      (await requests(page, 'ways:set')).map((argument) => (argument as { pages: { channel: string; afterMs: number }[] }).pages);
    const pages = anasWays.rows.map(({ rule }) => rule);
    await section(page).getByRole('button', { name: 'Add a way' }).click();
    await dialog(page).getByText('Urgent', { exact: true }).click();
    await dialog(page).getByText('Quiet hours', { exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    expect(await appears(page.getByText('Your rules are saved.'))).toBe(true);
    expect((await sent())[0]).toEqual([...pages, { channel: 'sms', afterMs: 0, urgency: 'high', during: 'quiet-hours' }]);

    await section(page).getByRole('button', { name: 'Move Call to +351 … 78 before the one above' }).click();
    expect((await sent())[1]?.map(({ afterMs }) => afterMs / 60_000)).toEqual([0, 3, 1, 15]);
    await section(page).getByRole('button', { name: 'Remove Mail to a…@example.org' }).click();
    expect((await sent())[2]).toEqual(pages.slice(0, 3));
    await page.getByRole('button', { name: 'Undo' }).click();
    expect((await sent())[3]).toEqual(pages);
  });

  it('[OWN11] tests all ways with one click, and says that nothing is known yet', async () => {
    const page = await openSettings(waysNight());
    await section(page).getByRole('button', { name: 'Test all my ways' }).click();
    expect(await appears(page.getByText('A test is on its way by each of your ways.'))).toBe(true);
    expect(await requests(page, 'ways:test')).toHaveLength(1);
    const testing = await openSettings(waysNight({ rows: anasWays.rows.map((row) => ({ ...row, isTesting: true })) }));
    expect(await section(testing).getByText('Test on its way…').count()).toBe(4);
  });

  it('[OWN4] sends a code to a new address and takes it, and shows what was wrong', async () => {
    const page = await openSettings(waysNight());
    await section(page).getByRole('button', { name: 'Add an address' }).click();
    await dialog(page).getByRole('button', { name: 'Send the code' }).click();
    expect(await appears(dialog(page).getByText('Write a number like +33123456789, or a mail address.'))).toBe(true);
    await dialog(page).getByRole('textbox', { name: 'Number' }).fill('+33 6 12 34 56 78');
    await dialog(page).getByRole('textbox', { name: 'What you call it' }).fill('second');
    await dialog(page).getByRole('button', { name: 'Send the code' }).click();
    expect(await appears(dialog(page).getByText(/A code of six digits is on its way to \+336 … 78/))).toBe(true);
    await dialog(page).getByRole('textbox', { name: 'Code' }).fill('12 34');
    await dialog(page).getByRole('button', { name: 'Verify' }).click();
    expect(await appears(dialog(page).getByText('Type the six digits.'))).toBe(true);
    await dialog(page).getByRole('textbox', { name: 'Code' }).fill('123 456');
    await dialog(page).getByRole('button', { name: 'Verify' }).click();
    expect(await appears(page.getByText('Verified. You can be reached there.'))).toBe(true);
    expect(await requests(page, 'ways:code')).toEqual([{ kind: 'phone', name: 'second', address: '+33612345678' }]);
    expect(await requests(page, 'ways:confirm')).toEqual([{ kind: 'phone', name: 'second', code: '123456' }]);
  });

  it('[OWN13] keeps the form open and says why when the relay refuses', async () => {
    const page = await openSettings(
      waysNight({}, { refuses: { 'ways:set': 'Your account was removed from the workspace; ask an admin.' } }),
    );
    await section(page).getByRole('button', { name: 'Change', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Save quiet hours' }).click();
    expect(await appears(dialog(page).getByText('Your account was removed from the workspace; ask an admin.'))).toBe(true);
  });

  it('[OWN13] says what cannot be known without the relay, and that a change waits for it', async () => {
    const page = await openSettings(waysOffline());
    const text = await section(page).innerText();
    expect(text).toContain('The relay is not there: what you change is kept and sent later.');
    expect(text).toContain('They stay on the relay, and are shown when it can be asked.');
    expect(text).toContain('Not confirmed yet');
    expect(text).not.toContain('Not verified');
    expect(await section(page).getByRole('button', { name: 'Test all my ways' }).isDisabled()).toBe(true);
    expect(await section(page).getByRole('button', { name: 'Add a way' }).isEnabled()).toBe(true);
  });

  it('[OWN13] has a sentence and a next step when there are no rules, and when they cannot be shown', async () => {
    const empty = await openSettings(waysNight({ rows: [], quietHours: [], relay: { addresses: [], nowhere: [] } }));
    expect(await section(empty).innerText()).toContain('No other way reaches you yet.');
    const failing = await openSettings(waysNight({}, { breaks: ['ways:get'] }));
    expect(await appears(section(failing).getByText('Your rules cannot be shown just now. They hold all the same.'))).toBe(true);
    expect(await section(failing).getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
  });
});
