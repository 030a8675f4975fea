import { describe, expect, it } from 'vitest';
import { appears, changeDesk, open, requests } from './open.ts';
import { calmDesk } from './scenarios/desks.ts';
import { engineStillDesk, relayGoneDesk, testFailedDesk, watchedDesk } from './scenarios/self-watch.ts';

describe('what watches the bell', () => {
  it('[WATCH5] says since when the relay has done nothing, and that this laptop pages by itself', async () => {
    const page = await open({ desk: engineStillDesk() });
    expect(await appears(page.getByText('The relay has done nothing of what is due since 04:08'))).toBe(true);
    expect(await appears(page.getByText('Ask your operator to restart the relay.'))).toBe(true);
    expect(await appears(page.getByText('This laptop was late with a page or a step (03:41)'))).toBe(true);
    await changeDesk(page, { selfWatch: { test: {} } });
    await page.getByText('The relay has done nothing').waitFor({ state: 'detached' });
  });

  it('[WATCH4] says what a relay that is gone for long may mean, and not of one that has just gone', async () => {
    const page = await open({ desk: relayGoneDesk() });
    expect(await appears(page.getByText('If others are cut off as well, the relay is down: tell your operator.'))).toBe(true);
    await changeDesk(page, { selfWatch: { test: {} } });
    await page.getByText('If others are cut off').waitFor({ state: 'detached' });
    expect(await appears(page.getByText(/^Cut off from the relay since/))).toBe(true);
  });

  it('[WATCH8] shows leads who is proven to ring, who is not and why, and nobody else', async () => {
    const page = await open({ desk: watchedDesk() });
    await page.locator('nav button').nth(1).click();
    const table = page.getByRole('table');
    expect(await table.getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/Last proven to ring/) as string,
      expect.stringMatching(/Ana Ferreira\s+now\s+ana-thinkpad\s+Sun 11:00/) as string,
      expect.stringMatching(/ana-home\s+Failed Sun 11:00 \(before that: Sat 04:12\)\s*The desktop did not answer within 2 s\./) as string,
      expect.stringMatching(/Chloé Marchand \(you\)\s+now\s+cb-macbook/) as string,
      expect.stringMatching(/Dev Patel\s+from 15:00\s+dev-laptop\s+Not yet/) as string,
      expect.stringMatching(/Bo Lindqvist\s+from Fri 09:00\s+No device paired/) as string,
    ]);
    const other = await open({ desk: calmDesk() });
    await other.locator('nav button').nth(1).click();
    expect(await other.getByRole('table').count()).toBe(0);
  });

  it('[WATCH8] says in the settings when this laptop last rang, and takes another time for the test', async () => {
    const page = await open({ desk: testFailedDesk() });
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    expect(await appears(page.getByText('The daily test failed (Sun 11:00). The desktop did not answer within 2 s.'))).toBe(true);
    expect(await appears(page.getByText('Last proven to ring: Sat 04:12.'))).toBe(true);
    const time = page.getByRole('textbox', { name: 'Daily test' }).or(page.getByRole('combobox', { name: 'Daily test' }));
    expect(await time.inputValue()).toBe('09:30');
    await time.click();
    await page.getByRole('option', { name: 'Off' }).click();
    expect(await requests(page, 'settings:set')).toEqual([{ dailyTest: 'off' }]);
    expect(await time.inputValue()).toBe('Off');
  });

  it('[WATCH8] says it in French', async () => {
    const page = await open({ desk: testFailedDesk({ locale: 'fr' }) });
    await page.getByRole('navigation').getByRole('button', { name: 'Réglages' }).click();
    expect(await appears(page.getByText('Le test du jour a échoué (dim. 11:00). Le bureau n’a pas répondu en 2 s.'))).toBe(true);
  });
});
