import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserServer } from '@playwright/test';

const executablePath = '/usr/bin/chromium';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

function found(): string {
  if (!existsSync(executablePath)) {
    throw new Error(`The window's tests need ${executablePath}: apt-get install chromium.`);
  }
  return executablePath;
}

/** Starts the system's Chromium, which renders as Electron does. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: found(), args });
}

/** Starts it for other processes, which come to it by its `wsEndpoint()`. */
export function startSharedBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath: found(), args, host: '127.0.0.1' });
}
