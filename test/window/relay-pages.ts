import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { beforeAll } from 'vitest';
import { sharedBrowser } from './pages.ts';

const pictures = resolve(import.meta.dirname, '../../test-results/pictures');

/** What opens the pages of a file of tests of pages the relay renders, and where the pictures of them go. */
export function relayPages(): {
  open(options?: BrowserContextOptions): Promise<BrowserContext>;
  picture(page: Page, name: string): Promise<void>;
} {
  beforeAll(() => void mkdirSync(pictures, { recursive: true }));
  return {
    open: async (options) => (await sharedBrowser()).newContext(options),
    picture: async (page, name) => void (await page.screenshot({ path: resolve(pictures, `${name}.png`), fullPage: true })),
  };
}
