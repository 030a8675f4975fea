import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import { busyDesk } from './scenarios/desks.ts';
import { details } from './scenarios/details.ts';

const focusedRow = (): string | undefined => document.activeElement?.closest('[role="row"]')?.textContent ?? undefined;

describe('the keyboard', () => {
  it('moves with J and K, and acknowledges the row it stands on with A', async () => {
    const page = await open({ desk: busyDesk() });
    await page.keyboard.press('j');
    expect(await page.evaluate(focusedRow)).toContain('#411');
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    expect(await requests(page, 'incident:acknowledge')).toEqual([{ id: 'incident-412', via: 'window' }]);
  });

  it('escalates with E and resolves with R', async () => {
    const page = await open({ desk: busyDesk() });
    await page.keyboard.press('e');
    expect(await requests(page, 'incident:escalate')).toEqual([{ id: 'incident-412', via: 'window' }]);
    await page.keyboard.press('r');
    expect(await requests(page, 'incident:resolve')).toEqual([{ id: 'incident-412', via: 'window' }]);
  });

  it('does nothing on the next incident when a key comes twice and the first made its row go', async () => {
    const page = await open({ desk: busyDesk() }, { clock: 'stopped' });
    await page.keyboard.press('r');
    expect(await appears(page.getByText('#412 is resolved.'))).toBe(true);
    await page.keyboard.press('r');
    expect(await requests(page, 'incident:resolve')).toHaveLength(1);
    await page.clock.runFor(800);
    await page.keyboard.press('r');
    expect(await requests(page, 'incident:resolve')).toEqual([
      { id: 'incident-412', via: 'window' },
      { id: 'incident-411', via: 'window' },
    ]);
  });

  it('opens with Enter and closes with Escape', async () => {
    const page = await open({ desk: busyDesk(), details });
    await page.keyboard.press('Enter');
    expect(await appears(page.getByRole('region', { name: 'Incident #412' }))).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Incident #412' }).waitFor({ state: 'detached' });
  });

  it('writes a note with N, and Ctrl-Enter adds it', async () => {
    const page = await open({ desk: busyDesk(), details });
    await page.keyboard.press('n');
    const note = page.getByRole('textbox', { name: 'Note on #412' });
    expect(await appears(note.and(page.locator(':focus')))).toBe(true);
    await page.keyboard.type('Called the bank: a, e, r and j are letters here.');
    await page.keyboard.press('Control+Enter');
    expect(await requests(page, 'incident:annotate')).toEqual([
      { id: 'incident-412', text: 'Called the bank: a, e, r and j are letters here.' },
    ]);
    expect(await requests(page, 'incident:acknowledge')).toEqual([]);
  });

  it('searches with the slash and shows its keys with the question mark', async () => {
    const page = await open({ desk: busyDesk() });
    await page.keyboard.press('/');
    expect(await appears(page.getByRole('textbox', { name: 'Search the queue' }).and(page.locator(':focus')))).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await appears(page.getByRole('dialog', { name: 'Keys' }))).toBe(true);
    await page.keyboard.press('a');
    expect(await requests(page, 'incident:acknowledge')).toEqual([]);
  });

  it('finds any incident and command with Ctrl-K', async () => {
    const page = await open({ desk: busyDesk(), details });
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Incident, screen or command' }).fill('refund');
    await page.keyboard.press('Enter');
    expect(await appears(page.getByRole('region', { name: 'Incident #403' }))).toBe(true);
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Incident, screen or command' }).fill('dark');
    await page.keyboard.press('Enter');
    expect(await requests(page, 'settings:set')).toEqual([{ colorScheme: 'dark' }]);
  });

  it('stays on its incident when rows change places', async () => {
    const page = await open({ desk: busyDesk() });
    await page.keyboard.press('j');
    await page.evaluate(() =>
      window.fake.change((desk) => {
        desk.queue.unshift({
          ...desk.queue.find(({ number }) => number === 412),
          id: 'new',
          number: 500,
          title: 'Something worse',
        } as (typeof desk.queue)[number]);
      }),
    );
    expect(await appears(page.getByText('Something worse').first())).toBe(true);
    await page.keyboard.press('a');
    expect(await requests(page, 'incident:acknowledge')).toEqual([{ id: 'incident-411', via: 'window' }]);
  });
});
