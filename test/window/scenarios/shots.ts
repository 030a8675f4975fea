import type { Page } from '@playwright/test';
import type { Scenario } from '../fake/fake-bridge.ts';
import { changedNight } from './changes.ts';
import { busyDesk, calmDesk, failingDesk } from './desks.ts';
import { details, draft } from './details.ts';
import { hours, minutes, now } from './people.ts';
import { fairShots } from './fair-shots.ts';
import { evidenceShots } from './evidence.ts';
import { intakeShots } from './intake.ts';
import { noiseShots } from './noise.ts';
import { policies } from './policies.ts';
import { rotationShots } from './rotation-shots.ts';
import { waysShots } from './ways.ts';
import { suppressedShots } from './suppressed.ts';
import { engineStillDesk, relayGoneDesk, testFailedDesk, watchedDesk } from './self-watch.ts';
import { alsoRingingForMe, busyNight, ringingForMe, row } from './rows.ts';

/** One picture: what main knows, and what is pressed before it is taken. */
export interface Shot {
  name: string;
  page?: 'alarm.html';
  scenario(): Scenario;
  act?(page: Page): Promise<void>;
  /** It says something at a moment, in the language of that moment: it is opened and pressed in each. */
  says?: true;
}

const press =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };
const screen =
  (index: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('nav button').nth(index).click();
  };
const busy = (): Scenario => ({ desk: busyDesk(), details, draft });
const offline = failingDesk().connection;
const openRow = (page: Page, number: number): Promise<void> => page.locator('[role="row"]', { hasText: `#${number}` }).click();
/** Opens an incident's More menu, and one of its items by its place. */
const change =
  (item: number) =>
  async (page: Page): Promise<void> => {
    await openRow(page, 407);
    await page.locator('header [aria-haspopup="menu"]').last().click();
    await page.locator('[role="menuitem"]').nth(item).click();
    await page.locator('[role="dialog"] :focus').waitFor();
  };

const proven = async (page: Page): Promise<void> => {
  await screen(1)(page);
  await page.locator('main table').last().scrollIntoViewIfNeeded();
};

const telling = async (page: Page): Promise<void> => {
  await openRow(page, 407);
  await page.locator('section section', { hasText: '#incident-warroom' }).last().scrollIntoViewIfNeeded();
};

/** Every screen, empty, full and failing. */
export const shots: Shot[] = [
  { name: 'telling', scenario: changedNight, act: telling },
  { name: 'telling-update', scenario: changedNight, act: change(10) },
  { name: 'telling-follow-up', scenario: changedNight, act: change(13) },
  { name: 'queue-empty', scenario: () => ({ desk: calmDesk() }) },
  { name: 'queue-full', scenario: busy, says: true },
  { name: 'queue-all', scenario: busy, act: (page) => page.locator('[aria-pressed="false"]').last().click() },
  { name: 'queue-failing', scenario: () => ({ desk: failingDesk(), details }) },
  {
    name: 'queue-resolved',
    scenario: busy,
    act: async (page) => {
      await page.locator('[aria-pressed="false"]').last().click();
      await page.locator('[role="toolbar"] input').fill('index rebuild');
      await openRow(page, 396);
      await page.locator('section ol').first().waitFor();
    },
  },
  { name: 'queue-no-match', scenario: busy, act: (page) => page.locator('[role="toolbar"] input').fill('zebra') },
  {
    name: 'queue-updating',
    scenario: () => ({
      desk: busyDesk({ connection: { ...busyDesk().connection, state: 'updating', progress: { done: 1204, total: 5000 } } }),
    }),
  },
  {
    name: 'doubt-other-history',
    scenario: () => {
      const desk = busyDesk();
      return { ...busy(), desk: { ...desk, connection: { ...desk.connection, doubt: 'other-history' } } };
    },
  },
  {
    name: 'queue-older-laptop',
    scenario: () => ({ ...busy(), desk: busyDesk({ notUnderstood: ['incident.delayed', 'team.rested'] }) }),
  },
  { name: 'incident-ringing', scenario: busy, act: press('Enter') },
  {
    name: 'incident-why',
    scenario: busy,
    act: async (page) => {
      await page.locator('[role="row"]', { hasText: '#404' }).click();
      await page.locator('[aria-expanded="false"]:not([aria-haspopup])').first().click();
    },
  },
  {
    name: 'incident-story',
    scenario: busy,
    act: async (page) => {
      await page.locator('[role="row"]', { hasText: '#404' }).click();
      await page.locator('section ol li').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'incident-gone',
    scenario: () => ({ ...busy() }),
    act: (page) => page.evaluate(() => window.fake.push('incident:show', { id: 'nobody-knows' })),
  },
  { name: 'incident-failing', scenario: () => ({ ...busy(), breaks: ['incident:get'] }), act: press('Enter') },
  { name: 'queue-changed', scenario: () => changedNight() },
  { name: 'incident-tangled', scenario: () => changedNight(), act: (page) => openRow(page, 407) },
  { name: 'incident-asked', scenario: () => changedNight(), act: (page) => openRow(page, 413) },
  { name: 'incident-asleep', scenario: () => changedNight(), act: (page) => openRow(page, 402) },
  {
    name: 'incident-merged',
    scenario: () => changedNight(),
    act: (page) => page.evaluate(() => window.fake.push('incident:show', { id: 'incident-399' })),
  },
  { name: 'snooze-menu', scenario: () => changedNight(), act: press('s') },
  {
    name: 'more-menu',
    scenario: () => changedNight(),
    act: async (page) => {
      await openRow(page, 407);
      await page.locator('header [aria-haspopup="menu"]').last().click();
    },
  },
  {
    name: 'change-snooze-wrong',
    scenario: () => changedNight(),
    act: async (page) => {
      await page.keyboard.press('s');
      await page.locator('[role="menuitem"]').last().click();
      await page.locator('[role="dialog"] input').fill('soon');
      await page.keyboard.press('Enter');
    },
  },
  { name: 'change-reassign', scenario: () => changedNight(), act: change(0) },
  { name: 'change-role', scenario: () => changedNight(), act: change(3) },
  { name: 'change-severity', scenario: () => changedNight(), act: change(4) },
  { name: 'change-priority', scenario: () => changedNight(), act: change(5) },
  { name: 'change-stage', scenario: () => changedNight(), act: change(6) },
  { name: 'change-deadline', scenario: () => changedNight(), act: change(7) },
  { name: 'change-propose', scenario: () => changedNight(), act: change(8) },
  {
    name: 'change-refused',
    scenario: () => ({
      ...changedNight(),
      refuses: { 'incident:do': 'The other incident waits for this one already; unblock one of them first.' },
    }),
    act: async (page) => {
      await change(15)(page);
      await page.locator('[role="dialog"] input:focus').waitFor();
      await page.keyboard.type('ledger');
      await page.locator('[role="option"]', { hasText: 'edger' }).first().click();
      await page.locator('[role="dialog"] [type="submit"]').click();
      await page.locator('[role="dialog"] [role="alert"]').waitFor();
    },
  },
  ...rotationShots,
  ...fairShots,
  ...suppressedShots,
  ...noiseShots,
  ...waysShots,
  ...evidenceShots,
  { name: 'policies-full', scenario: () => ({ desk: calmDesk(), policies }), act: screen(4) },
  {
    name: 'policies-rules',
    scenario: () => ({ desk: calmDesk(), policies }),
    act: async (page) => {
      await screen(4)(page);
      await page.locator('article section').last().scrollIntoViewIfNeeded();
    },
  },
  { name: 'policies-empty', scenario: () => ({ desk: calmDesk() }), act: screen(4) },
  { name: 'policies-failing', scenario: () => ({ desk: calmDesk(), breaks: ['policies:get'] }), act: screen(4) },
  { name: 'oncall-full', scenario: () => ({ desk: calmDesk() }), act: screen(1) },
  {
    name: 'oncall-empty',
    scenario: () => ({ desk: calmDesk({ onCall: [], onDuty: [], nextDuty: undefined, laterDuties: [] }) }),
    act: screen(1),
  },
  { name: 'oncall-ringing', scenario: busy, act: screen(1) },
  { name: 'handoff-full', scenario: busy, act: screen(3) },
  { name: 'handoff-empty', scenario: () => ({ desk: calmDesk() }), act: screen(3) },
  { name: 'handoff-failing', scenario: () => ({ desk: calmDesk(), breaks: ['handoff:draft'] }), act: screen(3) },
  { name: 'settings-full', scenario: () => ({ desk: calmDesk() }), act: screen(6) },
  {
    name: 'settings-failing',
    scenario: () => ({
      desk: failingDesk({
        soundsPausedUntil: now + minutes(34),
        connection: { ...offline, state: 'refused', why: 'An administrator removed this device from the workspace.' },
      }),
    }),
    act: screen(6),
  },
  {
    name: 'returned-open',
    scenario: () => ({ desk: failingDesk(), details }),
    act: (page) => page.locator('section [aria-haspopup="dialog"]').nth(1).click(),
  },
  ...intakeShots,
  { name: 'test-alert', scenario: () => ({ desk: calmDesk() }), act: (page) => page.locator('main button').last().click() },
  { name: 'palette', scenario: busy, act: press('Control+k') },
  { name: 'keys', scenario: busy, act: press('?') },
  {
    name: 'notice',
    scenario: () => ({
      ...busy(),
      refuses: { 'incident:escalate': 'The relay did not take it. It waits here and goes up with the next contact.' },
    }),
    act: press('e', 'r'),
    says: true,
  },
  {
    name: 'welcome',
    scenario: () => ({
      desk: calmDesk({ me: undefined, connection: { ...calmDesk().connection, state: 'unpaired', relayUrl: undefined } }),
    }),
  },
  { name: 'watch-relay-gone', scenario: () => ({ desk: relayGoneDesk(), details }) },
  { name: 'watch-engine-still', scenario: () => ({ desk: engineStillDesk(), details }) },
  { name: 'watch-proven', scenario: () => ({ desk: watchedDesk() }), act: proven },
  { name: 'watch-settings-failed', scenario: () => ({ desk: testFailedDesk() }), act: screen(6) },
  { name: 'loading', scenario: () => ({ desk: calmDesk(), silent: ['desk:get'] }) },
  { name: 'dead', scenario: () => ({ desk: calmDesk(), breaks: ['desk:get'] }) },
  { name: 'long-words', scenario: () => ({ desk: busyDesk({ queue: [longRow(), ...busyNight] }) }), act: press('Enter') },
  { name: 'alarm-one', page: 'alarm.html', scenario: busy },
  { name: 'alarm-long', page: 'alarm.html', scenario: () => ({ desk: busyDesk({ queue: [longRow()] }) }) },
  {
    name: 'alarm-many',
    page: 'alarm.html',
    scenario: () => ({ desk: busyDesk({ queue: [ringingForMe, { ...alsoRingingForMe, severity: 'critical', alarm: true }, longRow()] }) }),
  },
  {
    name: 'alarm-gone',
    page: 'alarm.html',
    scenario: busy,
    act: (page) =>
      page.evaluate(() =>
        window.fake.change((desk) => {
          for (const ringing of desk.queue) {
            if (ringing.ringing === 'me') {
              Object.assign(ringing, { status: 'acknowledged', ringing: 'no', heldBy: desk.me });
            }
          }
        }),
      ),
  },
];

function longRow(): ReturnType<typeof row> {
  return row(123_456, {
    title: `[FIRING:3] KubePodCrashLooping ${'payments-authoriser-worker-blue-7f9c6d5b8c-x2x4q '.repeat(4)}in namespace production on cluster eu-west-1-prod-a`,
    severity: 'critical',
    ringing: 'me',
    service: { id: 'long', name: 'Payments authorisation gateway (Europe, Middle East and Africa)' },
    paged: [
      { id: 'ana', name: 'Ana Ferreira' },
      { id: 'x', name: 'Maximiliane Katharina von Hohenstein-Wittgenberg' },
    ],
    next: {
      kind: 'step',
      at: now + hours(1) + minutes(4),
      level: 2,
      isCatchAll: false,
      people: [
        { id: 'x', name: 'Maximiliane Katharina von Hohenstein-Wittgenberg' },
        { id: 'bo', name: 'Bo Lindqvist' },
      ],
    },
    alertCount: 1_204,
    noteCount: 37,
    pending: 2,
    test: true,
  });
}
