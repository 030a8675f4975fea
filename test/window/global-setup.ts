import type { TestProject } from 'vitest/node';
import { buildSite, serveSite } from './site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string;
  }
}

/** Builds the window once for all tests and serves it on the loopback. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await serveSite(await buildSite());
  project.provide('siteUrl', url);
  return stop;
}
