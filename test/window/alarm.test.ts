import { describe, expect, it } from 'vitest';
import type { Page } from '@playwright/test';
import type { Scenario } from './fake/fake-bridge.ts';
import { appears, changeDesk, changeRow, open, requests } from './open.ts';
import { busyDesk, calmDesk } from './scenarios/desks.ts';
import { bo, now } from './scenarios/people.ts';
import { alsoRingingForMe, ringingForMe } from './scenarios/rows.ts';

const one = (): Scenario => ({ desk: busyDesk() });
const two = (): Scenario => ({ desk: calmDesk({ queue: [ringingForMe, { ...alsoRingingForMe, severity: 'critical', alarm: true }] }) });
const ring = (scenario: Scenario): Promise<Page> => open(scenario, { page: 'alarm.html', clock: 'stopped' });
const acknowledged = (page: Page): Promise<unknown[]> => requests(page, 'incident:acknowledge');

describe('the alarm window', () => {
  it('says what rings, since when, and what happens next and when', async () => {
    const page = await ring(one());
    const text = await page.locator('main').innerText();
    for (const part of [
      'Critical',
      'Payments',
      'Card authorisations failing',
      'Rings since 04:11 (49 secs)',
      'Next: Bo Lindqvist in 4:11',
      'step 2 of 3',
      'Rings again every 60 secs',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('hears no click and no key in its first 700 ms', async () => {
    const page = await ring(one());
    const button = page.getByRole('button', { name: /^Acknowledge/ });
    await page.clock.runFor(600);
    await button.click();
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    expect(await acknowledged(page)).toEqual([]);
    await page.clock.runFor(150);
    await button.click();
    expect(await acknowledged(page)).toEqual([{ id: 'incident-412', via: 'alarm' }]);
  });

  it('takes a press that began before it listened for no answer', async () => {
    const page = await ring(one());
    await page.getByRole('button', { name: /^Acknowledge/ }).hover();
    await page.mouse.down();
    await page.clock.runFor(1000);
    await page.mouse.up();
    expect(await acknowledged(page)).toEqual([]);
  });

  it('takes a key held down since before for no answer', async () => {
    const page = await ring(one());
    await page.getByRole('button', { name: /^Acknowledge/ }).focus();
    await page.keyboard.down('Enter');
    await page.clock.runFor(1000);
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(await acknowledged(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await acknowledged(page)).toHaveLength(1);
  });

  it('answers to no single key while nothing in it has the focus', async () => {
    const page = await ring(one());
    await page.clock.runFor(1000);
    for (const key of ['a', 'e', 'Enter', 'Space', 'Escape']) {
      await page.keyboard.press(key);
    }
    expect(await acknowledged(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    expect(await acknowledged(page)).toEqual([{ id: 'incident-412', via: 'alarm' }]);
  });

  it('is deaf again for 700 ms when what rings changes under the pointer', async () => {
    const page = await ring(two());
    await page.clock.runFor(1000);
    await page.getByRole('button', { name: /^Acknowledge #412/ }).click();
    expect(await acknowledged(page)).toHaveLength(1);
    const other = page.getByRole('button', { name: /^Acknowledge/ });
    expect(await appears(page.getByRole('heading', { name: /^Ledger replica/ }))).toBe(true);
    await other.click();
    expect(await acknowledged(page)).toHaveLength(1);
    await page.clock.runFor(750);
    await other.click();
    expect(await acknowledged(page)).toHaveLength(2);
  });

  it('lists several, the worst first, each with its own answer', async () => {
    const page = await ring(two());
    expect(await appears(page.getByText('2 critical incidents ring for you'))).toBe(true);
    await page.clock.runFor(1000);
    await page.getByRole('button', { name: /^Escalate #411/ }).click();
    expect(await requests(page, 'incident:escalate')).toEqual([{ id: 'incident-411', via: 'alarm' }]);
  });

  it('shows only what is critical and rings for me', async () => {
    const page = await ring(one());
    expect(await page.locator('main').innerText()).not.toContain('Ledger replica');
  });

  it('says "Acknowledged." when the last one is taken, and who has it when it was somebody else', async () => {
    const page = await ring(one());
    await page.clock.runFor(1000);
    await page.getByRole('button', { name: /^Acknowledge/ }).click();
    expect(await appears(page.getByText('Acknowledged.', { exact: true }))).toBe(true);
    const other = await ring(one());
    await changeRow(other, 'incident-412', { status: 'acknowledged', ringing: 'no', heldBy: bo });
    expect(await appears(other.getByText('Bo Lindqvist has it.'))).toBe(true);
  });

  it('sounds for critical even while sounds are paused', async () => {
    const page = await ring(one());
    await changeDesk(page, { soundsPausedUntil: now + 3_600_000 });
    expect(await appears(page.locator('main[data-sound="critical"]'))).toBe(true);
    expect(await page.getByText('No sound').count()).toBe(0);
  });

  it('rings until it is answered, and not after', async () => {
    const page = await ring(one());
    const notes = (): Promise<number> => page.evaluate(() => window.fake.notes.length);
    await page.waitForFunction(() => window.fake.notes.length === 3);
    await page.clock.runFor(3200);
    expect(await notes()).toBe(9);
    await page.getByRole('button', { name: /^Acknowledge/ }).click();
    expect(await appears(page.getByText('Acknowledged.', { exact: true }))).toBe(true);
    await page.clock.runFor(10_000);
    expect(await notes()).toBe(9);
  });

  it('shows that it is silent when the system lets it play nothing', async () => {
    const page = await open(one(), { page: 'alarm.html', mute: true });
    expect(await appears(page.getByText('No sound: the system does not let this window play any.'))).toBe(true);
  });

  it('counts down', async () => {
    const page = await ring(one());
    await page.clock.runFor(11_000);
    expect(await page.locator('main').innerText()).toContain('in 4:00');
  });
});
