import type { Locator, Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import type { Scenario } from './fake/fake-bridge.ts';
import { appears, open, requests } from './open.ts';
import { changedRotation, rotationDesk } from './scenarios/rotations.ts';

async function opened(scenario: Scenario): Promise<{ page: Page; list: Locator }> {
  const page = await open(scenario);
  await page.getByRole('button', { name: 'Rotations' }).click();
  await page.locator('[data-bar]').first().waitFor();
  return { page, list: page.getByRole('list', { name: 'Changes' }) };
}

describe('what was changed', () => {
  it('is listed newest first, what was parked with its reason and author, what waits as waiting', async () => {
    const { page, list } = await opened(changedRotation());
    await list.waitFor();
    const items = list.getByRole('listitem');
    expect(await items.count()).toBe(10);
    expect(await items.first().innerText()).toMatch(
      /04:05\s+Dev Patel stands in\s+Mon 30 Nov, 09:00 – 18:00\s+Waits for the relay\s+Ana Ferreira/,
    );
    expect(await items.nth(1).innerText()).toMatch(/Emil Novák takes no more turns\s+from Fri 4 Dec, 09:00 on\s+Bo Lindqvist/);
    expect(await items.nth(3).innerText()).toMatch(
      /Change hand-offs[\s\S]+Parked The hand-offs of this rotation were changed meanwhile; look again and repeat it\.\s+Chloé Marchand/,
    );
    expect(await items.nth(3).getByRole('button').count()).toBe(0);
    await page.getByRole('button', { name: 'Show all, 4 more' }).click();
    expect(await items.last().innerText()).toMatch(/Taken over from the workspace file\s+Your operator/);
  });

  it('is undone after a look at what that does', async () => {
    const { page, list } = await opened(changedRotation());
    await list.getByRole('button', { name: 'Undo: Dev Patel stands in' }).click();
    const form = page.getByRole('dialog', { name: 'Undo a change' });
    expect(await form.innerText()).toContain('This takes back what Ana Ferreira did: Dev Patel stands in, Mon 30 Nov, 09:00 – 18:00.');
    await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
    expect(await requests(page, 'schedules:edit')).toEqual([]);
    await form.getByRole('button', { name: 'Undo', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    expect(await requests(page, 'schedules:edit')).toEqual([
      { schedule: 'payments-watch', edits: [{ name: 'remove-override', said: { override: 'stands-in-dev' } }] },
    ]);
    expect(await appears(list.getByText('Dev Patel no longer stands in'))).toBe(true);
    expect(await list.getByRole('button', { name: 'Undo: Dev Patel stands in' }).count()).toBe(0);
  });

  it('offers Undo right after the turns were changed, and after somebody was taken out', async () => {
    const { page } = await opened(rotationDesk());
    await page.getByRole('button', { name: 'Change the turns of Backup' }).click();
    const form = page.getByRole('dialog', { name: 'Change the turns' });
    await form.getByLabel('Hand-off at').fill('10:30');
    await form.getByRole('list', { name: 'What it does to each person' }).waitFor();
    await form.getByRole('button', { name: 'Change', exact: true }).click();
    const backup = page.getByRole('article', { name: 'Backup' });
    expect(await appears(backup.getByText(/Friday at 10:30/))).toBe(true);
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await backup.getByText(/Friday at 10:30/).waitFor({ state: 'detached' });

    const members = page.getByRole('list', { name: 'People of Week by week in order' });
    await members.getByRole('button', { name: 'Take Dev Patel out' }).click();
    const out = page.getByRole('dialog', { name: 'Take somebody out' });
    await out.getByRole('list', { name: 'What it does to each person' }).waitFor();
    await out.getByRole('button', { name: 'Take out' }).click();
    await members.getByText('Dev Patel').waitFor({ state: 'detached' });
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    expect(await appears(members.getByText('Dev Patel'))).toBe(true);
  });

  it('is there for responders to read, without Undo', async () => {
    const { list } = await opened(changedRotation('responder'));
    await list.waitFor();
    expect(await list.getByRole('listitem').count()).toBe(10);
    expect(await list.getByRole('button').count()).toBe(0);
  });

  it('says so when it cannot be read', async () => {
    const { page } = await opened({ ...rotationDesk(), breaks: ['schedules:changes'] });
    expect(await appears(page.getByText(/^The changes could not be read\./))).toBe(true);
  });
});
