import type { TestProject } from 'vitest/node';
import { buildSite, serveSite, siteFolder } from './site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string;
  }
}

/** Builds the window once for all tests and serves it on the loopback. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = siteFolder('window-site');
  await buildSite(folder);
  const { url, stop } = await serveSite(folder);
  project.provide('siteUrl', url);
  return stop;
}
