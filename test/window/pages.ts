import { chromium, type Browser, type Page } from '@playwright/test';
import { inject } from 'vitest';

/** What a page cannot change once it is made. */
export interface PageKind {
  locale: string;
  /** A clock that was once stopped does not run again. */
  clock: 'runs' | 'stopped';
  /** The system lets the page play no sound. */
  mute: boolean;
}

let browser: Promise<Browser> | undefined;
const kept = new Map<string, Page[]>();
const kinds = new WeakMap<Page, string>();
const problems: string[] = [];

/**
 * A page nobody uses, with what it loaded before still compiled: a new page costs as much as all that is done on it.
 * What it shows is of somebody else until it is sent elsewhere.
 */
export async function takePage(kind: PageKind): Promise<Page> {
  const key = JSON.stringify(kind);
  const page = kept.get(key)?.pop() ?? (await newPage(kind));
  kinds.set(page, key);
  return page;
}

/** Leaves a page to the next test as a new one would be: nothing stored, the mouse nowhere. */
export async function givePageBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.mouse.move(-1, -1);
  const key = kinds.get(page) ?? '';
  kept.set(key, [...(kept.get(key) ?? []), page]);
}

/** The browser every file of this run shares; whoever opens something in it closes that alone. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= chromium.connect(inject('browserEndpoint'));
  return browser;
}

/** What pages complained of since this was last asked. */
export function complaints(): string[] {
  return problems.splice(0);
}

async function newPage({ locale, mute }: PageKind): Promise<Page> {
  const context = await (await sharedBrowser()).newContext({ reducedMotion: 'reduce', locale });
  const page = await context.newPage();
  // A text that is missing, a breach of the content policy or a crash shows here.
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  if (mute) {
    await page.addInitScript(() => {
      Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });
    });
  }
  return page;
}
