import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { appears, changeDesk, changeRow, open, requests } from './open.ts';
import { changedNight } from './scenarios/changes.ts';

const incident = 'incident-407';

async function openIncident(page: Page, number: number): Promise<void> {
  await page.locator('[role="row"]', { hasText: `#${number}` }).click();
  await page.getByRole('region', { name: `Incident #${number}` }).waitFor();
}

/** Opens the dialog of one item of the More menu and waits until it has the focus. */
async function dialogOf(page: Page, item: string, number = 407): Promise<void> {
  await openIncident(page, number);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.locator('[role="dialog"] :focus').waitFor();
}

const send = (page: Page): Promise<void> => page.locator('[role="dialog"] [type="submit"]').click();
const choose = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.type(text);
  await page.getByRole('option', { name: text }).filter({ visible: true }).first().click();
};
const done = (page: Page): Promise<unknown[]> => requests(page, 'incident:do');
const asked = (name: string, said: unknown, id = incident): unknown[] => [{ id, via: 'window', name, said }];

describe('the snooze menu', () => {
  it('opens with S from the queue, is gone through with the arrows, and takes no other key', async () => {
    const page = await open(changedNight());
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: 'For 15 mins' }).waitFor();
    await page.locator('[role="menuitem"]:focus').waitFor();
    await page.keyboard.press('r');
    expect(await requests(page, 'incident:resolve')).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await appears(page.getByText('#407 sleeps until 05:12.'))).toBe(true);
    expect(await done(page)).toEqual(asked('snooze', { for: '1h' }));
  });

  it('closes with Escape and leaves the incident open', async () => {
    const page = await open(changedNight());
    await page.keyboard.press('s');
    await page.locator('[role="menuitem"]:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: 'Incident #407' }).isVisible()).toBe(true);
  });

  it('sleeps until nine in the person’s own zone, this morning or tomorrow', async () => {
    const page = await open(changedNight(), { clock: 'stopped' });
    await page.keyboard.press('s');
    expect(await page.getByRole('menuitem', { name: 'Until this morning' }).innerText()).toContain('09:00');
    await page.getByRole('menuitem', { name: 'Until tomorrow' }).click();
    // 04:12:01 in Paris until 09:00 the day after.
    expect(await done(page)).toEqual(asked('snooze', { for: '1d4h47m59s' }));
  });

  it('takes any duration one writes, and says what is no duration before it asks', async () => {
    const page = await open(changedNight());
    await openIncident(page, 407);
    await page.getByRole('button', { name: 'Snooze' }).click();
    await page.getByRole('menuitem', { name: 'For another time…' }).click();
    await page.locator('[role="dialog"] input:focus').waitFor();
    await page.keyboard.type('soon');
    await page.keyboard.press('Enter');
    expect(await appears(page.getByText('“soon” is not a duration. Write for example 45m or 2h.'))).toBe(true);
    expect(await done(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'For how long' }).fill('45m');
    await page.keyboard.press('Enter');
    expect(await appears(page.getByText('#407 sleeps until 04:57.'))).toBe(true);
    expect(await done(page)).toEqual(asked('snooze', { for: '45m' }));
  });

  it('offers nothing on an incident that is over', async () => {
    const page = await open(changedNight());
    await page.evaluate(() => window.fake.push('incident:show', { id: 'incident-396' }));
    await page.getByRole('region', { name: 'Incident #396' }).waitFor();
    expect(await page.getByRole('button', { name: 'Snooze' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'More' }).count()).toBe(0);
  });
});

describe('people', () => {
  it('reassigns to several, found by a part of their names', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Reassign…');
    await send(page);
    expect(await appears(page.getByText('Choose somebody.'))).toBe(true);
    await page.locator('[role="dialog"] input').first().focus();
    await choose(page, 'lind');
    await choose(page, 'patel');
    await send(page);
    expect(await appears(page.getByText('#407 rings for Bo Lindqvist and Dev Patel.'))).toBe(true);
    expect(await done(page)).toEqual(asked('reassign', { people: ['bo', 'dev'] }));
  });

  it('hands over to one, and never to oneself', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Hand over…');
    await page.keyboard.type('ana');
    expect(await appears(page.getByText('Nobody goes by that name.'))).toBe(true);
    await page.locator('[role="dialog"] input').first().fill('');
    await choose(page, 'chlo');
    await send(page);
    await page.getByText('Chloé Marchand is asked to take over #407.').waitFor();
    expect(await done(page)).toEqual(asked('hand-over', { to: 'chloe' }));
  });

  it('asks for help', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Ask for help…');
    await choose(page, 'dev');
    await send(page);
    await page.getByText('Dev Patel paged to help with #407.').waitFor();
    expect(await done(page)).toEqual(asked('add-responders', { people: ['dev'] }));
  });

  it('gives a role, beginning with whoever has it', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Give a role…');
    expect(await page.getByRole('dialog').locator('input[aria-haspopup="listbox"]').inputValue()).toBe('Bo Lindqvist');
    await page.keyboard.press('ArrowRight');
    await send(page);
    await page.getByText('Ana Ferreira is communications lead in #407.').waitFor();
    expect(await done(page)).toEqual(asked('role', { role: 'communications', person: 'ana' }));
  });
});

describe('the incident itself', () => {
  it.each([
    ['Severity…', 'Warning', 'severity', { severity: 'warning' }],
    ['Priority…', 'P4', 'priority', { priority: 'P4' }],
    ['Stage…', 'Triage', 'stage', { stage: 'triage' }],
  ])('%s', async (item, choice, name, said) => {
    const page = await open(changedNight());
    await dialogOf(page, item);
    await page.getByRole('dialog').getByText(choice, { exact: true }).click();
    await send(page);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await done(page)).toEqual(asked(name, said));
  });

  it('sets a deadline in the person’s own zone, and takes it away', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Deadline…');
    const field = page.getByLabel('Due at');
    expect(await field.inputValue()).toBe('2026-11-23T06:12');
    await field.fill('2026-11-24T18:00');
    await send(page);
    await page.getByText('#407 is due at Tue 24 Nov, 18:00.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await dialogOf(page, 'Deadline…');
    await page.getByRole('button', { name: 'Take it away' }).click();
    await page.getByText('#407 has no deadline any more.').waitFor();
    expect(await done(page)).toEqual([
      ...asked('deadline', { at: Date.parse('2026-11-24T17:00:00Z') }),
      ...asked('deadline', { at: null }),
    ]);
  });

  it('follows the present revision of its policy when there is a newer one', async () => {
    const page = await open(changedNight());
    await openIncident(page, 407);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Use revision 7 of its policy' }).click();
    expect(await done(page)).toEqual(asked('policy', {}));
    await openIncident(page, 413);
    await page.getByRole('button', { name: 'More' }).click();
    expect(await page.getByRole('menuitem', { name: 'Its policy is up to date' }).isDisabled()).toBe(true);
  });
});

describe('other incidents', () => {
  it('merges into one found by its words, and unmerges', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Merge into…');
    await choose(page, 'settlement');
    await send(page);
    await page.getByText('#407 is merged into #404.').waitFor();
    await page.evaluate(() => window.fake.push('incident:show', { id: 'incident-399' }));
    await page.getByRole('button', { name: 'Unmerge' }).click();
    await page.getByText('#399 is on its own again.').waitFor();
    expect(await done(page)).toEqual([...asked('merge', { incident: 'incident-404' }), ...asked('unmerge', {}, 'incident-399')]);
    expect(await page.getByRole('button', { name: 'Reopen' }).count()).toBe(0);
    await page.getByRole('button', { name: '#407 Payouts to merchants are late' }).click();
    expect(await appears(page.getByRole('region', { name: 'Incident #407' }))).toBe(true);
  });

  it('waits for one, and stops waiting', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Waits for…', 413);
    await choose(page, '#404');
    await send(page);
    await page.getByText('#413 waits for #404.').waitFor();
    await openIncident(page, 407);
    await page.getByRole('button', { name: 'Stop waiting for #398' }).click();
    await page.getByText('#407 waits for #398 no more.').waitFor();
    expect(await done(page)).toEqual([
      ...asked('block', { incident: 'incident-404' }, 'incident-413'),
      ...asked('unblock', { incident: 'incident-398' }),
    ]);
  });
});

describe('a change that is not taken', () => {
  it('says why where it was made, keeps what was written, and goes through the next time', async () => {
    const page = await open({ ...changedNight(), refuses: { 'incident:do': 'It was so already.' } });
    await dialogOf(page, 'Propose an outbound action…');
    await page.getByLabel('What is to be said or done').fill('We are sorry.');
    await send(page);
    expect(await appears(page.getByRole('dialog').getByRole('alert').getByText('It was so already.'))).toBe(true);
    expect(await page.getByLabel('What is to be said or done').inputValue()).toBe('We are sorry.');
  });

  it('keeps the dialog and its words when the incident leaves the queue meanwhile', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Propose an outbound action…');
    await page.getByLabel('What is to be said or done').fill('We are sorry.');
    await changeDesk(page, { queue: [] });
    expect(await page.getByLabel('What is to be said or done').inputValue()).toBe('We are sorry.');
    await send(page);
    await page.getByText('Proposed on #407.').waitFor();
    expect(await done(page)).toEqual(asked('propose', { kind: 'customer-update', text: 'We are sorry.' }));
  });

  it('closes with Escape, leaves the incident open and begins empty the next time', async () => {
    const page = await open(changedNight());
    await dialogOf(page, 'Propose an outbound action…');
    await page.getByLabel('What is to be said or done').fill('We are sorry.');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: 'Incident #407' }).isVisible()).toBe(true);
    expect(await appears(page.getByRole('button', { name: 'More' }).and(page.locator(':focus')))).toBe(true);
    await dialogOf(page, 'Propose an outbound action…');
    expect(await page.getByLabel('What is to be said or done').inputValue()).toBe('');
  });

  it('tells why in a notice when a press in a menu was not taken', async () => {
    const page = await open({ ...changedNight(), refuses: { 'incident:do': 'It has rung again since; look again and repeat it.' } });
    await page.keyboard.press('s');
    await page.locator('[role="menuitem"]:focus').waitFor();
    await page.keyboard.press('Enter');
    expect(await appears(page.getByText('It has rung again since; look again and repeat it.'))).toBe(true);
  });
});

describe('what I am asked', () => {
  it('can be answered with an acknowledgement although somebody has the incident', async () => {
    const page = await open(changedNight());
    await openIncident(page, 407);
    const pane = page.getByRole('region', { name: 'Incident #407' });
    expect(await appears(pane.getByText('You are asked to approve an action.'))).toBe(true);
    expect(await appears(pane.locator('header').getByText('Bo Lindqvist has it'))).toBe(true);
    await pane.getByRole('button', { name: 'Acknowledge' }).click();
    expect(await requests(page, 'incident:acknowledge')).toEqual([{ id: incident, via: 'window' }]);
  });

  it('can be declined with a reason', async () => {
    const page = await open(changedNight());
    await openIncident(page, 413);
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.locator('[role="dialog"] textarea:focus').waitFor();
    await send(page);
    expect(await appears(page.getByText('Say why.'))).toBe(true);
    await page.getByLabel('Why', { exact: true }).fill('I am on a train.');
    await send(page);
    await page.getByText('You declined on #413.').waitFor();
    const call = '019d0000-0000-7000-8000-00000000000d';
    expect(await done(page)).toEqual(asked('decline', { call, reason: 'I am on a train.' }, 'incident-413'));
  });

  it('stands first in the queue, under what rings for me', async () => {
    const page = await open(changedNight());
    expect(await page.getByRole('row').nth(0).innerText()).toMatch(/Ringing for you\s*4/);
    expect(await page.getByRole('row').nth(1).innerText()).toContain('Asked to approve');
    expect(await page.getByRole('row').nth(2).innerText()).toContain('2 of 3 answered');
  });
});

describe('an outbound action', () => {
  it('says what, by whom, who is asked until when, and how it ended', async () => {
    const page = await open(changedNight());
    await openIncident(page, 407);
    const section = page.getByRole('region', { name: 'Outbound actions' });
    const [waiting, rejected, released] = await section.getByRole('article').allInnerTexts();
    expect(waiting).toMatch(/An update to customers\s+Waits for approval/);
    expect(waiting).toContain('Proposed by Bo Lindqvist, 04:06 · Checkpoint “Words to customers”');
    expect(waiting).toContain('Asked: you, until 04:21');
    expect(waiting).toContain('Approved by Chloé Marchand · 1 approval of 2');
    expect(rejected).toContain('Chloé Marchand: It is not all of them; say which.');
    expect(released).toMatch(/Free to go\s+Proposed by the operator/);
    expect(await section.getByRole('button').allInnerTexts()).toEqual(['Approve', 'Decline…']);
  });

  it('is approved and declined', async () => {
    const page = await open(changedNight());
    await openIncident(page, 407);
    const action = '019d0000-0000-7000-8000-00000000000a';
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Approved on #407.').waitFor();
    await page.getByRole('button', { name: 'Decline…' }).click();
    await page.getByLabel('Why', { exact: true }).fill('Not yet.');
    await send(page);
    await page.getByText('Declined on #407.').waitFor();
    expect(await done(page)).toEqual([...asked('approve', { action }), ...asked('reject', { action, reason: 'Not yet.' })]);
  });

  it('says on the spot why an approval was not taken', async () => {
    const why = 'Nobody approves what they proposed themselves; ask a colleague.';
    const page = await open({ ...changedNight(), refuses: { 'incident:do': why } });
    await openIncident(page, 407);
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await appears(page.getByRole('region', { name: 'Outbound actions' }).getByRole('alert'))).toBe(true);
  });
});

describe('how it stands', () => {
  it('says priority, stage, deadline, roles and what it waits for', async () => {
    const page = await open(changedNight());
    await openIncident(page, 407);
    const header = page.getByRole('region', { name: 'Incident #407' }).locator('header');
    for (const text of ['P1', 'Mitigating', 'Due 06:12', 'Incident commander: Bo Lindqvist', '#398 Fraud scoring answers slowly']) {
      expect(await appears(header.getByText(text).first())).toBe(true);
    }
    await changeRow(page, incident, { blockedBy: ['nobody-knows'] });
    expect(await appears(header.getByText('another incident'))).toBe(true);
  });

  it('says until when it sleeps, in the header, on its line of steps and in the queue', async () => {
    const page = await open(changedNight());
    await openIncident(page, 402);
    const pane = page.getByRole('region', { name: 'Incident #402' });
    expect(await appears(pane.getByText('Asleep until 09:00'))).toBe(true);
    expect(await pane.getByRole('list', { name: 'Steps' }).innerText()).toContain('Wakes up');
    expect(await page.locator('[role="row"]', { hasText: '#402' }).innerText()).toMatch(/Asleep until 09:00[^]*Wakes up/);
  });

  it('draws a step that was passed over as such', async () => {
    const page = await open(changedNight());
    await openIncident(page, 407);
    expect(await page.getByRole('list', { name: 'Steps' }).innerText()).toMatch(/Step 1[^]*passed over/i);
  });
});
