import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { appFile, contentPolicy } from './app-files.ts';

const scheme = 'app';

/** Tells Chromium that app:// is as trustworthy as https:// and has origins; must come before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Serves the built window under app://watchbell/, so that pages have an origin and never the rights of file://. */
export function serveAppFiles(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const file = request.method === 'GET' ? appFile(folder, request.url) : undefined;
    if (!file) {
      return new Response('There is no such file.', { status: 404 });
    }
    try {
      return new Response(new Uint8Array(await readFile(file.path)), {
        headers: {
          'content-type': file.type,
          'content-security-policy': contentPolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return new Response('There is no such file.', { status: 404 });
    }
  });
}
