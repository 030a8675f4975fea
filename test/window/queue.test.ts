import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { appears, changeRow, open, requests } from './open.ts';
import { busyDesk, calmDesk } from './scenarios/desks.ts';
import { ana, bo, minutes, now } from './scenarios/people.ts';
import { manyRows, ringingForMe, row } from './scenarios/rows.ts';

const rowOf = (number: number): string => `[role="row"]:has-text("#${number}")`;

describe('the queue', () => {
  it('says in one row what broke, how bad it is, who is paged, and to whom it goes next and when', async () => {
    const page = await open({ desk: busyDesk() }, { clock: 'stopped' });
    const text = await page.locator(rowOf(412)).innerText();
    for (const part of [
      'Critical',
      'Card authorisations failing',
      'Payments',
      'Rings for you',
      'Bo Lindqvist',
      'in 4:11',
      'step 2 of 3',
      'rings again every 60 secs',
      '4',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('counts down every second, by the relay’s clock', async () => {
    const desk = busyDesk();
    desk.connection.clockOffsetMs = -30_000;
    const page = await open({ desk }, { clock: 'stopped' });
    const next = page.locator(rowOf(412)).getByText(/^in \d/);
    expect(await next.innerText()).toBe('in 4:41');
    await page.clock.runFor(3000);
    expect(await next.innerText()).toBe('in 4:38');
  });

  it('says "now" when a step is due and "you" when it comes to me', async () => {
    const mine: IncidentRow = {
      ...ringingForMe,
      ringing: 'others',
      next: { kind: 'step', at: now + 1500, level: 2, isCatchAll: false, people: [ana, bo] },
    };
    const page = await open({ desk: calmDesk({ queue: [mine] }) }, { clock: 'stopped' });
    await page.clock.runFor(2000);
    expect(await page.locator(rowOf(412)).innerText()).toMatch(/you and Bo Lindqvist\s+now/i);
  });

  it('acknowledges with one click on the row', async () => {
    const page = await open({ desk: busyDesk() });
    await page.getByRole('button', { name: /^Acknowledge #412/ }).click();
    expect(await requests(page, 'incident:acknowledge')).toEqual([{ id: 'incident-412', via: 'window' }]);
    expect(await appears(page.getByText('You have #412. The bell has stopped.'))).toBe(true);
  });

  it('takes a double click for one answer, not for two incidents', async () => {
    const page = await open({ desk: busyDesk() });
    await page.getByRole('button', { name: /^Acknowledge #412/ }).dblclick();
    expect(await requests(page, 'incident:acknowledge')).toHaveLength(1);
  });

  it('offers no button to acknowledge what nobody is paged for or somebody has', async () => {
    const page = await open({ desk: busyDesk() });
    for (const number of [404, 405]) {
      expect(await page.locator(rowOf(number)).getByRole('button').count()).toBe(0);
    }
  });

  it('draws only the rows in sight of 10,000, and reaches the last one', async () => {
    const page = await open({ desk: calmDesk({ queue: manyRows(10_000) }) });
    expect(await appears(page.locator('[role="row"][tabindex]').first())).toBe(true);
    expect(await page.locator('[role="row"]').count()).toBeLessThan(40);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('10000');
    await page.locator('[role="grid"]').evaluate((grid) => grid.parentElement?.scrollTo(0, grid.clientHeight));
    expect(await appears(page.getByText('Incident 10000 of 10000'))).toBe(true);
    expect(await page.locator('[role="row"]').count()).toBeLessThan(40);
    await page.getByRole('textbox', { name: 'Search the queue' }).fill('incident 77');
    expect(await appears(page.getByText('Incident 77 of 10000'))).toBe(true);
  });

  it('shows at least twelve incidents at 1280 by 800', async () => {
    const page = await open({ desk: calmDesk({ queue: manyRows(50) }) });
    const boxes = await page
      .locator('[role="row"][tabindex]')
      .evaluateAll((rows) => rows.map((element) => element.getBoundingClientRect().bottom));
    expect(boxes.filter((bottom) => bottom <= 800).length).toBeGreaterThanOrEqual(12);
  });

  it('marks what was done here and is not confirmed yet, and what is a test', async () => {
    const page = await open({ desk: busyDesk() });
    expect(await page.locator(rowOf(404)).innerText()).toContain('Not confirmed yet');
    expect(await page.locator(rowOf(408)).innerText()).toContain('Test');
  });

  it('keeps the filters for the next start', async () => {
    const page = await open({ desk: busyDesk() });
    await page.getByRole('button', { name: 'Mine' }).click();
    await page.getByRole('button', { name: /^Resolved/ }).click();
    await page.reload();
    expect(await page.getByRole('button', { name: 'Mine' }).getAttribute('aria-pressed')).toBe('true');
    expect(await appears(page.getByText('Search index rebuild stalled'))).toBe(true);
  });

  it('never hides what rings for me behind a filter', async () => {
    const page = await open({ desk: busyDesk() });
    await page.getByRole('button', { name: /^Triggered/ }).click();
    await page.getByText('Checkout latency').waitFor({ state: 'detached' });
    expect(await page.locator(rowOf(412)).count()).toBe(1);
  });

  it('finds incidents by words of title, service or number, and says so when none fits', async () => {
    const page = await open({ desk: busyDesk() });
    await page.getByRole('textbox', { name: 'Search the queue' }).fill('checkout latency');
    await page.locator(rowOf(412)).waitFor({ state: 'detached' });
    expect(await page.locator(rowOf(410)).count()).toBe(1);
    await page.getByRole('textbox', { name: 'Search the queue' }).fill('zebra');
    expect(await appears(page.getByText('No incident fits these filters.'))).toBe(true);
    await page.getByRole('button', { name: 'Clear the filters' }).last().click();
    expect(await appears(page.locator(rowOf(412)))).toBe(true);
  });

  it('is calm when nothing is open: who has the watch, and a test alert one click away', async () => {
    const page = await open({ desk: calmDesk() });
    expect(await appears(page.getByText('Nothing rings.'))).toBe(true);
    expect(await page.getByRole('region', { name: 'On call now' }).innerText()).toContain('Ana Ferreira (you)');
    await page.getByRole('button', { name: 'Send a test alert' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send the test alert' }).click();
    expect(await requests(page, 'incident:trigger')).toEqual([
      { title: 'Test alert, please acknowledge', service: 'payments', severity: 'critical', test: true },
    ]);
  });

  it('tells a screen reader what begins to ring, and the title of the window how many do', async () => {
    const page = await open({ desk: calmDesk({ queue: [row(9)] }) });
    await changeRow(page, 'incident-9', {
      ringing: 'me',
      title: 'Water in the server room',
      next: { kind: 'step', at: now + minutes(5), people: [bo] },
    });
    await page.waitForFunction(() => document.title.startsWith('(1)'));
    expect(await page.locator('[aria-live="assertive"]').innerText()).toContain(
      'Water in the server room. Service Payments. It rings for you.',
    );
  });
});
