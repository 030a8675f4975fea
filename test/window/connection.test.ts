import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/bridge/desk.ts';
import { appears, open, requests } from './open.ts';
import { busyDesk, calmDesk, failingDesk } from './scenarios/desks.ts';

const withConnection = (change: Partial<Connection>): ReturnType<typeof busyDesk> =>
  busyDesk({ connection: { ...busyDesk().connection, pending: 0, ...change } });

describe('how one stands to the relay', () => {
  it('is quiet while all is well', async () => {
    const page = await open({ desk: withConnection({}) });
    expect(await page.getByRole('region', { name: 'How Watchbell stands' }).innerText()).toContain('Online');
    expect(await page.getByText('Cut off').count()).toBe(0);
    expect(await page.getByText('older than the relay').count()).toBe(0);
  });

  it('says since when it is cut off, that paging goes on, and what waits', async () => {
    const page = await open({ desk: failingDesk() }, { clock: 'stopped' });
    const text = await page.locator('[role="status"]').filter({ hasText: 'Cut off' }).innerText();
    expect(text).toContain('Cut off from the relay since 04:00 (12 mins).');
    expect(text).toContain('Paging goes on from this laptop. 3 commands wait to be confirmed.');
  });

  it('says it in French too, in the singular and with nothing waiting', async () => {
    const page = await open({ desk: { ...failingDesk(), locale: 'fr', connection: { ...failingDesk().connection, pending: 1 } } });
    expect(await appears(page.getByText('Les appels continuent depuis cet ordinateur. 1 commande attend d’être confirmée.'))).toBe(true);
    const calm = await open({ desk: { ...failingDesk(), connection: { ...failingDesk().connection, pending: 0 } } });
    expect(await appears(calm.getByText('Nothing waits to be confirmed.'))).toBe(true);
  });

  it('shows how far it has caught up', async () => {
    const page = await open({ desk: withConnection({ state: 'updating', progress: { done: 1204, total: 5000 } }) });
    expect(await appears(page.getByText('Catching up with the relay: 1,204 of 5,000 entries.'))).toBe(true);
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('24.08');
  });

  it('says why a relay refuses this device, what is kept, and the way to pair again', async () => {
    const page = await open({ desk: withConnection({ state: 'refused', why: 'An administrator removed this device.' }) });
    expect(await appears(page.getByText('An administrator removed this device.'))).toBe(true);
    expect(await appears(page.getByText('What you did here is kept.'))).toBe(true);
    await page.getByRole('button', { name: 'Pair again' }).click();
    expect(await appears(page.getByRole('textbox', { name: 'Pairing code' }))).toBe(true);
  });

  it('welcomes someone who has not paired, and pairs', async () => {
    const desk = calmDesk({ me: undefined, connection: { state: 'unpaired', since: 0, pending: 0, clockOffsetMs: 0 } });
    const page = await open({ desk });
    await page.getByRole('button', { name: 'Pair this computer' }).click();
    expect(await appears(page.getByText('Type the pairing code.'))).toBe(true);
    expect(await requests(page, 'pair')).toEqual([]);
    await page.getByRole('textbox', { name: 'Address of the relay' }).fill('http://relay:7420');
    await page.getByRole('textbox', { name: 'Pairing code' }).fill('seven-of-nine');
    await page.getByRole('textbox', { name: 'Who you are' }).fill('Ana');
    await page.getByRole('button', { name: 'Pair this computer' }).click();
    expect(await requests(page, 'pair')).toEqual([{ url: 'http://relay:7420', code: 'seven-of-nine', person: 'Ana' }]);
  });

  it('keeps what was typed when pairing fails, and says what to do', async () => {
    const desk = calmDesk({ me: undefined, connection: { state: 'unpaired', since: 0, pending: 0, clockOffsetMs: 0 } });
    const page = await open({ desk, refuses: { pair: 'The code has expired. Ask your operator for a new one.' } });
    await page.getByRole('textbox', { name: 'Address of the relay' }).fill('http://relay:7420');
    await page.getByRole('textbox', { name: 'Pairing code' }).fill('old');
    await page.getByRole('textbox', { name: 'Who you are' }).fill('Ana');
    await page.getByRole('button', { name: 'Pair this computer' }).click();
    expect(await appears(page.getByText('The code has expired. Ask your operator for a new one.'))).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Pairing code' }).inputValue()).toBe('old');
  });

  it('shows every command that came back, with its reason, to make again or dismiss', async () => {
    const page = await open({ desk: failingDesk() });
    await page.getByRole('button', { name: '2 commands came back' }).click();
    const tray = page.getByRole('dialog', { name: 'Came back' });
    expect(await appears(tray.getByText('Acknowledge · #404 Settlement file to the bank not delivered'))).toBe(true);
    expect(await appears(tray.getByText('It has rung again since; acknowledge it again.'))).toBe(true);
    await tray.getByRole('button', { name: 'Make it again' }).click();
    expect(await requests(page, 'returned:reapply')).toEqual([{ id: '019d0000-0000-7000-8000-000000000001' }]);
    await tray.getByRole('button', { name: 'Dismiss' }).last().click();
    expect(await requests(page, 'returned:dismiss')).toEqual([{ id: '019d0000-0000-7000-8000-000000000002' }]);
  });

  it('says so when main refuses or does not answer a command', async () => {
    const page = await open({
      desk: busyDesk(),
      refuses: { 'incident:acknowledge': 'The disk is full; nothing was changed.' },
      breaks: ['incident:escalate'],
    });
    await page.keyboard.press('a');
    expect(await appears(page.getByText('The disk is full; nothing was changed.'))).toBe(true);
    await page.keyboard.press('e');
    expect(await appears(page.getByText('Watchbell did not answer. Nothing was changed;'))).toBe(true);
  });

  it('says so when main does not answer at all', async () => {
    const page = await open({ desk: busyDesk(), breaks: ['desk:get'] });
    expect(await appears(page.getByText('Watchbell does not answer', { exact: true }))).toBe(true);
  });

  it('says that an update is due, what is done until then and what is not understood, in both languages', async () => {
    const notUnderstood = ['incident.delayed', 'team.rested'];
    const page = await open({ desk: busyDesk({ notUnderstood }) });
    const text = await page.locator('[role="status"]').filter({ hasText: 'older than the relay' }).innerText();
    expect(text).toContain('Update it. Until then it pages you for every incident of your teams.');
    expect(text).toContain('Not understood: incident.delayed, team.rested.');
    const french = await open({ desk: busyDesk({ notUnderstood, locale: 'fr' }) });
    expect(await appears(french.getByText('D’ici là, il vous appelle pour chaque incident de vos équipes.'))).toBe(true);
  });

  it('says that notifications do not come through, and what is done instead', async () => {
    const page = await open({ desk: failingDesk() });
    expect(await appears(page.getByText('No notification service runs on this desktop. Watchbell opens its alarm window instead.'))).toBe(
      true,
    );
  });
});
