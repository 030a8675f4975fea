import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startBrowser } from './browser.ts';
import { installFakeBridge, type Scenario } from './fake/fake-bridge.ts';
import { putScheduleDesk } from './fake/put-schedule-desk.ts';
import { calmDesk } from './scenarios/desks.ts';
import { now } from './scenarios/people.ts';
import { shots, type Shot } from './scenarios/shots.ts';
import { buildSite, serveSite } from './site.ts';

// Takes a picture of every screen in both schemes, languages and sizes: node test/window/pictures.ts [--only NAME] [--quick]

const folder = resolve(import.meta.dirname, '../../test-results/pictures');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const quick = process.argv.includes('--quick');

interface Look {
  locale: 'en' | 'fr';
  colorScheme: 'light' | 'dark';
  width: number;
}

const looks: Look[] = (['en', 'fr'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((colorScheme) => [1280, 800].map((width) => ({ locale, colorScheme, width }))),
);
const quickLooks: Look[] = [
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'fr', colorScheme: 'dark', width: 800 },
];

function scenarioOf(shot: Shot, { locale, colorScheme }: Look): Scenario {
  const scenario = shot.scenario();
  return { ...scenario, desk: { ...calmDesk(), ...scenario.desk, locale, colorScheme } };
}

async function take(browser: Browser, url: string, shot: Shot, look: Look): Promise<void> {
  const size = shot.page === 'alarm.html' ? { width: 560, height: 420 } : { width: look.width, height: 800 };
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', colorScheme: look.colorScheme, locale: look.locale });
  const page: Page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && process.stderr.write(`${shot.name}: ${message.text()}\n`));
  page.on('pageerror', (error) => process.stderr.write(`${shot.name}: ${error.message}\n`));
  await page.clock.install({ time: now });
  const scenario = scenarioOf(shot, look);
  await putScheduleDesk(page, scenario);
  await page.addInitScript(installFakeBridge, scenario);
  await page.goto(`${url}/${shot.page ?? 'index.html'}`);
  await page
    .locator(shot.name === 'loading' ? 'main' : 'main:not([aria-busy])')
    .first()
    .waitFor();
  await shot.act?.(page);
  // A busy machine may have taken longer than that to get there.
  await page.clock.pauseAt(Math.max(now + 2000, (await page.evaluate(() => Date.now())) + 200));
  const name =
    shot.page === 'alarm.html'
      ? `${shot.name}-${look.locale}-${look.colorScheme}`
      : `${shot.name}-${look.locale}-${look.colorScheme}-${look.width}`;
  await page.screenshot({ path: resolve(folder, `${name}.png`) });
  await context.close();
}

if (only === undefined) {
  await rm(folder, { recursive: true, force: true });
}
await mkdir(folder, { recursive: true });
const site = await serveSite(await buildSite());
const browser = await startBrowser();
let taken = 0;
for (const shot of shots.filter(({ name }) => only === undefined || name.includes(only))) {
  for (const look of quick ? quickLooks : looks) {
    if (shot.page !== 'alarm.html' || look.width === 1280 || quick) {
      await take(browser, site.url, shot, look);
      taken += 1;
    }
  }
}
await browser.close();
await site.stop();
process.stdout.write(`${taken} pictures in ${folder}\n`);
