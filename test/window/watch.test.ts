import { describe, expect, it } from 'vitest';
import { appears, open, requests } from './open.ts';
import { busyDesk, calmDesk } from './scenarios/desks.ts';
import { details, draft } from './scenarios/details.ts';
import { hours, now } from './scenarios/people.ts';

const go = { queue: 'Queue', oncall: 'On call', handoff: 'Handoff', settings: 'Settings' };
const rail = (page: Awaited<ReturnType<typeof open>>, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name }).click();

describe('the watch', () => {
  it('shows on every screen that something rings for me, one click from being taken', async () => {
    const page = await open({ desk: busyDesk(), draft });
    for (const name of [go.oncall, go.handoff, go.settings]) {
      await rail(page, name);
      expect(await appears(page.getByRole('region', { name: 'Ringing for you' }).getByText('2 incidents ring for you'))).toBe(true);
    }
    await page.getByRole('button', { name: /^Acknowledge #412/ }).click();
    expect(await requests(page, 'incident:acknowledge')).toEqual([{ id: 'incident-412', via: 'window' }]);
  });

  it('says in the top bar until when I am on call', async () => {
    const page = await open({ desk: calmDesk() });
    expect(await appears(page.getByRole('region', { name: 'How Watchbell stands' }).getByText('On call until Fri 09:00'))).toBe(true);
  });

  it('says who is on call for each schedule, until when and who is next, in my zone', async () => {
    const page = await open({ desk: calmDesk() });
    await rail(page, go.oncall);
    const platform = await page.getByRole('article', { name: 'Platform' }).innerText();
    expect(platform).toContain('Chloé Marchand');
    expect(platform).toContain('until 15:00');
    expect(platform).toContain('Then Dev Patel, from 15:00');
    expect(platform).toContain('Runs on America/New York time: 22:12 there');
    expect(await page.getByRole('article', { name: 'Search' }).innerText()).toContain('Pages go to the organisation’s last resort.');
    expect(await appears(page.getByText('Your next shift: Platform, from Fri 11 Dec, 04:12 to Fri 18 Dec, 04:12.'))).toBe(true);
  });

  it('drafts the handoff of my shift and offers it with my words', async () => {
    const page = await open({ desk: busyDesk(), details, draft });
    await rail(page, go.handoff);
    expect(await page.getByLabel('In this shift').innerText()).toMatch(/triggered\s*14[^]*pages\s*23/);
    await page.getByRole('textbox', { name: 'What the next person should know about #412' }).fill('Issuer is on it.');
    await page.getByRole('textbox', { name: 'Anything else' }).fill('Coffee machine works again.');
    await page.getByRole('combobox', { name: 'To' }).click();
    await page.getByRole('option', { name: 'Chloé Marchand' }).click();
    await page.getByRole('button', { name: 'Offer the handoff' }).click();
    expect(await requests(page, 'handoff:offer')).toEqual([
      {
        schedule: 'payments-watch',
        to: 'chloe',
        shift: draft.shift,
        note: 'Coffee machine works again.',
        incidents: [
          { id: 'incident-412', line: 'Issuer is on it.' },
          { id: 'incident-404', line: 'Ana has it. Last note: Bank called back, they rotated the host key.' },
        ],
      },
    ]);
  });

  it('keeps a half-written handoff over a restart of the window', async () => {
    const page = await open({ desk: busyDesk(), draft });
    await rail(page, go.handoff);
    await page.getByRole('textbox', { name: 'Anything else' }).fill('half a thought');
    await page.reload();
    await rail(page, go.handoff);
    expect(await appears(page.getByText('half a thought'))).toBe(true);
  });

  it('lets me accept a handoff, or decline it with a reason', async () => {
    const page = await open({ desk: busyDesk(), draft });
    await rail(page, go.handoff);
    const offer = page.getByRole('article', { name: 'Chloé Marchand hands Platform over to you' });
    await offer.getByRole('button', { name: 'Decline' }).click();
    await offer.getByRole('button', { name: 'Decline the handoff' }).click();
    expect(await appears(offer.getByText('Say why, so that the other can act on it.'))).toBe(true);
    await offer.getByRole('textbox', { name: 'Why not' }).fill('I am ill.');
    await offer.getByRole('button', { name: 'Decline the handoff' }).click();
    expect(await requests(page, 'handoff:answer')).toEqual([{ id: 'handoff-2', accept: false, reason: 'I am ill.' }]);
    await offer.getByRole('button', { name: 'Cancel' }).click();
    await offer.getByRole('button', { name: 'Accept the watch' }).click();
    expect((await requests(page, 'handoff:answer')).at(-1)).toEqual({ id: 'handoff-2', accept: true });
  });

  it('shows what became of earlier handoffs', async () => {
    const page = await open({ desk: busyDesk(), draft });
    await rail(page, go.handoff);
    await page.getByText('Ana Ferreira to Dev Patel').click();
    expect(await appears(page.getByText('Why: I am on a plane until noon.'))).toBe(true);
  });

  it('has a sentence for a watch without shift and without handoffs', async () => {
    const page = await open({ desk: calmDesk() });
    await rail(page, go.handoff);
    expect(await appears(page.getByText('You have no shift to hand over'))).toBe(true);
    expect(await appears(page.getByText('No handoff yet'))).toBe(true);
  });
});

describe('the settings', () => {
  it('change the language and the colours', async () => {
    const page = await open({ desk: calmDesk() });
    await rail(page, go.settings);
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await appears(page.locator('html[data-mantine-color-scheme="dark"]'))).toBe(true);
    await page.getByRole('button', { name: 'Français' }).click();
    expect(await appears(page.getByRole('heading', { name: 'Réglages' }))).toBe(true);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });

  it('pause sounds for one hour, and say that critical never is', async () => {
    const page = await open({ desk: calmDesk() }, { clock: 'stopped' });
    await rail(page, go.settings);
    expect(await appears(page.getByText('Never for critical: those sound even while paused.'))).toBe(true);
    await page.getByRole('button', { name: 'Pause for one hour' }).click();
    expect(await requests(page, 'settings:set')).toEqual([{ soundsPausedUntil: now + 1000 + hours(1) }]);
    expect(await appears(page.getByText('Sounds are paused until 05:12. Critical still sounds.'))).toBe(true);
    await page.getByRole('button', { name: 'Turn sounds on' }).first().click();
    expect((await requests(page, 'settings:set')).at(-1)).toEqual({ soundsPausedUntil: null });
  });

  it('let one listen to each severity’s sound', async () => {
    const page = await open({ desk: calmDesk() });
    await rail(page, go.settings);
    for (const severity of ['Critical', 'Error', 'Warning']) {
      await page.getByRole('button', { name: `Listen to ${severity}` }).click();
    }
    // The alarm's rising notes are the window's to play, the notifications main's.
    expect(await page.evaluate(() => window.fake.notes)).toEqual([784, 988, 1319]);
    expect(await requests(page, 'sound:test')).toEqual([{ severity: 'critical' }, { severity: 'error' }, { severity: 'warning' }]);
    expect(await page.getByRole('button', { name: 'Listen to Info' }).count()).toBe(0);
  });
});
