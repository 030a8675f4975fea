import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import { noisyNight, quietNight } from './scenarios/noise.ts';
import { hours, now } from './scenarios/people.ts';
import type { Scenario } from './fake/fake-bridge.ts';

async function openNoise(scenario: Scenario): Promise<Page> {
  const page = await open(scenario);
  await page.getByRole('button', { name: 'Noise' }).click();
  return page;
}
const item = (page: Page, name: string) => page.locator('main li', { hasText: name });

describe('the noise screen', () => {
  it('[NSE33] says what is silenced now, what is to come and what was, each by its condition and times', async () => {
    const page = await openNoise(noisyNight());
    const silences = await page.getByRole('region', { name: 'Silences' }).getByRole('listitem').allInnerTexts();
    expect(silences[0]).toMatch(/Disk swap on search-node-3\s*active[^]*service is "search" and host is "search-node-3" · until 14:00/);
    expect(silences[1]).toMatch(/Load test of the checkout\s*to come[^]*from 10:12 until 12:12/);
    expect(silences[2]).toMatch(/Migration of the mail queue\s*ended[^]*ended 01:12/);
  });

  it('[NSE35] says the next three times of a window, on the reader’s clock and on the window’s', async () => {
    const page = await openNoise(noisyNight());
    const text = await item(page, 'Ledger maintenance').innerText();
    expect(text).toContain('Tue 24 Nov, 04:00 – 06:00 (Mon 23 Nov, 22:00 – 00:00 in America/New York)');
    expect(text).toContain('Tue 8 Dec, 04:00 – 06:00');
    expect(await item(page, 'New firmware at the edge').innerText()).toMatch(/now\s*keeps 1 incident quiet/);
  });

  it('[NSE33] says each routing rule as a sentence, in their order, and how often it applied lately', async () => {
    const page = await openNoise(noisyNight());
    const rules = await page.getByRole('region', { name: 'Routing rules' }).getByRole('listitem').allInnerTexts();
    expect(rules[0]).toContain(
      'When environment is "production" and impact contains "customer": severity becomes Critical, priority becomes P1, pages Bo Lindqvist first, and is tagged customers.',
    );
    expect(rules[0]).toContain('Applied 2 times in the last 24 h.');
    expect(rules[2]).toContain('pages nobody. No later rule is asked.');
    expect(rules[3]).toMatch(/Old cluster belongs to Search\s*Off/);
    expect(await page.getByRole('region', { name: 'Inhibitions' }).innerText()).toContain('Only with the same region.');
  });

  it('[NSE34] silences what matches, after showing what that is, and marks it until the relay has it', async () => {
    const page = await openNoise(noisyNight('responder'));
    await page.getByRole('button', { name: 'New silence' }).click();
    await page.locator('[role="dialog"] input:focus').waitFor();
    await page.keyboard.type('Ticket 4711');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Silence it' }).click();
    expect(await appears(dialog.getByText('Say at least one thing about them; a silence never fits everything.'))).toBe(true);
    await dialog.getByRole('button', { name: 'Add a condition' }).click();
    await dialog.getByRole('combobox', { name: 'Value' }).or(dialog.locator('[aria-label="Value"]')).first().click();
    await page.getByRole('option', { name: 'Search' }).click();
    expect(await appears(dialog.getByText('2 open, 1 of the last 24 hours.'))).toBe(true);
    expect(await dialog.getByRole('region', { name: 'What it fits' }).innerText()).toContain('#430 Disk of search-node-3 is 96 % full');
    await dialog.getByText('30 min').click();
    await dialog.getByRole('button', { name: 'Silence it' }).click();
    expect(await appears(page.getByText(/^“Ticket 4711” holds until 04:4\d\.$/))).toBe(true);
    expect(await appears(item(page, 'Ticket 4711').getByText('Not confirmed yet'))).toBe(true);
    const [asked] = (await requests(page, 'noise:define')) as { said: { when: unknown; until: number } }[];
    expect(asked?.said.when).toEqual({ field: 'service', is: 'search' });
    expect(asked?.said.until).toBeGreaterThan(now + hours(0.4));
  });

  it('[NSE36] ends a silence at a press, and brings it back', async () => {
    const page = await openNoise(noisyNight('responder'));
    await page.getByRole('button', { name: 'End the silence “Disk swap on search-node-3”' }).click();
    await item(page, 'Disk swap on search-node-3').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await appears(item(page, 'Disk swap on search-node-3').getByText('active'))).toBe(true);
  });

  it('[NSE33] lets leads switch a rule, and plan windows; responders read them', async () => {
    const page = await openNoise(noisyNight('lead'));
    await page.getByRole('switch', { name: 'The rule “Wait for the edge” is on' }).focus();
    await page.keyboard.press('Space');
    expect(await appears(page.getByText('“Wait for the edge” is off.'))).toBe(true);
    expect(await appears(item(page, 'Wait for the edge').getByText('Off', { exact: true }))).toBe(true);
    const responders = await openNoise(noisyNight('responder'));
    await item(responders, 'Wait for the edge').waitFor();
    expect(await responders.getByRole('switch').count()).toBe(0);
    expect(await responders.getByRole('button', { name: 'New window' }).count()).toBe(0);
    expect(await responders.getByRole('button', { name: 'New silence' }).count()).toBe(1);
  });

  it('[NSE33] says what switching a rule would have changed, and leads to what it would have', async () => {
    const page = await openNoise(noisyNight('lead'));
    const rule = item(page, 'Customers cannot pay').first();
    await rule.getByRole('button', { name: 'Customers cannot pay: What would change, switched off?' }).press('Enter');
    expect(await appears(rule.getByText('Of the last 2 alerts 1 would have been otherwise:'))).toBe(true);
    const text = await rule.innerText();
    expect(text).toContain('severity: Critical → Warning');
    expect(text).toContain('priority: P1 → nothing');
    expect(text).toContain('tags: customers → nothing');
    expect(await requests(page, 'noise:switch')).toEqual([]);
    await rule.getByRole('button', { name: 'Card authorisations failing' }).click();
    expect(await appears(page.getByRole('region', { name: 'Incident #412' }))).toBe(true);
  });

  it('[NSE33] is only to read for who reads along', async () => {
    const page = await openNoise(noisyNight('stakeholder'));
    await item(page, 'Wait for the edge').waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    expect(await page.getByRole('switch').count()).toBe(0);
  });

  it('[NSE33] says so when nothing is defined, and when it cannot be read, with a way to try again', async () => {
    const page = await openNoise(quietNight());
    expect(await appears(page.getByText('Nothing is silenced.', { exact: false }))).toBe(true);
    const broken = await openNoise({ ...quietNight(), breaks: ['noise:get'] });
    await broken.getByRole('button', { name: 'Try again' }).click();
    expect(await appears(broken.getByText('It could not be read'))).toBe(true);
    await expect.poll(() => requests(broken, 'noise:get')).toHaveLength(2);
  });
});

describe('a silence like an incident', () => {
  it('[NSE34] begins with what its monitor says of it', async () => {
    const page = await open(noisyNight('responder'));
    await page.locator('[role="row"]', { hasText: '#412' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Silence like this…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input:focus').waitFor();
    expect(await dialog.getByRole('group', { name: /^Condition/ }).count()).toBe(3);
    await dialog.getByRole('button', { name: 'Remove condition 3' }).click();
    await dialog.getByRole('button', { name: 'Remove condition 2' }).click();
    expect(await appears(dialog.getByText('#412 Card authorisations failing'))).toBe(true);
    expect(await appears(dialog.getByText('What rings already goes on ringing', { exact: false }))).toBe(true);
    await dialog.getByRole('button', { name: 'Silence it' }).click();
    expect(await requests(page, 'noise:define')).toMatchObject([
      { kind: 'silence', said: { name: expect.stringContaining('Like #412'), when: { field: 'service', is: 'payments' } } },
    ]);
  });
});

describe('a maintenance window', () => {
  it('[NSE35] is planned for every week on a clock of its own, and says when that is', async () => {
    const page = await openNoise(noisyNight('lead'));
    await page.getByRole('button', { name: 'New window' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input:focus').waitFor();
    await page.keyboard.type('Database upgrade');
    await dialog.getByText('Every week').click();
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    expect(await appears(dialog.getByText('Choose at least one service.'))).toBe(true);
    await dialog.locator('input[aria-haspopup="listbox"]').first().click();
    await page.getByRole('option', { name: 'Ledger' }).click();
    expect(await appears(dialog.getByText('Tue 24 Nov, 02:00 – 04:00'))).toBe(true);
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    expect(await appears(page.getByText('“Database upgrade” is planned.'))).toBe(true);
    expect(await requests(page, 'noise:define')).toMatchObject([
      {
        kind: 'maintenance',
        said: { services: ['ledger'], weekly: { during: { days: ['tue'], from: '02:00', until: '04:00' }, zone: 'Europe/Paris' } },
      },
    ]);
  });
});
