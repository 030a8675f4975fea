import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserServer } from '@playwright/test';

/** Chromium without what surrounds a page is the same for a page, and is taken where it is there. */
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  // A page lives for a second: making its code fast costs more than running it.
  '--js-flags=--no-maglev --no-turbofan --always-sparkplug',
];

function executable(): string {
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new Error(`The window's tests need ${places.join(' or ')}: apt-get install chromium.`);
  }
  return found;
}

/** Starts the system's Chromium, which renders as Electron does. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args });
}

/** Starts it for other processes, which come to it by its `wsEndpoint()`. */
export function startSharedBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath: executable(), args, host: '127.0.0.1' });
}
