import type { Definition, DefinitionKind } from '../../../shared/workspace/definitions.ts';
import type { Scenario } from '../fake/fake-bridge.ts';
import type { GivenIncident } from '../fake/schedule-desk.ts';
import { busyDesk } from './desks.ts';
import { details } from './details.ts';
import { ana, bo, checkout, dev, edge, hours, ledger, minutes, now, payments, search } from './people.ts';
import type { Shot } from './shots.ts';

type Role = 'responder' | 'lead' | 'stakeholder';

const define = (kind: DefinitionKind, definition: object): { kind: DefinitionKind; definition: Definition } => ({
  kind,
  definition: definition as Definition,
});

const services = [payments, checkout, ledger, search, edge].map((service) => define('service', { ...service, policy: 'standard' }));

const noisy = [
  define('silence', {
    id: 'disk-swap',
    name: 'Disk swap on search-node-3',
    when: {
      all: [
        { field: 'service', is: 'search' },
        { field: 'host', is: 'search-node-3' },
      ],
    },
    until: now + hours(9) + minutes(48),
  }),
  define('silence', {
    id: 'load-test',
    name: 'Load test of the checkout',
    when: { field: 'label.env', is: 'loadtest' },
    from: now + hours(6),
    until: now + hours(8),
  }),
  define('silence', { id: 'past', name: 'Migration of the mail queue', when: { field: 'service', is: 'edge' }, until: now - hours(3) }),
  define('maintenance', {
    id: 'ledger-monday',
    name: 'Ledger maintenance',
    services: ['ledger'],
    weekly: { during: { days: ['mon'], from: '22:00', until: '24:00' }, zone: 'America/New_York' },
  }),
  define('maintenance', {
    id: 'edge-now',
    name: 'New firmware at the edge',
    services: ['edge', 'search'],
    once: { from: now - hours(1), until: now + hours(2) },
  }),
  define('routing-rule', {
    id: 'urgent',
    name: 'Customers cannot pay',
    order: 1,
    when: {
      all: [
        { field: 'environment', is: 'production' },
        { field: 'impact', contains: 'customer' },
      ],
    },
    set: { severity: 'critical', priority: 'P1', assign: [{ kind: 'person', id: 'bo' }], tags: ['customers'] },
  }),
  define('routing-rule', {
    id: 'wait-for-edge',
    name: 'Wait for the edge',
    order: 2,
    when: { field: 'service', is: 'edge' },
    set: { pauseMs: minutes(2) },
  }),
  define('routing-rule', {
    id: 'staging',
    name: 'Nobody is woken for staging',
    order: 3,
    when: { field: 'environment', is: 'staging' },
    set: { suppress: true },
    stop: true,
  }),
  define('routing-rule', {
    id: 'old',
    name: 'Old cluster belongs to Search',
    order: 4,
    when: { field: 'cluster', matches: '^old-' },
    set: { service: 'search', known: { region: '{{label.datacenter}}' } },
    off: true,
  }),
  define('grouping', {
    id: 'by-cluster',
    name: 'One for a cluster',
    order: 1,
    when: { field: 'cluster', exists: true },
    by: ['cluster', 'label.alertname'],
    windowMs: minutes(30),
    rolling: true,
    most: 100,
  }),
  define('inhibition', {
    id: 'edge-down',
    name: 'Edge down',
    source: {
      all: [
        { field: 'service', is: 'edge' },
        { field: 'severity', is: 'critical' },
      ],
    },
    target: { field: 'severity', atMost: 'error' },
    equal: ['region'],
  }),
];

const incidents: GivenIncident[] = [
  { id: 'incident-430', number: 430, title: 'Disk of search-node-3 is 96 % full', service: 'search', known: { host: 'search-node-3' } },
  { id: 'incident-431', number: 431, title: 'Health check of search-node-3 fails', service: 'search', known: { host: 'search-node-3' } },
  {
    id: 'incident-396',
    number: 396,
    title: 'Search index rebuild stalled',
    service: 'search',
    status: 'resolved',
    routed: [{ rule: 'urgent', revision: 1, set: ['severity'] }],
  },
  {
    id: 'incident-412',
    number: 412,
    title: 'Card authorisations failing',
    service: 'payments',
    severity: 'critical',
    routed: [{ rule: 'urgent', revision: 1, set: ['severity', 'priority'] }],
  },
  {
    id: 'incident-433',
    number: 433,
    title: 'Packet loss at edge-7',
    service: 'edge',
    status: 'suppressed',
    suppression: { reason: 'maintenance', by: 'edge-now', until: now + hours(2) },
  },
];

const alert = (summary: string, known: Record<string, string>) => ({
  action: 'trigger' as const,
  dedupKey: summary,
  summary,
  source: 'prometheus',
  severity: 'warning' as const,
  known,
});
const alerts = [
  {
    incident: 'incident-396',
    integration: 'prometheus',
    at: now - hours(8),
    alert: alert('Search index rebuild stalled', { environment: 'production' }),
  },
  {
    incident: 'incident-412',
    integration: 'prometheus',
    at: now - minutes(1),
    alert: alert('Card authorisations failing', { environment: 'production', impact: 'customer-facing outage' }),
  },
];
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => zone.replaceAll('_', ' '));
const prometheus = define('integration', { id: 'prometheus', name: 'Prometheus', service: 'payments' });

/** Silences, windows and rules of every kind, as somebody of a role sees them. */
export function noisyNight(role: Role = 'lead', definitions = noisy): Scenario {
  const desk = busyDesk({ me: { ...ana, role, zone: 'Europe/Paris' } });
  const people = [ana, bo, dev].map((each) => define('person', { ...each, role: each.id === 'ana' ? role : 'responder' }));
  return {
    desk,
    details,
    workspace: { definitions: [...people, ...services, prometheus, ...definitions], reachable: [], incidents, alerts, words: zones },
  };
}

/** The same workspace with nothing that keeps noise down. */
export const quietNight = (role: Role = 'responder'): Scenario => noisyNight(role, []);

type Act = NonNullable<Shot['act']>;

const toNoise: Act = async (page) => {
  await page.locator('nav button').nth(5).click();
};
const then =
  (more: Act): Act =>
  async (page) => {
    await toNoise(page);
    await page.locator('main section').first().waitFor();
    await more(page);
  };
const form = (index: number): Act =>
  then(async (page) => {
    await page.locator('main section').nth(index).locator('button').first().click();
    await page.locator('[role="dialog"] input:focus').waitFor();
  });

/** The noise screen: full, to read only, empty, failing, and its forms. */
export const noiseShots: Shot[] = [
  { name: 'noise-full', scenario: () => noisyNight(), act: toNoise },
  {
    name: 'noise-rules',
    scenario: () => noisyNight(),
    act: then((page) => page.locator('main section').last().scrollIntoViewIfNeeded()),
  },
  {
    name: 'noise-rule-tried',
    scenario: () => noisyNight(),
    act: then(async (page) => {
      await page.locator('main ol [aria-expanded]').first().click();
      await page.locator('main ol ul li').first().waitFor();
      await page.locator('main ol').first().scrollIntoViewIfNeeded();
    }),
  },
  { name: 'noise-stakeholder', scenario: () => noisyNight('stakeholder'), act: toNoise },
  { name: 'noise-empty', scenario: () => quietNight(), act: toNoise },
  { name: 'noise-failing', scenario: () => ({ ...quietNight(), breaks: ['noise:get'] }), act: toNoise },
  {
    name: 'noise-silence-wrong',
    scenario: () => noisyNight(),
    act: async (page) => {
      await form(0)(page);
      await page.locator('[role="dialog"] [type="submit"]').click();
    },
  },
  { name: 'noise-maintenance-form', scenario: () => noisyNight(), act: form(1) },
  {
    name: 'noise-maintenance-weekly',
    scenario: () => noisyNight(),
    act: async (page) => {
      await form(1)(page);
      await page.locator('[role="dialog"] fieldset label').last().click();
      await page.locator('[role="dialog"] time').first().waitFor();
    },
  },
  {
    name: 'noise-silence-like-this',
    scenario: () => noisyNight('responder'),
    act: async (page) => {
      await page.locator('[role="row"]', { hasText: '#412' }).click();
      await page.locator('header [aria-haspopup="menu"]').last().click();
      await page.locator('[role="menuitem"]').last().click();
      await page.locator('[role="dialog"] ul, [role="dialog"] section p').first().waitFor();
    },
  },
];
