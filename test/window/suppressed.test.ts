import { describe, expect, it } from 'vitest';
import { appears, changeRow, open, requests } from './open.ts';
import { onlySuppressed, stormyNight, suppressedNight } from './scenarios/suppressed.ts';

const rowOf = (number: number): string => `[role="row"]:has-text("#${number}")`;
const show = { name: 'Show', exact: true };

describe('what is suppressed', () => {
  it('[NSE31] is out of the queue and said in one line under it', async () => {
    const page = await open(suppressedNight());
    expect(await appears(page.getByText('7 suppressed, page nobody for now'))).toBe(true);
    expect(await page.locator(rowOf(430)).count()).toBe(0);
    await page.getByRole('button', show).click();
    expect(await page.getByRole('button', { name: /^Suppressed\s*7/ }).getAttribute('aria-pressed')).toBe('true');
  });

  it.each([
    [430, 'Silenced', 'Disk swap on search-node-3', 'until 14:00'],
    [431, 'In maintenance', 'Ledger maintenance', 'until 05:00'],
    [432, 'Inhibited by a worse one', '#412 Card authorisations failing', 'rings when that one is over'],
    [433, 'Waits whether it goes away', 'Wait for the edge', 'until 04:14'],
    [434, 'Comes and goes', 'Until 04:17', 'rings then, if it has stayed'],
    [435, 'Part of a storm', '#410 (118 alerts)', 'rings when the storm is over'],
    [436, 'Suppressed by a rule', 'Nobody is woken for staging', 'stays so until somebody lets it ring'],
  ])('[NSE30] says why, until when and what ends it: #%s %s', async (number, ...parts) => {
    const page = await open(onlySuppressed());
    await page.getByRole('button', show).click();
    const text = await page.locator(rowOf(number)).innerText();
    parts.forEach((part) => expect(text).toContain(part));
  });

  it('[NSE31] is cut to the newest by main, and says how many there are', async () => {
    const page = await open(stormyNight());
    await page.getByRole('button', show).click();
    expect(await appears(page.getByText('The newest 7 of 3,412 suppressed are shown.'))).toBe(true);
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    expect(await appears(page.getByText('3,412 suppressed, page nobody for now'))).toBe(true);
  });

  it('[NSE32] rings when somebody lets it, from the row or with L', async () => {
    const page = await open(onlySuppressed());
    await page.getByRole('button', show).click();
    await page.getByRole('button', { name: /^Let it ring: #430/ }).click();
    expect(await appears(page.getByText('#430 rings.'))).toBe(true);
    await page.locator(rowOf(430)).click();
    await page.getByRole('region', { name: 'Incident #430' }).waitFor();
    await page.keyboard.press('l');
    const asked = { id: 'incident-430', via: 'window', name: 'unsuppress', said: {} };
    await expect.poll(() => requests(page, 'incident:do')).toEqual([asked, asked]);
  });

  it('[NSE30] says on the incident why it pages nobody, what stands for it, and why in full', async () => {
    const page = await open(suppressedNight());
    await page.getByRole('button', show).click();
    await page.evaluate(() => window.fake.push('incident:show', { id: 'incident-432' }));
    const pane = page.getByRole('region', { name: 'Incident #432' });
    const banner = pane.locator('header [role="status"]');
    expect(await banner.innerText()).toContain('It pages nobody. Inhibited by #412 Card authorisations failing');
    await banner.getByRole('button', { name: 'Show why' }).click();
    expect(await appears(banner.getByText(/Ana Ferreira/))).toBe(true);
    expect(await pane.getByRole('button', { name: 'Escalate now' }).count()).toBe(0);
    await banner.getByRole('button', { name: 'Show #412' }).click();
    expect(await appears(page.getByRole('region', { name: 'Incident #412' }))).toBe(true);
  });

  it('[NSE30] says for how many a storm’s summary stands, and what was over before it paged anybody', async () => {
    const page = await open(suppressedNight());
    await changeRow(page, 'incident-410', { standsFor: 118 });
    expect(await appears(page.locator(rowOf(410)).getByText('stands for 118 others'))).toBe(true);
    await page.getByRole('button', { name: /^Resolved/ }).click();
    await changeRow(page, 'incident-410', { status: 'resolved', ringing: 'no', endedQuiet: 'pause', resolvedAt: Date.now() });
    await page.getByRole('textbox', { name: 'Search the queue' }).fill('#410');
    expect(await appears(page.locator(rowOf(410)).getByText('Over, paged nobody'))).toBe(true);
  });

  it('[NSE30] loses its banner as soon as it rings', async () => {
    const page = await open(suppressedNight());
    await page.evaluate(() => window.fake.push('incident:show', { id: 'incident-430' }));
    const pane = page.getByRole('region', { name: 'Incident #430' });
    expect(await appears(pane.getByText('It pages nobody.', { exact: true }))).toBe(true);
    await changeRow(page, 'incident-430', { status: 'triggered', ringing: 'me', suppression: undefined });
    await pane.getByText('It pages nobody.', { exact: true }).waitFor({ state: 'detached' });
    expect(await pane.getByRole('button', { name: 'Acknowledge' }).isVisible()).toBe(true);
  });
});
