import type { Locator, Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import type { Scenario } from './fake/fake-bridge.ts';
import { ownForm, withForm } from './scenarios/intake.ts';

async function openForm(scenario: Scenario): Promise<{ page: Page; dialog: Locator }> {
  const page = await open(scenario);
  await page.getByRole('button', { name: 'New incident' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input:focus').waitFor();
  return { page, dialog };
}
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('dialog').getByLabel(label).first().click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

describe('the form people open an incident with', () => {
  it('[NSE37] asks first what it needs, and keeps the rest one press away', async () => {
    const { dialog } = await openForm(withForm());
    const groups = dialog.locator('details');
    expect(await groups.evaluateAll((all) => all.map((each) => (each as HTMLDetailsElement).open))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    await dialog.getByText('Evidence', { exact: true }).press('Enter');
    expect(await appears(dialog.getByRole('button', { name: 'Choose files' }))).toBe(true);
  });

  it('[NSE37] says what is missing where it is missing, and opens nothing', async () => {
    const { page, dialog } = await openForm(withForm());
    await dialog.getByRole('button', { name: 'Open the incident' }).click();
    expect(await appears(dialog.getByText('2 answers are missing; they are marked above.'))).toBe(true);
    expect(await dialog.getByText('This has to be answered.').count()).toBe(2);
    expect(await requests(page, 'incident:trigger')).toEqual([]);
  });

  it('[NSE37] sends the answers by the ids of their fields: links a line each, a log cut to its end', async () => {
    const { page, dialog } = await openForm(withForm());
    await page.keyboard.type('Checkout is down');
    await choose(page, 'What is affected', 'Checkout');
    for (const group of ['Evidence', 'Business context']) {
      await dialog.getByText(group, { exact: true }).click();
    }
    await dialog.getByLabel('Links to dashboards or logs').fill('https://a.example/1\nhttps://a.example/2');
    await dialog.getByLabel('Paste a piece of a log').fill(`start ${'x'.repeat(16_000)} the end`);
    await dialog.getByRole('button', { name: 'Attach this text' }).click();
    expect(await appears(dialog.getByText('the last 16,000 characters', { exact: false }))).toBe(true);
    await dialog
      .getByRole('group', { name: /An important customer/ })
      .getByText('Yes')
      .click();
    await dialog.getByRole('button', { name: 'Open the incident' }).click();
    expect(await appears(page.getByText('Incident opened.'))).toBe(true);
    const [asked] = (await requests(page, 'incident:trigger')) as { answers: Record<string, unknown> }[];
    expect(asked?.answers).toMatchObject({
      title: 'Checkout is down',
      service: 'checkout',
      severity: 'critical',
      links: ['https://a.example/1', 'https://a.example/2'],
      vip: true,
      files: [{ name: 'pasted.log', type: 'text/plain', text: expect.stringMatching(/^x[^]{15990,} the end$/) }],
    });
    expect(Object.keys(asked?.answers ?? {})).not.toContain('reporter');
  });

  it('[NSE37] takes small pictures as they are, makes large ones smaller, and says what it cannot take', async () => {
    const { page, dialog } = await openForm(withForm());
    await dialog.getByText('Evidence', { exact: true }).click();
    const noise = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(500, 400);
      const context = canvas.getContext('2d');
      const data = context?.createImageData(500, 400);
      data?.data.forEach((_, index) => (data.data[index] = (index * 7919) % 251));
      if (data) {
        context?.putImageData(data, 0, 0);
      }
      return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())];
    });
    const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    await dialog.locator('input[type="file"]').setInputFiles([
      { name: 'dot.png', mimeType: 'image/png', buffer: dot },
      { name: 'large.png', mimeType: 'image/png', buffer: Buffer.concat([Buffer.from(noise), Buffer.alloc(80_000)]) },
      { name: 'core.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 0]) },
    ]);
    expect(await appears(dialog.getByText('core.bin is no text and no picture', { exact: false }))).toBe(true);
    expect(await appears(dialog.getByText('large.png was made smaller to fit.'))).toBe(true);
    expect(await dialog.getByRole('button', { name: /^Remove / }).count()).toBe(2);
  });

  it('[NSE37] keeps what was written when it is closed by accident, and nothing when it is discarded', async () => {
    const { page, dialog } = await openForm(withForm());
    await page.keyboard.type('Half a title');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New incident' }).click();
    expect(await dialog.locator('input').first().inputValue()).toBe('Half a title');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'New incident' }).click();
    expect(await dialog.locator('input').first().inputValue()).toBe('');
  });

  it('[NSE37] is the organisation’s own, in the reader’s language, also while the relay is away', async () => {
    const { page, dialog } = await openForm(withForm(ownForm));
    await page.keyboard.type('No invoices');
    await choose(page, 'Product', 'Ledger');
    await dialog.getByLabel('Shops affected').fill('12,5');
    await dialog.getByRole('button', { name: 'Open the incident' }).click();
    await page.getByText('Incident opened.').waitFor();
    expect(await requests(page, 'incident:trigger')).toEqual([
      { answers: { title: 'No invoices', service: 'ledger', shops: 12.5 }, test: false },
    ]);
    const scenario = withForm(ownForm);
    const french = await open({ ...scenario, desk: { ...scenario.desk, locale: 'fr' } });
    await french.getByRole('button', { name: 'Nouvel incident' }).click();
    expect(await appears(french.getByText('Une estimation suffit.'))).toBe(true);
  });

  it('[NSE37] tells what main found wrong, and keeps everything', async () => {
    const { page, dialog } = await openForm({ ...withForm(ownForm), refuses: { 'incident:trigger': 'It could not be done any more.' } });
    await page.keyboard.type('No invoices');
    await choose(page, 'Product', 'Ledger');
    await dialog.getByLabel('Shops affected').fill('many');
    await dialog.getByRole('button', { name: 'Open the incident' }).click();
    expect(await appears(dialog.getByRole('alert').getByText('It could not be done any more.'))).toBe(true);
    expect(await dialog.getByLabel('Shops affected').inputValue()).toBe('many');
  });
});
