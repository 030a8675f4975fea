import { app, type Session, type WebContents } from 'electron';
import { appOrigin } from './app-files.ts';

/** What every window of ours is opened with. */
export const safePreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  // Its dictionaries would be fetched from the network.
  spellcheck: false,
  navigateOnDragDrop: false,
} as const;

const ownSchemes: ReadonlySet<string> = new Set(['app:', 'data:', 'blob:', 'devtools:']);

/** Grants pages nothing and lets nothing in from outside app://; Electron grants every permission unless told not to. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !ownSchemes.has(schemeOf(url)) }));
}

/** Keeps every page where it is: no navigation away, no new windows, no webviews. Links are offered to `openLink`. */
export function hardenPages(openLink: (url: string) => void): () => void {
  const harden = (_event: unknown, contents: WebContents): void => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOurPage(event.url)) {
        event.preventDefault();
      }
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isOurPage(event.url)) {
        event.preventDefault();
      }
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url);
      return { action: 'deny' };
    });
  };
  app.on('web-contents-created', harden);
  return () => {
    app.off('web-contents-created', harden);
  };
}

function isOurPage(url: string): boolean {
  return url.startsWith(`${appOrigin}/`);
}

function schemeOf(url: string): string {
  return url.slice(0, url.indexOf(':') + 1).toLowerCase();
}
