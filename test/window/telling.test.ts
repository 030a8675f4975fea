import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import { changedNight, tangledDetail } from './scenarios/changes.ts';

const id = 'incident-407';
const asked = (name: string, said: unknown): unknown[] => [{ id, via: 'window', name, said }];

/** The window with the incident everything is known of, and the part of it that says who is told. */
async function told(scenario = changedNight()) {
  const page = await open(scenario);
  await page.locator('[role="row"]', { hasText: '#407' }).click();
  const part = page.getByRole('region', { name: 'Who is told' });
  await part.waitFor();
  return { page, part };
}

const send = (page: Page): Promise<void> => page.locator('[role="dialog"] [type="submit"]').click();

describe('who is told of an incident', () => {
  it('[COM16] shows the rooms that are open, with what each is for, and what was said', async () => {
    const { part } = await told();
    const rooms = part.getByRole('list', { name: 'Rooms' });
    expect(await rooms.getByRole('listitem').allInnerTexts()).toEqual(['#incident-critical', '#incident-warroom', '#incident-leadership']);
    expect(await rooms.getByText('#incident-warroom').getAttribute('title')).toMatch(
      /^Engineers, product, QA, support\. Troubleshooting\. Open since /,
    );
    expect(await appears(part.getByText('Decision for: Responders'))).toBe(true);
    expect(await part.getByText('Looking at the SFTP logs.').count()).toBe(0);
    await part.getByRole('button', { name: 'Show 1 earlier' }).click();
    expect(await appears(part.getByText('Looking at the SFTP logs.'))).toBe(true);
  });

  it('[COM16] posts an update to whom one chooses, and says beforehand where it will be read', async () => {
    const { page, part } = await told();
    await part.getByRole('button', { name: 'Post an update…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await appears(dialog.getByText('Said in #incident-critical, #incident-warroom.'))).toBe(true);
    await dialog.getByText('The whole company').click();
    expect(await appears(dialog.getByText('No room is for them: it stands in the timeline alone.'))).toBe(true);
    await dialog.getByText('Customers').click();
    expect(
      await appears(dialog.getByText('First it waits for approval at the checkpoint “Words to customers”. Said in #incident-comms.')),
    ).toBe(true);
    await send(page);
    expect(await appears(dialog.getByText('Write something first.'))).toBe(true);
    await dialog.getByLabel('What is to be said').fill('Payouts are late.');
    await send(page);
    expect(await appears(page.getByText('Update on #407 proposed for: Customers.'))).toBe(true);
    expect(await requests(page, 'incident:do')).toEqual(asked('update', { for: 'customers', text: 'Payouts are late.' }));
  });

  it('[COM16] writes down a decision for those inside', async () => {
    const { page } = await told();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Write down a decision…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByText('Customers').count()).toBe(0);
    await dialog.getByLabel('What was decided').fill('We wait for the bank.');
    await send(page);
    expect(await appears(page.getByText('Decision on #407 written down.'))).toBe(true);
    expect(await requests(page, 'incident:do')).toEqual(asked('decide', { for: 'responders', text: 'We wait for the bank.' }));
  });

  it('[COM13] joins the bridge through main, takes only https for another, and goes back to the usual one', async () => {
    const { page, part } = await told();
    await part.getByRole('button', { name: 'Join the bridge' }).click();
    expect(await requests(page, 'link:open')).toEqual([{ url: 'https://meet.harbourpay.example/407' }]);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Change the bridge…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('http://meet.example.org');
    await send(page);
    expect(await appears(dialog.getByText('Write an https address.'))).toBe(true);
    await dialog.getByRole('button', { name: 'Use the usual one' }).click();
    expect(await appears(page.getByText('#407 uses the usual bridge again.'))).toBe(true);
    expect(await requests(page, 'incident:do')).toEqual(asked('bridge', { url: null }));
  });

  it('[COM14] makes a follow-up of what somebody said, and ticks one off', async () => {
    const scenario = changedNight();
    const timeline = [
      {
        id: '019d0000-0000-7000-8000-0000000000a2',
        type: 'incident.posted',
        at: tangledDetail.row.triggeredAt,
        actor: { kind: 'person' as const, name: 'Chloé Marchand' },
        pending: false,
        verdict: 'applied' as const,
        body: { kind: 'decision', audience: 'responders', text: 'We send tonight’s file by hand.' },
        people: [],
      },
      {
        id: '019d0000-0000-7000-8000-0000000000a9',
        type: 'incident.annotated',
        at: tangledDetail.row.triggeredAt,
        actor: { kind: 'person' as const, name: 'Bo Lindqvist' },
        pending: false,
        verdict: 'applied' as const,
        body: { text: 'Nobody knew that the key rotates.' },
        people: [],
      },
    ];
    const { page, part } = await told({ ...scenario, details: { ...scenario.details, [id]: { ...tangledDetail, timeline } } });
    await part.getByRole('checkbox', { name: 'Done: Page when a payout file is refused' }).click();
    await page.getByRole('region', { name: 'What happened' }).getByRole('button', { name: 'Make it a follow-up…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('What is to be done').inputValue()).toBe('Nobody knew that the key rotates.');
    await send(page);
    expect(await appears(page.getByText('Follow-up added to #407.'))).toBe(true);
    expect(await requests(page, 'incident:do')).toEqual([
      ...asked('follow-up-done', { followUp: '019d0000-0000-7000-8000-0000000000b1' }),
      ...asked('follow-up', { text: 'Nobody knew that the key rotates.', of: '019d0000-0000-7000-8000-0000000000a9' }),
    ]);
  });

  it('[COM16] lets who only reads along see it, and say nothing', async () => {
    const scenario = changedNight();
    const me = scenario.desk?.me;
    const { part } = await told({ ...scenario, desk: { ...scenario.desk, ...(me ? { me: { ...me, role: 'stakeholder' } } : {}) } });
    expect(await part.getByRole('button', { name: 'Post an update…' }).count()).toBe(0);
    expect(await part.getByRole('button', { name: 'Make it a follow-up…' }).count()).toBe(0);
    expect(await part.getByRole('button', { name: 'Join the bridge' }).count()).toBe(1);
  });
});
