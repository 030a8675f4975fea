import { describe, expect, it } from 'vitest';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import { appears, open, requests } from './open.ts';
import { busyDesk, calmDesk } from './scenarios/desks.ts';
import { draft } from './scenarios/details.ts';
import { now } from './scenarios/people.ts';
import { ringingForMe } from './scenarios/rows.ts';

const script = '<script>window.stolen=1</script><img src=x onerror="window.stolen=1">';
const nested = `${script} $t(shell.banner.offline) {{count}} {{- name}}`;

const row = { ...ringingForMe, title: nested, service: { id: 'evil', name: script }, policy: { id: 'p', name: script } };

const detail: IncidentDetail = {
  row,
  past: [{ level: 1, isCatchAll: false, at: now, people: [{ id: 'x', name: script }], outcome: 'paged', reason: 'triggered' }],
  alert: {
    action: 'trigger',
    dedupKey: script,
    summary: script,
    source: nested,
    severity: 'critical',
    details: { [script]: script, constructor: script, __proto__key: { deep: script } },
    links: [{ href: 'https://example.org/"><script>', text: script }],
    images: [{ src: 'https://example.org/x.png', alt: script }],
    client: script,
    clientUrl: 'javascript:window.stolen=1',
  },
  roles: [{ role: 'commander', person: { id: 'x', name: script } }],
  actions: [
    {
      id: 'action',
      kind: 'customer-update',
      text: nested,
      by: { id: 'x', name: script },
      at: now,
      status: 'waiting',
      checkpoint: script,
      needed: 1,
      asked: [{ id: 'x', name: script }],
      approvals: [],
      until: now,
      mine: false,
    },
  ],
  timeline: [
    {
      id: '1',
      type: 'incident.annotated',
      at: now,
      actor: { kind: 'person', name: script },
      pending: false,
      verdict: 'applied',
      body: { text: nested },
      people: [],
    },
    {
      id: '2',
      type: script,
      at: now,
      actor: { kind: 'integration', name: script },
      pending: false,
      verdict: 'parked',
      why: script,
      body: { via: script, reason: {} },
      people: [],
    },
    {
      id: '3',
      type: 'step.fired',
      at: now,
      actor: { kind: 'engine', name: '' },
      pending: false,
      verdict: 'applied',
      body: { position: 'nowhere', outcome: 7 },
      people: [],
    },
    {
      id: '4',
      type: 'notification.failed',
      at: now,
      actor: { kind: 'engine', name: '' },
      pending: false,
      verdict: 'applied',
      body: { reason: script, page: 'many' },
      people: [],
    },
  ],
};

describe('words from outside', () => {
  it('show as text and never run, in the queue, an incident and the palette', async () => {
    const page = await open({ desk: calmDesk({ queue: [row] }), details: { [row.id]: detail } });
    await page.keyboard.press('Enter');
    const pane = page.getByRole('region', { name: 'Incident #412' });
    expect(await pane.getByRole('heading', { level: 2 }).innerText()).toBe(nested);
    await pane.getByRole('button', { name: 'Why was anyone paged?' }).click();
    const more = pane.getByRole('button', { name: /^Show \d+ more/ });
    if (await more.isVisible()) {
      await more.click();
    }
    expect(await pane.locator('blockquote').allInnerTexts()).toEqual([nested, nested]);
    await page.keyboard.press('Control+k');
    expect(await appears(page.getByRole('dialog').getByText(nested))).toBe(true);
    expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  it('offer no link but http and https', async () => {
    const page = await open({ desk: calmDesk({ queue: [row] }), details: { [row.id]: detail } });
    await page.keyboard.press('Enter');
    expect(await appears(page.getByRole('region', { name: 'Incident #412' }))).toBe(true);
    expect(await page.locator('a[href]').count()).toBe(0);
    for (const link of await page.locator('[title^="Opens "]').all()) {
      await link.click();
    }
    for (const asked of await requests(page, 'link:open')) {
      expect((asked as { url: string }).url).toMatch(/^https?:\/\//);
    }
  });

  it('show as text in the alarm', async () => {
    const page = await open({ desk: calmDesk({ queue: [row] }) }, { page: 'alarm.html' });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(nested);
    expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
  });

  it('show as text in a handoff', async () => {
    const handoffs = busyDesk().handoffs.map((handoff) => ({
      ...handoff,
      note: nested,
      reason: script,
      incidents: [{ id: row.id, line: script }],
    }));
    const page = await open({ desk: calmDesk({ handoffs, queue: [row] }), draft: { ...draft, incidents: [{ ...row, line: script }] } });
    await page.getByRole('navigation').getByRole('button', { name: 'Handoff' }).click();
    expect(await appears(page.getByText(nested).first())).toBe(true);
    expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
  });
});
