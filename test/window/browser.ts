import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

const executablePath = '/usr/bin/chromium';

/** Starts the system's Chromium, which renders as Electron does. */
export async function startBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(`The window's tests need ${executablePath}: apt-get install chromium.`);
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}
