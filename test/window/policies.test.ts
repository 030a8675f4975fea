import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import { calmDesk } from './scenarios/desks.ts';
import { changedNight } from './scenarios/changes.ts';
import { policies } from './scenarios/policies.ts';

const scenario = { desk: calmDesk(), policies };

describe('the policies', () => {
  it('draw the path: whom, when, how many answers, and the last resort at its end', async () => {
    const page = await open(scenario);
    await page.getByRole('button', { name: 'Policies' }).click();
    const article = page.getByRole('article', { name: 'Follow the sun' });
    const path = article.getByRole('list', { name: 'The path of Follow the sun' });
    const levels = await path.locator('> li').allInnerTexts();
    expect(levels[0]).toMatch(/Level 1: The watch\s+on call for Payments\s+said in Payments room/);
    expect(levels[0]).toContain('after 5 mins without an acknowledgement · paged 2 more times first');
    expect(levels[1]).toContain('Only when severity is at least error; otherwise passed over.');
    expect(levels[1]).toContain('2 of them have to answer.');
    expect(levels[2]).toContain('the lead of that team');
    expect(levels[3]).toBe('The whole path is walked 1 more time.');
    expect(levels.at(-1)).toMatch(/Last resort\s+Ana Ferreira\s+everyone in Platform/);
    expect(await article.innerText()).toContain('Revision 7');
  });

  it('say exceptions, rules and checkpoints in words', async () => {
    const page = await open(scenario);
    await page.getByRole('button', { name: 'Policies' }).click();
    const part = (name: string): Promise<string> => page.getByRole('region', { name }).innerText();
    expect(await part('Exceptions')).toContain('When priority is P1, every level also pages Chloé Marchand.');
    expect(await part('Rules')).toContain('45 mins after its status last changed, when stage is triage → goes up one level');
    expect(await part('Rules')).toMatch(/Out of contract\s*off/);
    expect(await part('Checkpoints')).toContain('2 approvals from Chloé Marchand and the incident commander, within 15 mins');
  });

  it('are reached and read by keyboard, and one leads to the next', async () => {
    const page = await open(scenario);
    await page.getByRole('button', { name: 'Policies' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Follow the sun' }).getByRole('button', { name: 'Office hours' }).focus();
    await page.keyboard.press('Enter');
    expect(await appears(page.getByRole('article', { name: 'Office hours' }))).toBe(true);
    expect(await page.locator('nav [aria-current="true"]').innerText()).toContain('Office hours');
  });

  it('are one press away from an incident', async () => {
    const page = await open(changedNight());
    await page.locator('[role="row"]', { hasText: '#407' }).click();
    await page.getByRole('button', { name: 'Policy Follow the sun' }).click();
    expect(await appears(page.getByRole('article', { name: 'Follow the sun' }))).toBe(true);
  });

  it('say so when there are none, and when they cannot be read, with a way to try again', async () => {
    const empty = await open({ desk: calmDesk() });
    await empty.getByRole('button', { name: 'Policies' }).click();
    expect(await appears(empty.getByText('No policy yet'))).toBe(true);
    const broken = await open({ ...scenario, breaks: ['policies:get'] });
    await broken.getByRole('button', { name: 'Policies' }).click();
    await broken.getByRole('button', { name: 'Try again' }).click();
    expect(await appears(broken.getByText('The policies could not be read'))).toBe(true);
    expect(await requests(broken, 'policies:get')).toHaveLength(2);
  });
});
