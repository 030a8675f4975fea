import type { Scenario } from '../fake/fake-bridge.ts';
import { busyDesk } from './desks.ts';
import { ringingDetail } from './details.ts';
import { bo, days, hours, minutes, now } from './people.ts';
import { busyNight, ringingForMe } from './rows.ts';
import type { Shot } from './shots.ts';

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The critical incident with everything that may stand beside one. */
export function evidenceNight(): Scenario {
  const queue = busyNight.map((row) => (row.id === ringingForMe.id ? { ...row, tags: ['customers', 'pci'] } : row));
  const detail = {
    ...ringingDetail,
    known: { environment: 'production', impact: 'customer-facing outage' },
    links: [{ href: 'https://status.issuer.example/', text: 'Issuer status' }],
    attachments: [
      {
        name: 'authoriser.log',
        type: 'text/plain' as const,
        text: '03:11:02 <b>issuer unavailable</b>\n03:11:03 <script>alert(1)</script>',
      },
      { name: 'declines.png', type: 'image/png' as const, base64: dot },
    ],
    routed: [
      { rule: 'Customers cannot pay', decided: [{ what: 'severity' }, { what: 'known.region' }] },
      { rule: 'To the cluster’s team', decided: [{ what: 'service', left: 'unknown' as const, named: 'old-7' }] },
    ],
    members: [
      { key: 'visa-eu', title: 'visa-eu: 38 % declined', isOver: false },
      { key: 'amex', title: 'amex: 12 % declined', isOver: true },
    ],
    changes: [
      {
        summary: 'Deploy authoriser 4.18.0',
        source: 'Argo CD',
        at: now - minutes(13),
        links: [{ href: 'https://argo.harbourpay.example/authoriser', text: 'The deployment' }],
        integration: { id: 'argo', name: 'Argo CD' },
      },
    ],
    similar: [
      {
        id: 'incident-404',
        number: 404,
        title: 'Card authorisations failing: 12 % declined',
        severity: 'critical' as const,
        because: ['same-problem' as const],
        at: now - days(12),
        ended: 'by-person' as const,
        by: bo,
        tookMs: hours(1) + minutes(12),
      },
    ],
  };
  return { desk: busyDesk({ queue }), details: { [detail.row.id]: detail } };
}

const openIncident: NonNullable<Shot['act']> = async (page) => {
  await page.locator('[role="row"]', { hasText: '#412' }).click();
  await page.locator('figure img').waitFor();
};

/** The pane with evidence, at its top and further down. */
export const evidenceShots: Shot[] = [
  { name: 'incident-evidence', scenario: evidenceNight, act: openIncident },
  {
    name: 'incident-evidence-below',
    scenario: evidenceNight,
    act: async (page) => {
      await openIncident(page);
      await page.locator('details summary').click();
      await page.locator('figure img').evaluate((image) => image.scrollIntoView({ block: 'start' }));
    },
  },
];
