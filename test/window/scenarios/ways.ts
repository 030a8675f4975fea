import type { Page } from '@playwright/test';
import type { WayView } from '../../../shared/workspace/way-view.ts';
import type { Scenario } from '../fake/fake-bridge.ts';
import { calmDesk, failingDesk } from './desks.ts';
import { days, hours, minutes, now } from './people.ts';
import type { Shot } from './shots.ts';

/** Ana's ways on a calm night: one that works, one that begins too late, one nobody verified, one that failed. */
export const anasWays: WayView = {
  zone: 'Europe/Lisbon',
  rows: [
    {
      index: 0,
      rule: { channel: 'push', afterMs: 0 },
      issues: [],
      isTesting: false,
      test: { channel: 'push', at: now - minutes(3), outcome: 'confirmed' },
    },
    {
      index: 1,
      rule: { channel: 'sms', to: 'private', afterMs: minutes(1), during: 'other-hours' },
      issues: [],
      isTesting: false,
      test: { channel: 'sms', address: 'private', at: now - minutes(3), outcome: 'sent' },
    },
    {
      index: 2,
      rule: { channel: 'voice', afterMs: minutes(3), urgency: 'high' },
      issues: [{ kind: 'not-verified' }],
      isTesting: false,
      test: { channel: 'voice', at: now - days(9), outcome: 'failed', why: 'The provider did not answer within 10 s.' },
    },
    {
      index: 3,
      rule: { channel: 'mail', afterMs: minutes(15), urgency: 'low' },
      issues: [{ kind: 'late', policy: 'Payments', level: 1, withinMs: minutes(5) }],
      isTesting: false,
    },
  ],
  quietHours: [{ from: '22:00', until: '07:00' }],
  ownRules: true,
  isPending: false,
  isOnline: true,
  testedAt: now - minutes(3),
  relay: {
    addresses: [
      { kind: 'mail', shown: 'a…@example.org', verifiedAt: now - days(40), codeSent: false },
      { kind: 'phone', shown: '+351 … 78', codeSent: false },
      { kind: 'phone', name: 'private', shown: '+351 … 21', verifiedAt: now - days(3), codeSent: false },
      { kind: 'push', verifiedAt: now - hours(5), codeSent: false },
      { kind: 'mail', name: 'home', shown: 'a…@home.example', codeSent: true },
    ],
    nowhere: [],
  },
};

/** A desk whose person is paged so. */
export function waysNight(change: Partial<WayView> = {}, more: Partial<Scenario> = {}): Scenario {
  return { desk: calmDesk(), ways: { ...anasWays, ...change }, ...more };
}

/** The same without the relay: what is not in the log is not known. */
export function waysOffline(): Scenario {
  const rows = anasWays.rows.map((row) => ({ ...row, issues: row.issues.filter(({ kind }) => kind === 'late') }));
  return { ...waysNight({ isOnline: false, isPending: true, relay: undefined, rows }), desk: failingDesk() };
}

const nothing: Partial<WayView> = { rows: [], quietHours: [], ownRules: false, testedAt: undefined };

async function settings(page: Page): Promise<void> {
  await page.locator('nav button').nth(6).click();
  await page.locator('main section').first().locator('li, p').first().waitFor();
}

const pressed =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> => {
    await settings(page);
    await page.locator('main section').first().locator('button', { hasText: name }).first().click();
    await page.locator('[role="dialog"] :focus').waitFor();
  };

/** How a person is paged, in every state there is. */
export const waysShots: Shot[] = [
  { name: 'ways-full', scenario: () => waysNight(), act: settings },
  { name: 'ways-gap', scenario: () => waysNight({ gap: 'quiet-hours', ownRules: false }), act: settings },
  { name: 'ways-testing', scenario: () => waysNight({ rows: anasWays.rows.map((row) => ({ ...row, isTesting: true })) }), act: settings },
  { name: 'ways-empty', scenario: () => waysNight({ ...nothing, relay: { addresses: [], nowhere: [] } }), act: settings },
  { name: 'ways-offline', scenario: waysOffline, act: settings },
  { name: 'ways-failing', scenario: () => waysNight({}, { breaks: ['ways:get'] }), act: settings },
  { name: 'ways-rule', scenario: () => waysNight(), act: pressed(/^(Add a way|Ajouter une voie)$/) },
  { name: 'ways-quiet', scenario: () => waysNight(), act: pressed(/^(Change|Modifier)$/) },
  { name: 'ways-address', scenario: () => waysNight(), act: pressed(/^(Add an address|Ajouter une adresse)$/) },
  { name: 'ways-code', scenario: () => waysNight(), act: pressed(/^(Type the code|Taper le code)$/) },
];
