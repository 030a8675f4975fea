import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { afterAll, beforeAll } from 'vitest';
import { startBrowser } from './browser.ts';

const pictures = resolve(import.meta.dirname, '../../test-results/pictures');

/** A browser for a file of tests of pages the relay renders, and where the pictures of them go. */
export function relayPages(): {
  open(options?: BrowserContextOptions): Promise<BrowserContext>;
  picture(page: Page, name: string): Promise<void>;
} {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  return {
    open: (options) => browser.newContext(options),
    picture: async (page, name) => void (await page.screenshot({ path: resolve(pictures, `${name}.png`), fullPage: true })),
  };
}
