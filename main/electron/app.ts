import { mkdirSync } from 'node:fs';
import { app } from 'electron';
import { localeOf, type Locale } from '../text/words.ts';
import { declareAppScheme } from './security/app-protocol.ts';

/** What the rest of the app is built on, once Electron is ready. */
export interface StartedApp {
  /** Everything this person keeps on this computer. */
  dataFolder: string;
  version: string;
  /** The language of the system, for a person who chose none. */
  systemLocale: Locale;
}

/** Where this copy of the app keeps its data, if not in the place the system has for it. */
export interface StartOptions {
  dataFolder?: string | undefined;
}

/**
 * Makes Electron ready. Undefined when the data folder is in use: that copy shows its window, and this one ends.
 * To be called before anything waits, because some of it must come before Electron is ready.
 */
export async function startApp({ dataFolder }: StartOptions = {}): Promise<StartedApp | undefined> {
  if (dataFolder !== undefined) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    app.setPath('userData', dataFolder);
  }
  // Windows shows notifications only for an app whose identity its start menu entry carries too.
  app.setAppUserModelId('org.watchbell.desktop');
  declareAppScheme();
  // Every window asks for the sandbox itself. Enforced here too, it would keep root's test runs from starting any process.
  if (!app.commandLine.hasSwitch('no-sandbox')) {
    app.enableSandbox();
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return undefined;
  }
  // Closing the window leaves the tray; without a listener Electron would quit.
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  return { dataFolder: app.getPath('userData'), version: app.getVersion(), systemLocale: localeOf(app.getLocale()) };
}
