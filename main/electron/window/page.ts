import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { appOrigin } from '../security/app-files.ts';
import { safePreferences } from '../security/harden.ts';
import type { ElectronIpc } from '../electron-ipc.ts';

/** A page of the built window. */
export type Page = 'index' | 'alarm';

/** What opening a page needs, the same for every window. */
export interface PageContext {
  ipc: ElectronIpc;
  preloadFile: string;
}

const retryMs = 1000;
const retriesAtMost = 5;

/** Opens one of our pages in a window of its own, hidden until its owner shows it; a page that fails or crashes is loaded again. */
export function openPage(page: Page, context: PageContext, options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    webPreferences: { ...safePreferences, ...options.webPreferences, preload: context.preloadFile },
  });
  context.ipc.adopt(window);
  let retries = 0;
  const load = (): void => {
    // What goes wrong is told by `did-fail-load`, which also sees later failures.
    window.loadURL(`${appOrigin}/${page}.html`).catch(() => undefined);
  };
  const loadAgain = (): void => {
    retries += 1;
    if (retries <= retriesAtMost) {
      setTimeout(() => !window.isDestroyed() && load(), retryMs);
    }
  };
  window.webContents.on('did-fail-load', (_event, _code, _description, _url, isMainFrame) => isMainFrame && loadAgain());
  window.webContents.on('render-process-gone', loadAgain);
  window.webContents.on('did-finish-load', () => {
    retries = 0;
  });
  load();
  return window;
}
