import type { Locator, Page } from '@playwright/test';
import { inject } from 'vitest';
import type { RequestChannel } from '../../shared/bridge/contract.ts';
import type { Desk } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { installFakeBridge, type Scenario } from './fake/fake-bridge.ts';
import { putScheduleDesk } from './fake/put-schedule-desk.ts';
import { givePageBack, takePage } from './pages.ts';
import { now } from './scenarios/people.ts';

/** How a page is opened. */
export interface Look {
  page?: 'index.html' | 'alarm.html';
  width?: number;
  /** Stops the page's clock as soon as it is loaded; the test then turns it by hand with `page.clock.runFor`. */
  clock?: 'runs' | 'stopped';
  /** The window is expected to go on waiting for main. */
  waiting?: boolean;
  /** The system lets the page play no sound. */
  mute?: boolean;
}

const opened: { page: Page; forget: (() => Promise<void>)[] }[] = [];

/** Leaves the pages a test opened to the next one, or closes them where it failed: nobody knows what state they are in. */
export async function closeOpened(passed: boolean): Promise<void> {
  await Promise.all(
    opened.splice(0).map(async ({ page, forget }) => {
      if (passed) {
        await Promise.all(forget.map((each) => each()));
        await givePageBack(page);
      } else {
        await page.context().close();
      }
    }),
  );
}

/** Opens the window (or the alarm) on a scenario, at 03:12 UTC on 23 November 2026. */
export async function open(scenario: Scenario, look: Look = {}): Promise<Page> {
  const page = await takePage({ locale: scenario.desk.locale, clock: look.clock ?? 'runs', mute: look.mute ?? false });
  const forget: (() => Promise<void>)[] = [];
  opened.push({ page, forget });
  await page.emulateMedia({ colorScheme: scenario.desk.colorScheme === 'dark' ? 'dark' : 'light' });
  await page.setViewportSize(look.page === 'alarm.html' ? { width: 560, height: 420 } : { width: look.width ?? 1280, height: 800 });
  await page.clock.install({ time: now });
  if (look.clock === 'stopped') {
    await page.clock.pauseAt(now + 1000);
  }
  forget.push(await putScheduleDesk(page, scenario));
  const bridge = await page.addInitScript(installFakeBridge, scenario);
  forget.push(() => bridge.dispose());
  await page.goto(`${inject('siteUrl')}/${look.page ?? 'index.html'}`);
  await page
    .locator(look.waiting ? 'main' : 'main:not([aria-busy])')
    .first()
    .waitFor();
  return page;
}

/** Whether something comes to be seen; fails after the usual time when it does not. */
export async function appears(locator: Locator): Promise<boolean> {
  await locator.waitFor();
  return locator.isVisible();
}

/** What the page asked of main on a channel, in order. */
export async function requests(page: Page, channel: RequestChannel): Promise<unknown[]> {
  return page.evaluate(
    (wanted) => window.fake.requests.filter((request) => request.channel === wanted).map(({ argument }) => argument),
    channel,
  );
}

/** Changes one incident, as news from main. */
export async function changeRow(page: Page, id: string, change: Partial<IncidentRow>): Promise<void> {
  await page.evaluate(
    ([rowId, update]) =>
      window.fake.change((desk) => {
        const row = desk.queue.find((candidate) => candidate.id === rowId);
        Object.assign(row ?? {}, update);
      }),
    [id, change] as const,
  );
}

/** Changes the desk, as news from main. */
export async function changeDesk(page: Page, change: Partial<Desk>): Promise<void> {
  await page.evaluate((update) => window.fake.change((desk) => Object.assign(desk, update)), change);
}
