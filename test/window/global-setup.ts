import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startSharedBrowser } from './browser.ts';
import { buildSite, serveSite } from './site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string;
    browserEndpoint: string;
  }
}

/** Builds the window once for all tests, serves it on the loopback, and starts the browser they share. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [site, browser] = await Promise.all([buildSite().then(withAxe).then(serveSite), startSharedBrowser()]);
  project.provide('siteUrl', site.url);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await site.stop();
  };
}

/** Puts axe beside the window's own scripts, where the browser keeps it compiled. */
async function withAxe(folder: string): Promise<string> {
  await copyFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), join(folder, 'assets', 'axe.min.js'));
  return folder;
}
