import type { Locator, Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import { evidenceNight } from './scenarios/evidence.ts';

async function openPane(): Promise<{ page: Page; pane: Locator }> {
  const page = await open(evidenceNight());
  await page.locator('[role="row"]', { hasText: '#412' }).click();
  const pane = page.getByRole('region', { name: 'Incident #412' });
  await pane.getByRole('region', { name: 'Logs and pictures' }).waitFor();
  return { page, pane };
}

describe('what stands beside an incident', () => {
  it('[NSE38] shows a log as text that opens at a press, whatever is written in it', async () => {
    const { pane } = await openPane();
    const log = pane.locator('details', { hasText: 'authoriser.log' });
    expect(await log.locator('pre').isVisible()).toBe(false);
    await log.locator('summary').press('Enter');
    expect(await log.locator('pre').innerText()).toContain('<b>issuer unavailable</b>');
    expect(await log.locator('pre *').count()).toBe(0);
  });

  it('[NSE38] shows a picture from what was sent, of exactly its type, and asks nobody for it', async () => {
    const { pane } = await openPane();
    const picture = pane.getByRole('img', { name: 'declines.png' });
    expect(await picture.getAttribute('src')).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/=]+$/);
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
  });

  it('[NSE38] shows no picture that claims another type or carries more than base64', async () => {
    const scenario = evidenceNight();
    const detail = scenario.details?.['incident-412'];
    Object.assign(detail ?? {}, {
      attachments: [
        { name: 'evil.svg', type: 'image/svg+xml', base64: 'AAAA' },
        { name: 'page.html', type: 'text/html', text: '<script>1</script>', base64: 'AAAA' },
        { name: 'odd.png', type: 'image/png', base64: 'AAAA" onerror="alert(1)' },
      ],
    });
    const page = await open(scenario);
    await page.locator('[role="row"]', { hasText: '#412' }).click();
    for (const name of ['evil.svg', 'page.html', 'odd.png']) {
      expect(await appears(page.getByText(`${name} is not shown: it is no picture Watchbell knows.`))).toBe(true);
    }
    expect(await page.locator('section figure').count()).toBe(0);
  });

  it('[NSE39] says its tags, its problems and which of them go on, and what rules decided or could not', async () => {
    const { pane } = await openPane();
    expect(await pane.getByRole('list', { name: 'Tags' }).innerText()).toMatch(/customers\s+pci/);
    const members = await pane.getByRole('region', { name: 'Its problems' }).innerText();
    expect(members).toContain('1 of 2 goes on.');
    expect(members).toMatch(/visa-eu: 38 % declined\s*goes on[^]*amex: 12 % declined\s*over/);
    const routed = await pane.getByRole('region', { name: 'What rules decided' }).innerText();
    expect(routed).toContain('Customers cannot pay set the severity · region');
    expect(routed).toContain('chose the service: left as it was, “old-7” is not known');
  });

  it('[NSE39] says what was changed shortly before, and opens its link outside', async () => {
    const { page, pane } = await openPane();
    const changes = pane.getByRole('region', { name: 'Changed in the 24 hours before' });
    expect(await changes.innerText()).toMatch(/Deploy authoriser 4\.18\.0 12 mins before · Argo CD/);
    await changes.getByRole('button', { name: 'The deployment' }).click();
    expect(await requests(page, 'link:open')).toEqual([{ url: 'https://argo.harbourpay.example/authoriser' }]);
  });

  it('[NSE39] says how the like of it ended before, and leads there', async () => {
    const { page, pane } = await openPane();
    const similar = pane.getByRole('region', { name: 'Like it before' });
    expect(await similar.innerText()).toMatch(
      /#404 Card authorisations failing: 12 % declined .*resolved by Bo Lindqvist after 1 hr 12 mins · the same problem/,
    );
    await similar.getByRole('button', { name: /^#404/ }).click();
    expect(await appears(page.getByRole('region', { name: 'Incident #404' }))).toBe(true);
  });

  it('[NSE39] says what was told by hand, and its links', async () => {
    const { page, pane } = await openPane();
    expect(await pane.getByRole('region', { name: 'What is known' }).innerText()).toMatch(
      /environment\s+production\s+impact\s+customer-facing outage/,
    );
    await pane.getByRole('button', { name: 'Issuer status' }).click();
    expect(await requests(page, 'link:open')).toEqual([{ url: 'https://status.issuer.example/' }]);
  });
});
