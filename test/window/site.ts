import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

// The policy main sets on the window; the pages have to work under it.
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'";

/** Where a built site goes, by who built it: tests and pictures may run side by side. */
export function siteFolder(name: string): string {
  return resolve(root, 'test-results', name);
}

/** Builds the renderer as `electron.vite.config.ts` does. */
export async function buildSite(outDir: string): Promise<void> {
  // Vitest's own value would bring in React's development build.
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: false,
    logLevel: 'warn',
    root: resolve(root, 'renderer'),
    mode: 'production',
    base: './',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      minify: true,
      rollupOptions: { input: { index: resolve(root, 'renderer/index.html'), alarm: resolve(root, 'renderer/alarm.html') } },
    },
  });
}

/** Serves the built renderer on the loopback; answers its address and how to stop it. */
export async function serveSite(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname)).replace(/^\/+/, '');
    readFile(join(folder, path === '' ? 'index.html' : path)).then(
      (content) => {
        response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
        response.setHeader('content-security-policy', contentSecurityPolicy);
        response.end(content);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The site has no port.');
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
