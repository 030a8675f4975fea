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
  const [site, browser] = await Promise.all([buildSite().then(serveSite), startSharedBrowser()]);
  project.provide('siteUrl', site.url);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await site.stop();
  };
}
