import { describe, expect, it } from 'vitest';
import { appears, changeRow, open, requests } from './open.ts';
import { busyDesk } from './scenarios/desks.ts';
import { details } from './scenarios/details.ts';

const scenario = { desk: busyDesk(), details };

describe('an incident', () => {
  it('shows the line of steps: past, now, and the next counting down', async () => {
    const page = await open(scenario, { clock: 'stopped' });
    await page.keyboard.press('Enter');
    const steps = page.getByRole('list', { name: 'Steps' });
    expect(await steps.locator('[aria-current="step"]').innerText()).toContain('Step 1');
    expect(await steps.innerText()).toMatch(/Step 2[^]*Bo Lindqvist[^]*in 4:11/);
    await page.clock.runFor(1000);
    expect(await steps.innerText()).toContain('in 4:10');
  });

  it('says in sentences why somebody was paged', async () => {
    const page = await open(scenario);
    await page.locator('[role="row"]:has-text("#404")').click();
    await page.getByRole('button', { name: 'Why was I paged?' }).click();
    expect(
      await appears(page.getByText('You were paged at 03:36:00, on step 3 of 3. Nobody had acknowledged the step before in time.')),
    ).toBe(true);
    expect(await appears(page.getByText('Step 1 had nobody on call and passed on at once.'))).toBe(true);
  });

  it('marks in its story what was made offline, what is not confirmed and what was not applied', async () => {
    const page = await open(scenario);
    await page.locator('[role="row"]:has-text("#404")').click();
    const story = page.getByRole('region', { name: 'What happened' });
    for (const text of [
      'made offline at 03:41:00',
      'not confirmed yet',
      'Not applied: It has rung again since; acknowledge it again.',
      'The page to Bo Lindqvist did not get through (The laptop is asleep.)',
      'An entry of a newer version: incident.frobnicated',
    ]) {
      expect(await appears(story.getByText(text))).toBe(true);
    }
  });

  it('gives the absolute time with its zone on hover', async () => {
    const page = await open(scenario);
    await page.keyboard.press('Enter');
    const time = page.getByRole('region', { name: 'What happened' }).locator('time').last();
    expect(await time.getAttribute('title')).toMatch(/Monday,? 23 November 2026 at 04:11:12 CET/);
  });

  it('offers the buttons that make sense, and reopening only when it is over', async () => {
    const page = await open(scenario);
    await page.keyboard.press('Enter');
    const pane = page.getByRole('region', { name: 'Incident #412' });
    const buttons = (): Promise<string[]> => pane.locator('header button').filter({ hasText: /\w/ }).allInnerTexts();
    expect(await buttons()).toEqual(['Policy Follow the sun', 'Acknowledge', 'Resolve', 'Escalate now', 'Snooze', 'More']);
    await changeRow(page, 'incident-412', { status: 'resolved', ringing: 'no' });
    await pane.getByRole('button', { name: 'Reopen' }).click();
    expect(await requests(page, 'incident:reopen')).toEqual([{ id: 'incident-412', via: 'window' }]);
  });

  it('opens links and the runbook through main, and loads no image', async () => {
    const page = await open(scenario);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open the runbook' }).click();
    await page.getByRole('button', { name: 'Decline rate by issuer' }).click();
    expect(await requests(page, 'link:open')).toEqual([
      { url: 'https://wiki.harbourpay.example/runbooks/payments-authorisations' },
      { url: 'https://grafana.harbourpay.example/render/auth.png' },
    ]);
    expect(await page.locator('img').count()).toBe(0);
  });

  it('keeps a note that could not be added, and one half written while looking elsewhere', async () => {
    const page = await open({ ...scenario, refuses: { 'incident:annotate': 'The disk is full.' } });
    await page.keyboard.press('Enter');
    const note = (number: number): ReturnType<typeof page.getByRole> => page.getByRole('textbox', { name: `Note on #${number}` });
    await note(412).fill('half a thought');
    await page.getByRole('button', { name: 'Add the note' }).click();
    expect(await appears(page.getByText('The disk is full. The note was not added. Your text is kept here.'))).toBe(true);
    await page.locator('[role="row"]:has-text("#404")').click();
    expect(await appears(note(404))).toBe(true);
    await page.locator('[role="row"]:has-text("#412")').click();
    expect(await note(412).inputValue()).toBe('half a thought');
  });

  it('is shown when main asks for it, from any screen', async () => {
    const page = await open(scenario);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.evaluate(() => window.fake.push('incident:show', { id: 'incident-404' }));
    expect(await appears(page.getByRole('region', { name: 'Incident #404' }))).toBe(true);
  });

  it('takes the list’s place in a narrow window, with a way back', async () => {
    const page = await open(scenario, { width: 800 });
    await page.keyboard.press('Enter');
    expect(await appears(page.getByRole('region', { name: 'Incident #412' }))).toBe(true);
    expect(await page.getByRole('grid').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Back to the queue' }).click();
    expect(await page.getByRole('grid').isVisible()).toBe(true);
  });

  it('says what is wrong when it cannot be read', async () => {
    const page = await open({ ...scenario, breaks: ['incident:get'] });
    await page.keyboard.press('Enter');
    expect(await appears(page.getByText('The incident could not be read'))).toBe(true);
  });
});
